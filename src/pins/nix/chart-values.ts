// `image = { repository = …; tag = …; }` of Helm values and Kubernetes modules -> the pieces of the reference.
import type { NixNode } from "../../nix/index.ts";
import type { NixFile } from "./nix-tree.ts";
import { isComplete, type NixText, resolveTerm } from "./nix-texts.ts";
import { member, startSearch, termOf } from "./reach.ts";

/** The pieces; undefined where the set has no repository that the file tells. */
export function chartPieces(file: NixFile, set: NixNode): NixText | undefined {
  const [registry, repository, tag, digest] = ["registry", "repository", "tag", "digest"].map((name) => {
    const search = startSearch(file);
    const [text, ...others] = member(search, { term: termOf(file, set), names: [name] }).flatMap((term) => resolveTerm(search, term));
    return text === undefined || others.length > 0 || !isComplete(text) ? [] : text.filter((piece) => piece.text !== "");
  });
  if (repository === undefined || repository.length === 0) return undefined;
  const joined = (separator: string, part: NixText = []): NixText => (part.length === 0 ? [] : [{ text: separator }, ...part]);
  const host = registry === undefined || registry.length === 0 ? [] : [...registry, { text: "/" }];
  return [...host, ...repository, ...joined(":", tag), ...joined("@", digest)];
}
