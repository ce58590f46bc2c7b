import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  _enum,
  int,
  object,
  string
} from "./chunk-N3YWGI6C.js";

// src/errors.ts
var FINDING_CODES = {
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
  "policy-before": "Breaches of `policy` that the pull request found there, counted."
};
function isFindingCode(name) {
  return Object.hasOwn(FINDING_CODES, name);
}
var FindingCode = _enum(Object.keys(FINDING_CODES).filter(isFindingCode));
var Severity = _enum(["error", "warning", "info"]);
var Place = object({
  file: string().max(4096),
  line: int().min(1).optional(),
  column: int().min(1).optional()
});
var Finding = object({
  code: FindingCode,
  severity: Severity,
  /** What it is about, as the reader knows it: a host, `service mealie`, an image reference, a path. */
  subject: string().max(1024),
  /** One sentence, without the subject's place; no trailing line break. */
  message: string().max(8192),
  /** What to do about it, in the imperative; empty where nothing can be done. */
  hint: string().max(4096),
  place: Place.optional()
});
var StowplanError = class extends Error {
  code;
  subject;
  hint;
  constructor(parts) {
    super(parts.message, { cause: parts.cause });
    this.name = "StowplanError";
    this.code = parts.code;
    this.subject = parts.subject;
    this.hint = parts.hint;
  }
};
function isStowplanError(error) {
  return error instanceof StowplanError;
}
function hasCode(error, code) {
  return error instanceof StowplanError && error.code === code;
}
function isRegistryError(error) {
  return error instanceof StowplanError && error.code.startsWith("registry-");
}
function insteadOf(isExpected, give) {
  return (error) => {
    if (!isExpected(error)) throw error;
    return give(error);
  };
}
function tellError({ subject, message, hint }) {
  return `${subject}: ${message} ${hint}`.trim();
}

export {
  FINDING_CODES,
  Place,
  Finding,
  StowplanError,
  isStowplanError,
  hasCode,
  isRegistryError,
  insteadOf,
  tellError
};
