// Nix source -> a syntax tree in which every node knows its place. Nothing is loaded before the first parse.
import type { Node, Parser, Tree, TreeCursor } from "web-tree-sitter";
import { maskTrailingCommas } from "./mask-commas.ts";

/** A named node of the grammar: `binding`, `string_expression`, `string_fragment`, … Offsets count UTF-16 units, as JavaScript does. */
export type NixNode = {
  readonly kind: string;
  /** The node's role in its parent: `attrpath`, `expression`, `function`, `argument`, … */
  readonly field?: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly NixNode[];
};

/** A parsed file. With `hasError` parts of it are not Nix; the rest of the tree can be used all the same. */
export type NixTree = { readonly root: NixNode; readonly hasError: boolean };

/** Files over this many characters are not parsed: no hand-written Nix is that long. */
const MAXIMUM_SOURCE = 1024 * 1024;
/** Milliseconds after which a parse is given up. Text that is no Nix, such as comments that never end, can take the square of its length. */
const MAXIMUM_TIME = 5000;

let parser: Promise<Parser> | undefined;

async function loadParser(): Promise<Parser> {
  const [treeSitter, runtime, grammar] = await Promise.all([
    import("web-tree-sitter"),
    import("web-tree-sitter/web-tree-sitter.wasm"),
    import("./tree-sitter-nix.wasm"),
  ]);
  await treeSitter.Parser.init({ wasmBinary: runtime.default });
  const language = await treeSitter.Language.load(grammar.default);
  return new treeSitter.Parser().setLanguage(language);
}

type Draft = { kind: string; field?: string; start: number; end: number; children: Draft[] };

function draftOf(node: Node, field: string | null): Draft {
  return { kind: node.type, ...(field === null ? {} : { field }), start: node.startIndex, end: node.endIndex, children: [] };
}

/** Copies a tree out of WebAssembly with a cursor and a stack: recursion would let a deeply nested file end the run. */
function copyTree(cursor: TreeCursor): Draft {
  const root = draftOf(cursor.currentNode, null);
  // The cursor stands on the last of these, or on a child of it that is not copied yet.
  const path: Draft[] = [root];
  let hasNext = cursor.gotoFirstChild();
  for (let parent = path.at(-1); parent !== undefined; parent = path.at(-1)) {
    if (hasNext) {
      const node = cursor.currentNode;
      const draft = draftOf(node, cursor.currentFieldName);
      if (node.isNamed) parent.children.push(draft);
      path.push(draft);
      hasNext = cursor.gotoFirstChild();
    } else {
      path.pop();
      hasNext = path.length > 0 && cursor.gotoNextSibling();
      if (path.length > 0 && !hasNext) cursor.gotoParent();
    }
  }
  return root;
}

/** Parses as far as the time allows; a callback that returns true ends it (the type says void, the runtime asks). */
function parseInTime(ready: Parser, source: string): Tree | null {
  const end = performance.now() + MAXIMUM_TIME;
  const tree = ready.parse(source, null, { progressCallback: () => performance.now() > end });
  // A parse that was given up would be continued with the next text.
  if (tree === null) ready.reset();
  return tree;
}

/** Parses a file. Undefined where it is over a million characters long or takes over five seconds. */
export async function parseNix(source: string): Promise<NixTree | undefined> {
  if (source.length > MAXIMUM_SOURCE) return undefined;
  parser ??= loadParser();
  const tree = parseInTime(await parser, maskTrailingCommas(source));
  if (tree === null) return undefined;
  const cursor = tree.walk();
  try {
    return { root: copyTree(cursor), hasError: tree.rootNode.hasError };
  } finally {
    cursor.delete();
    tree.delete();
  }
}
