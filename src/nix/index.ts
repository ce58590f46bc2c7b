// The Nix language: expressions as data, the one printer, quoting for what Nix texts hold.
export { type NixNode, type NixTree, parseNix } from "./parse.ts";
export { isNixText, printNix, printNixString } from "./print.ts";
export { escapeSystemdPath, quoteShellWord, quoteShellWords, quoteSystemdWord } from "./shell-quote.ts";
export {
  nixApply,
  nixAttributes,
  type NixBinding,
  nixBinding,
  nixBoolean,
  nixInteger,
  nixList,
  type NixName,
  nixReference,
  nixString,
  type NixValue,
} from "./value.ts";
