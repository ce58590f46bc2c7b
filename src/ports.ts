// What the rooms may ask of the world. Implementations live in host/, hand-written fakes in test/fakes/.

/** A commit and the tree it holds, both as full hexadecimal object names. */
export type Revision = { readonly commit: string; readonly tree: string };

/** A path of a tree; `link` is a symbolic link, `submodule` a commit of another repository. */
export type TreeEntry = { readonly path: string; readonly kind: "file" | "link" | "submodule" };

/** The files of one revision, read from git's objects and never from the user's checkout. Paths are relative to the root. */
export type SourceTree = {
  readonly revision: Revision;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** The text of a file; undefined where there is none or it is no regular file (links are not followed). */
  read(path: string): Promise<string | undefined>;
};

/** One path that differs between two revisions. */
export type FileChange = { readonly path: string; readonly status: "added" | "modified" | "deleted" };

/** A git repository. Every method throws StowplanError (`git-failed`, `revision-missing`). */
export type Git = {
  resolve(revision: string): Promise<Revision>;
  mergeBase(base: string, head: string): Promise<Revision>;
  changes(base: Revision, head: Revision): Promise<readonly FileChange[]>;
  tree(revision: Revision): Promise<SourceTree>;
  /** The flake reference of a folder ("." for the root) at a revision, as Nix's `--flake` or installables take it. */
  flakeReference(revision: Revision, folder: string): string;
};

/** The Nix program that was found. */
export type NixProgram = { readonly path: string; readonly version: string; readonly hasFlakes: boolean };

/** What one run of Nix gave; a run that was stopped has `stopped` set and no meaningful status. */
export type NixRun = {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly stopped?: "timeout" | "memory" | "output";
  readonly seconds: number;
};

/** Bounds on one run of Nix: wall seconds, resident memory in MiB. */
export type NixLimits = { readonly seconds: number; readonly memory: number };

/** The Nix program, run without a token in its environment. */
export type Nix = {
  /** The program, or undefined where none is installed. */
  probe(): Promise<NixProgram | undefined>;
  /** Runs `nix ARGS…`; a failing status is an answer, not an exception. */
  run(args: readonly string[], limits: NixLimits): Promise<NixRun>;
};

/** A repository at a registry: `{registry: "docker.io", path: "library/postgres"}`. */
export type Repository = { readonly registry: string; readonly path: string };

/** What a registry says of a manifest: its digest (`sha256:` and 64 hexadecimal digits), media type and size in bytes. */
export type Descriptor = { readonly digest: string; readonly mediaType: string; readonly size: number };

/** A manifest, checked against its digest; `body` is the parsed JSON, not yet validated. */
export type RegistryManifest = { readonly descriptor: Descriptor; readonly body: unknown };

/**
 * OCI registries. Every method throws StowplanError: `registry-missing` (no such repository, tag or blob),
 * `registry-denied`, `registry-refused` (by our own rules), `registry-unreachable`, `registry-rate-limited`,
 * `registry-invalid` (answers that break the specification or a digest), `registry-limit` (larger than allowed).
 */
export type Registry = {
  /** All tags of a repository, in the registry's order. */
  tags(repository: Repository): Promise<readonly string[]>;
  /** HEAD of a manifest by tag or digest. */
  resolve(repository: Repository, reference: string): Promise<Descriptor>;
  /** GET of a manifest by tag or digest. */
  manifest(repository: Repository, reference: string): Promise<RegistryManifest>;
  /** A small blob (an image's config), checked against its digest. */
  blob(repository: Repository, digest: string): Promise<Uint8Array>;
};

/** How registries may be asked; from the base branch's configuration, never from a pull request's. */
export type RegistryOptions = {
  /** Registry name to the URL that is really asked; a path in the URL goes before the repository's. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** Registries (`host` or `host:port`) that may have a private address or speak plain HTTP. */
  readonly allowPrivate: readonly string[];
  /** Seconds for one request. */
  readonly timeout: number;
};

/** A pull request as the forge describes it. */
export type PullRequest = {
  readonly number: number;
  readonly headCommit: string;
  /** The branch that is to be merged, without `refs/heads/`; of a fork, the fork's. */
  readonly headRef: string;
  readonly baseRef: string;
  readonly isFork: boolean;
  readonly isOpen: boolean;
};

