// What goes wrong, in two kinds: findings (the reader's affair, with a place) and StowplanError (ours or the host's, thrown).
import * as z from "zod";

/**
 * Every finding code with what it means. docs/findings.md is generated from this list; a code is never renamed,
 * because `fail-on` and people's filters name it.
 */
export const FINDING_CODES = {
  "config-invalid": "An option in .github/stowplan.yml or an input is not one stowplan knows, or has a wrong value.",
  "config-untrusted": "The pull request changes an option that only the base branch may set; the base's value was used.",
  "flake-missing": "There is no flake.nix where the configuration says the flake is.",
  "flake-lock-invalid": "flake.lock is not a lock file that Nix reads.",
  "flake-lock-outdated": "flake.lock does not say what flake.nix asks for; Nix would change it.",
  "input-not-fetched": "A flake input was not fetched for a stranger's pull request, so hosts that need it do not evaluate.",
  "import-from-derivation": "An evaluation wants to build a derivation, which is not allowed here.",
  "submodule-missing": "A submodule that the flake reads could not be had.",
  "file-untracked": "A file that the flake reads is not known to git, so Nix does not see it.",
  "file-lfs": "A file that a Nix file names is kept in Git LFS, so Nix reads a pointer in its place.",
  "path-skipped": "Files or folders were skipped, because their names are not UTF-8 or they may not be read.",
  "uncommitted-changes": "The plan is of the work tree, with changes that are not committed.",
  "nix-missing": "No Nix program was found, so nothing was evaluated.",
  "nix-too-old": "The Nix program that was found cannot evaluate flakes.",
  "flake-failed": "The flake itself did not evaluate, so its hosts are unknown.",
  "host-unmatched": "A pattern names no host of the flake.",
  "host-failed": "One host did not evaluate; the other hosts are planned.",
  "host-timeout": "One host's evaluation was stopped at the time limit.",
  "host-memory": "One host's evaluation was stopped at the memory limit.",
  "container-failed": "The system inside an nspawn container did not evaluate; the rest of its host is planned.",
  "host-assertion": "A NixOS assertion of one host fails, so the host evaluates but cannot be built.",
  "host-partial": "A part of a host's state could not be read; the rest is compared.",
  "compose-syntax": "A Compose file is not valid YAML, so its project was not converted.",
  "compose-invalid": "A value in a Compose file has a type or form that the Compose Specification does not allow.",
  "compose-unknown-key": "A key that the Compose Specification does not define.",
  "compose-duplicate-key": "A key occurs twice in one mapping.",
  "compose-limit": "A Compose file is larger or deeper than stowplan reads.",
  "compose-path-outside": "A Compose file names a path that leaves the repository.",
  "compose-linked": "A Compose file is a symbolic link, which is not followed.",
  "compose-file-missing": "A file that a Compose file names is not in the repository.",
  "compose-cycle": "Files or services include, extend or need each other in a circle.",
  "compose-unset-variable": "A variable is neither set nor given a default; Compose puts an empty string in its place.",
  "compose-required-variable": "A variable written as ${NAME:?message} is not set.",
  "convert-key-lost": "A Compose key is not carried over into the NixOS module.",
  "convert-key-changed": "A Compose key is carried over with another meaning.",
  "converter-not-run": "The converter that is configured was not run: it is not installed, or nothing here contains what it may do.",
  "converter-failed": "The converter that is configured did not convert a project.",
  "formatter-not-run": "nixfmt is asked for, but it is not installed or failed; the module has stowplan's own layout.",
  "bind-mount-missing": "A path that a container binds does not exist on this machine.",
  "convert-failed": "A project could not be converted.",
  "drift-not-regenerated": "The Compose file changed, the generated module did not.",
  "drift-edited": "The generated module was edited by hand and differs from what the Compose file gives.",
  "drift-options": "The generated module was made with other options or by another version.",
  "module-missing": "A Compose project has no generated module in the repository.",
  "unit-left-stopped": "The switch stops a unit and nothing starts it again.",
  "unit-not-restarted": "A unit changed, but the switch does not restart it.",
  "unit-surprise": "The switch does something to a unit that its change does not suggest.",
  "switch-aborts": "The real switch program would stop with an error before or during this switch.",
  "dependency-missing": "A unit requires one that does not exist in the new configuration.",
  "secret-missing": "A container reads a secret that its host does not declare.",
  "port-conflict": "Two containers of one host publish the same port.",
  "address-conflict": "Two containers of one host have the same address.",
  "database-major": "A database's major version moves; its data directory is usually not readable by the new version.",
  "volumes-at-stake": "A unit with persistent volumes restarts with a new image.",
  "volumes-in-use": "Containers with persistent volumes restart with the image that they have.",
  "moving-tag": "An image has no version or a tag that moves; a merge does not decide what runs.",
  "image-unpinned": "An image reference has no digest.",
  "image-missing": "An image is not at its registry.",
  "image-platform-missing": "An image has no manifest for the host's platform.",
  "image-unread": "An image could not be read from its registry, so it is not compared.",
  "reference-not-editable": "A place where an image is written cannot be edited by a program; what stands there stays.",
  "edit-withdrawn": "An edit of image references was taken back, because it would change something else than intended.",
  "image-not-located": "An image that a host runs was found in no file of the repository.",
  "image-builds-locally": "An image is built or loaded by Nix, so no registry is asked.",
  "registry-unreachable": "A registry did not answer.",
  "registry-denied": "A registry wants other credentials for an image.",
  "registry-refused": "stowplan's own rules forbid to ask this registry.",
  "registry-rate-limited": "A registry's limit on requests is used up.",
  "reference-invalid": "A text that should be an image reference is not one.",
  "update-elsewhere": "Renovate or Dependabot updates the images of some files already, so these are left to it.",
  "plan-failed": "No plan could be made at all, so nothing is known about the merge.",
  "share-missing": "A job that plans a share of the hosts left no plan.",
  "plan-cut": "A part of the plan was left out because of a limit.",
  "policy-unpinned": "A container's image has no digest, which `policy.pinned` does not want.",
  "policy-registry": "A container's image comes from a registry that `policy.allowed-registries` does not name.",
  "policy-privileged": "A container may do everything that root on the host may.",
  "policy-host-network": "A container is in the host's own network.",
  "policy-engine-socket": "A container reaches the socket of its engine, and with it the whole host.",
  "policy-published": "A container publishes a port to every address of the host.",
  "policy-before": "Breaches of `policy` that the pull request found there, counted.",
} as const satisfies Record<string, string>;

