// What one reading of a project shares: the tree it reads from, the files it has read, what it has found.
import { posix } from "node:path";
import type { Place } from "../errors.ts";
import type { SourceTree } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import { Findings, quote } from "./findings.ts";
import { repositoryPath } from "./host-paths.ts";
import { interpolate, type MissingVariable, type Variables } from "./interpolate.ts";
import type { ComposeFile } from "./model.ts";
import { type ParsedYaml, parseYaml } from "./parse-yaml.ts";

/** A file that something names: who names it, in which folder of the repository, and where that is written. */
export type FileReference = {
  readonly written: string;
  readonly folder: string;
  readonly subject: string;
  readonly place: Place;
  readonly kind: ComposeFile["kind"];
  /** True for a service's `env_file`: such files are often kept out of the repository on purpose, so that is no error. */
  readonly keptOut?: boolean;
};

/** Why a file cannot be read; each has its own finding. */
type Refusal = "outside" | "missing" | "link" | "large";

export class Reading {
  readonly findings = new Findings();
  readonly tree: SourceTree;
  /** The project's folder in the repository, and the same folder on the host. */
  readonly folder: string;
  readonly root: string;
  readonly #files = new Map<string, ComposeFile>();
  readonly #parsed = new Map<string, ParsedYaml | undefined>();
  readonly #reported = new Set<string>();
  readonly #unknown = new Set<string>();

  constructor({ tree, folder, root }: { readonly tree: SourceTree; readonly folder: string; readonly root: string }) {
    this.tree = tree;
    this.folder = folder;
    this.root = root;
  }

  /** Variables and environment files that the project asks for and the repository does not have. */
  get unknown(): readonly string[] {
    return [...this.#unknown];
  }

  get files(): readonly ComposeFile[] {
    return [...this.#files.values()];
  }

  /** The folder on the host that a folder of the repository is. */
  hostFolder(folder: string): string {
    return posix.join(this.root, posix.relative(this.folder, folder));
  }

  /** The path of a file in the repository; undefined, without a finding, where it cannot be read. */
  locate(reference: Pick<FileReference, "folder" | "written">): { readonly path: string } | { readonly refusal: Refusal; readonly path: string } {
    const path = this.#repositoryPath(reference);
    if (path === undefined) return { refusal: "outside", path: reference.written };
    const entry = this.tree.entries.get(path);
    if (entry === undefined && !this.#isUnderLink(path)) return { refusal: "missing", path };
    return entry?.kind === "file" ? { path } : { refusal: "link", path };
  }

  /** An absolute path is one of the host: it is in the repository where the project's folder on the host leads to it. */
  #repositoryPath({ folder, written }: Pick<FileReference, "folder" | "written">): string | undefined {
    if (!posix.isAbsolute(written)) return repositoryPath(folder, written);
    if (!posix.isAbsolute(this.root)) return undefined;
    const relative = posix.relative(this.root, written);
    const path = repositoryPath(this.folder, relative);
    return path !== undefined && (!relative.startsWith("..") || this.tree.entries.has(path)) ? path : undefined;
  }

  #isUnderLink(path: string): boolean {
    const folder = posix.dirname(path);
    if (folder === "." || folder === "/") return false;
    const kind = this.tree.entries.get(folder)?.kind;
    return kind === "link" || kind === "submodule" || this.#isUnderLink(folder);
  }

  /** The text of a file that must be there; undefined, with a finding, where it cannot be read. */
  async read(reference: FileReference): Promise<{ readonly path: string; readonly text: string } | undefined> {
    const located = this.locate(reference);
    const text = "refusal" in located ? undefined : await this.tree.read(located.path);
    if (text !== undefined) {
      this.#files.set(located.path, { path: located.path, kind: reference.kind, sha256: sha256(text) });
      return { path: located.path, text };
    }
    this.#report(reference, "refusal" in located ? located.refusal : "large");
    return undefined;
  }

  /** A YAML file, parsed once however often it is named. */
  async parse(reference: FileReference): Promise<ParsedYaml | undefined> {
    const located = this.locate(reference);
    if (this.#parsed.has(located.path)) return this.#parsed.get(located.path);
    const source = await this.read(reference);
    const parsed = source === undefined ? undefined : parseYaml(source, this.findings);
    this.#parsed.set(located.path, parsed);
    return parsed;
  }

  #report({ written, subject, place, keptOut }: FileReference, refusal: Refusal): void {
    const problem = { subject, place };
    if (keptOut === true) {
      this.#unknown.add(written);
      const message = `The environment file ${quote(written)} is not in the repository; its variables are not known here.`;
      this.findings.warning({ ...problem, code: refusal === "missing" ? "compose-file-missing" : "compose-path-outside", message, hint: "Set what matters under `environment` of the project's configuration, or pass the file to the container with `include_env_files`." });
      return;
    }
    if (refusal === "missing") {
      this.findings.error({ ...problem, code: "compose-file-missing", message: `The file ${quote(written)} is not in the repository.`, hint: "Correct the path, or commit the file." });
      return;
    }
    if (refusal === "large") {
      this.findings.error({ ...problem, code: "compose-limit", message: `The file ${quote(written)} is larger than stowplan reads.`, hint: "Split the file, or keep data in files of their own." });
      return;
    }
    const reason = refusal === "link" ? "is or lies behind a symbolic link or submodule" : "is outside the repository";
    this.findings.error({ ...problem, code: "compose-path-outside", message: `The file ${quote(written)} ${reason}, so it is not read.`, hint: "Name a regular file of this repository." });
  }

  /** Puts variables into a text; each variable without a value is reported once. */
  substitute({ text, place, variables }: { readonly text: string; readonly place: Place; readonly variables: Variables }): string {
    const result = interpolate(text, variables);
    for (const variable of result.missing) this.#reportVariable(variable, place);
    if (result.isInvalid) {
      this.findings.error({ code: "compose-invalid", subject: place.file, message: `In ${quote(text)} a \`\${\` starts no variable.`, hint: "Write `$$` where a dollar sign is meant.", place });
    }
    return result.text;
  }

  #reportVariable(variable: MissingVariable, place: Place): void {
    const key = `${variable.kind} ${variable.name}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#unknown.add(variable.name);
    const subject = `variable ${variable.name}`;
    if (variable.kind === "required") {
      const said = variable.message === "" ? "" : `: ${quote(variable.message)}`;
      this.findings.warning({ code: "compose-required-variable", subject, message: `The variable is required, but not set${said}; Docker refuses the file without it.`, hint: requiredHint(variable.name), place });
      return;
    }
    this.findings.warning({ code: "compose-unset-variable", subject, message: "The variable is not set; Compose puts an empty text in its place.", hint: requiredHint(variable.name), place });
  }
}

function requiredHint(name: string): string {
  return `Set it in \`.env\` beside the Compose file, or under \`environment\` of the project's configuration, or write \`\${${name}:-default}\`.`;
}