/** A comment on a pull request. */
export type ForgeComment = { readonly id: number; readonly author: string; readonly body: string; readonly url: string };

/** A file that a pull request changes; `patch` are the hunks of its diff, empty where the forge shows none. */
export type ChangedFile = { readonly path: string; readonly patch: string };

/** A comment on lines of a file as the pull request leaves it, which must be lines of its diff. Lines from 1, both inclusive. */
export type LineComment = { readonly path: string; readonly startLine: number; readonly line: number; readonly body: string };

/** A comment on lines that is there already. */
export type ReviewComment = { readonly author: string; readonly path: string; readonly body: string };

/** One commit on a branch: `parent` is its head as it was last seen, `files` are paths to whole texts. */
export type BranchCommit = { readonly branch: string; readonly parent: string; readonly message: string; readonly files: ReadonlyMap<string, string> };

/** The forge, bound to one repository. Every method throws StowplanError (`forge-denied`, `forge-missing`, `forge-failed`). */
export type Forge = {
  /** The login that our own comments carry. */
  author(): Promise<string>;
  pullRequest(number: number): Promise<PullRequest>;
  /** Every comment of a pull request, over all pages, oldest first. */
  comments(number: number): Promise<readonly ForgeComment[]>;
  createComment(number: number, body: string): Promise<ForgeComment>;
  updateComment(id: number, body: string): Promise<ForgeComment>;
  deleteComment(id: number): Promise<void>;
  /** The text of a file at a commit; undefined where there is none, or none that the forge hands out (1 MB and more). */
  file(path: string, commit: string): Promise<string | undefined>;
  changedFiles(number: number): Promise<readonly ChangedFile[]>;
  reviewComments(number: number): Promise<readonly ReviewComment[]>;
  /** One review with all comments: one notification. Refused as a whole where a line is not in the diff of `commit`. */
  review(number: number, review: { readonly commit: string; readonly comments: readonly LineComment[] }): Promise<void>;
  /** Commits without a checkout and gives the commit's id; undefined where the branch has moved on, which is left as it is. */
  commit(change: BranchCommit): Promise<string | undefined>;
};

/** A project for the user's own compose2nix: files of the repository by path, the folder to run in, and its flags without `-output`. */
export type ConverterRequest = {
  readonly files: ReadonlyMap<string, string>;
  readonly folder: string;
  readonly args: readonly string[];
  /** Variables for interpolation. */
  readonly environment: Readonly<Record<string, string>>;
};

/** What the run gave; a failure's message is the program's own last words. */
export type ConverterRun = { readonly kind: "module"; readonly text: string } | { readonly kind: "missing" } | { readonly kind: "failed"; readonly message: string };

/** The user's own compose2nix. It reads whatever the Compose files name, so that it is opened for trusted projects only. */
export type Converter = { convert(request: ConverterRequest): Promise<ConverterRun> };

/** The user's nixfmt. */
export type Formatter = { format(text: string): Promise<ConverterRun> };

/** What is under way, told while it happens. */
export type Progress = {
  /** `base mealie`, `images`, …: lines with the same subject replace each other on a terminal. */
  readonly subject: string;
  readonly state: "running" | "done" | "failed";
  readonly text: string;
};

/** Where progress and diagnostics go; never results. */
export type Log = {
  progress(progress: Progress): void;
  info(text: string): void;
  warn(text: string): void;
};

/** Texts kept from one plan to the next, by a key that holds all they depend on. It never throws: a lost text costs time only. */
export type Cache = {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
};

/** What runPlan needs of the world. */
export type PlanPorts = {
  readonly git: Git;
  readonly nix: Nix;
  /** Evaluated hosts are kept here; without it every plan evaluates its base anew. */
  readonly cache?: Cache;
  /** Absent where the pull request is a stranger's. */
  readonly converter?: Converter;
  /** Only asked for modules that are to be written. */
  readonly formatter?: Formatter;
  /** Registries under a configuration's rules, which are known only when the configuration is read. */
  openRegistry(options: RegistryOptions): Registry;
  readonly log: Log;
};

/** What publishPlan needs of the world: no git, no Nix, no code of the pull request. */
export type PublishPorts = { readonly forge: Forge; readonly log: Log };