function isFindingCode(name: string): name is keyof typeof FINDING_CODES {
  return Object.hasOwn(FINDING_CODES, name);
}

/** One of the closed list of codes of findings. */
export const FindingCode = z.enum(Object.keys(FINDING_CODES).filter(isFindingCode));
export type FindingCode = z.infer<typeof FindingCode>;

/**
 * How much a finding matters. error: a mistake, something cannot work or could not be looked at. warning: a consequence that
 * deserves a look before the merge. info: may be skipped.
 */
export const Severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

/** A place in a file of the repository: path relative to the repository's root with `/`, lines and columns from 1. */
export const Place = z.object({
  file: z.string().max(4096),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
});
export type Place = z.infer<typeof Place>;

/** Something the reader should know: what (subject, message), where (place), what to do (hint). */
export const Finding = z.object({
  code: FindingCode,
  severity: Severity,
  /** What it is about, as the reader knows it: a host, `service mealie`, an image reference, a path. */
  subject: z.string().max(1024),
  /** One sentence, without the subject's place; no trailing line break. */
  message: z.string().max(8192),
  /** What to do about it, in the imperative; empty where nothing can be done. */
  hint: z.string().max(4096),
  place: Place.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** A value that could be read, together with what was found on the way; without a value the findings say why. */
export type Read<T> = { readonly value?: T; readonly findings: readonly Finding[] };

/** A value that always exists, if only as an empty list, together with what was found on the way. */
export type Found<T> = { readonly value: T; readonly findings: readonly Finding[] };

/** Every code of a StowplanError; the meaning is in the name, the remedy in the error's hint. */
export type ErrorCode =
  | "usage"
  | "config"
  | "git-missing"
  | "git-failed"
  | "not-a-repository"
  | "revision-missing"
  | "nix-missing"
  | "nix-failed"
  | "process-limit"
  | "registry-missing"
  | "registry-denied"
  | "registry-unreachable"
  | "registry-refused"
  | "registry-rate-limited"
  | "registry-invalid"
  | "registry-limit"
  | "forge-denied"
  | "forge-missing"
  | "forge-failed"
  | "event-unsupported"
  | "plan-invalid"
  | "plan-outdated"
  | "queue-unreachable"
  | "internal";

/** What a StowplanError is made of. */
export type ErrorParts = {
  readonly code: ErrorCode;
  /** What it is about: a path, a revision, a registry, a repository. */
  readonly subject: string;
  readonly message: string;
  /** What the reader can do, in the imperative. */
  readonly hint: string;
  readonly cause?: unknown;
};

/** A failure that is not the pull request's: the entry shows subject, message and hint, and sets the exit code. */
export class StowplanError extends Error {
  readonly code: ErrorCode;
  readonly subject: string;
  readonly hint: string;

  constructor(parts: ErrorParts) {
    super(parts.message, { cause: parts.cause });
    this.name = "StowplanError";
    this.code = parts.code;
    this.subject = parts.subject;
    this.hint = parts.hint;
  }
}

export function isStowplanError(error: unknown): error is StowplanError {
  return error instanceof StowplanError;
}

/** True for a StowplanError of this code. */
export function hasCode(error: unknown, code: ErrorCode): error is StowplanError {
  return error instanceof StowplanError && error.code === code;
}

/** True where a registry did not give what it was asked for, whatever the reason. */
export function isRegistryError(error: unknown): error is StowplanError {
  return error instanceof StowplanError && error.code.startsWith("registry-");
}

/** For a promise's `catch`: what stands in place of the errors that are expected; every other one is thrown on. */
export function insteadOf<Value>(isExpected: (error: unknown) => error is StowplanError, give: (error: StowplanError) => Value): (error: unknown) => Value {
  return (error) => {
    if (!isExpected(error)) throw error;
    return give(error);
  };
}

/** The whole of an error on one line: what it is about, what happened, what to do. */
export function tellError({ subject, message, hint }: StowplanError): string {
  return `${subject}: ${message} ${hint}`.trim();
}
