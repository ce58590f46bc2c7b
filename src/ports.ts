// What the rooms may ask of the world. Implementations live in host/, hand-written fakes in test/fakes/.
import type { Forge } from "./forge-port.ts";
import type { Registry, RegistryOptions } from "./registry-port.ts";
import type { Releases } from "./releases-port.ts";

export { ANNOTATIONS_A_REQUEST } from "./check-port.ts";
export type { CheckAnnotation, CheckConclusion, CheckContent, CheckForge, CheckReport, CheckRun, Label, LabelForge } from "./check-port.ts";
export type { BranchCommit, ChangedFile, Forge, ForgeComment, LineComment, PullRequest, ReviewComment } from "./forge-port.ts";
export type { BlobPart, Descriptor, Registry, RegistryManifest, RegistryOptions, Referrer, Repository } from "./registry-port.ts";
export type { Release, Releases } from "./releases-port.ts";
export type { BranchHead, BranchMove, CheckState, CommitFacts, EditedFile, ForgeRepository, MergeMethod, NewCommit, PullQuery, UpdateForge, UpdateIssue, UpdatePull } from "./update-forge-port.ts";

/** A commit and the tree it holds, both as full hexadecimal object names. */
export type Revision = { readonly commit: string; readonly tree: string };

/** A path of a tree; `link` is a symbolic link, `submodule` a commit of another repository. */
export type TreeEntry = { readonly path: string; readonly kind: "file" | "link" | "submodule"; readonly isExecutable?: boolean };

/** The files of one revision, read from git's objects and never from the user's checkout. Paths are relative to the root. */
export type SourceTree = {
  readonly revision: Revision;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** The text of a file; undefined where there is none or it is no regular file (links are not followed). */
  read(path: string): Promise<string | undefined>;
};

/** One path that differs between two revisions. */
export type FileChange = { readonly path: string; readonly status: "added" | "modified" | "deleted" };

/** A revision with the files of its submodules; `missing` are the paths of those that could not be had. */
export type WithSubmodules = { readonly revision: Revision; readonly missing: readonly string[] };

/** A git repository. Every method throws StowplanError (`git-failed`, `revision-missing`). */
export type Git = {
  resolve(revision: string): Promise<Revision>;
  mergeBase(base: string, head: string): Promise<Revision>;
  changes(base: Revision, head: Revision): Promise<readonly FileChange[]>;
  tree(revision: Revision): Promise<SourceTree>;
  /** The flake reference of a folder ("." for the root) at a revision, as Nix's `--flake` or installables take it. */
  flakeReference(revision: Revision, folder: string): string;
  /**
   * A new revision: the given one with the whole texts of some files replaced or added, by path. Checkout, index and references
   * stay as they are; the new revision can be used like any other for as long as the program runs. The same edit gives the
   * same revision.
   */
  edit(revision: Revision, files: ReadonlyMap<string, string>): Promise<Revision>;
  /** The same revision with the files of submodules in their places, made as `edit` makes one. */
  withSubmodules(revision: Revision): Promise<WithSubmodules>;
};

/** The Nix program that was found; `product` is what it calls itself: `Nix`, `Lix, like Nix`, `Determinate Nix 3.6.2`. */
export type NixProgram = { readonly path: string; readonly product: string; readonly version: string; readonly hasFlakes: boolean };

/** What one run of Nix gave; a run that was stopped has `stopped` set and no meaningful status. */
export type NixRun = {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly stopped?: "timeout" | "memory" | "processes" | "output";
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
  /** MiB of memory that programs can still take; undefined, or the port absent, where nobody knows. */
  readonly freeMemory?: () => number | undefined;
  /** Absent where the pull request is a stranger's. */
  readonly converter?: Converter;
  /** Only asked for modules that are to be written. */
  readonly formatter?: Formatter;
  /** Registries under a configuration's rules, which are known only when the configuration is read. */
  openRegistry(options: RegistryOptions): Registry;
  /** Absent where nobody may be asked for release notes. */
  readonly releases?: Releases;
  readonly log: Log;
};

/** What publishPlan needs of the world: no git, no Nix, no code of the pull request. */
export type PublishPorts = { readonly forge: Forge; readonly log: Log };
