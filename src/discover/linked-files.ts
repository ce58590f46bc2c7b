// Changed symbolic links with the names of Compose files -> findings: a link may lead anywhere, so none is followed.
import type { Finding } from "../errors.ts";
import type { FileChange, SourceTree } from "../ports.ts";
import { compileGlob } from "./glob.ts";

type LinkRequest = { readonly changes: readonly FileChange[]; readonly patterns: readonly string[] };

/** Tells of each link that the pull request brings or moves; what it names is a project of its own if it is called like one. */
export function linkedFiles(head: SourceTree, { changes, patterns }: LinkRequest): readonly Finding[] {
  const tests = patterns.map(compileGlob);
  const linked = changes.filter(({ path }) => head.entries.get(path)?.kind === "link" && tests.some((test) => test(path)));
  return linked.map(({ path }) => ({
    code: "compose-linked",
    severity: "warning",
    subject: path.slice(0, 1024),
    message: "It is a symbolic link, which is not followed, so there is no project in its folder.",
    hint: "Put the file itself there, or name the file behind the link under `projects` in .github/stowplan.yml.",
    place: { file: path },
  }));
}
