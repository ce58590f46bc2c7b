// A flake at one side and the inputs that it declares -> a finding where flake.lock does not say the same.
import { type DeclaredInputs, lockDifferences, type LockFile, parseLockFile } from "../discover/index.ts";
import type { Finding } from "../errors.ts";
import type { NixProgram, Revision } from "../ports.ts";
import { declaredInputsArgs } from "./argv.ts";
import { decodeDeclaredInputs } from "./decode.ts";
import type { Workshop } from "./workshop.ts";

export type LockCheck = {
  readonly revision: Revision;
  readonly folder: string;
  /** What flake.nix declares; where the flake did not evaluate, its text is asked. */
  readonly declared?: DeclaredInputs | undefined;
  readonly isFailed: boolean;
};

/** Linux takes no longer argument (execve(2), MAX_ARG_STRLEN); a flake.nix of that size is generated. */
const LONGEST_TEXT = 100_000;
/** Attribute sets of literals need no time: whoever needs more hides something else in the file. */
const LIMITS = { seconds: 30, memory: 1024 } as const;
const DIFFERENCES_SHOWN = 10;

/** Compares the two files. Nothing is claimed of references whose meaning depends on Nix's version. */
export async function checkLock(check: LockCheck, workshop: Workshop): Promise<readonly Finding[]> {
  const path = check.folder === "." ? "flake.lock" : `${check.folder}/flake.lock`;
  const tree = await workshop.ports.git.tree(check.revision);
  const text = await tree.read(path);
  const lock = text === undefined ? undefined : parseLockFile(text);
  if (text !== undefined && lock === undefined) return [];
  const declared = check.declared ?? (check.isFailed ? await askText(await tree.read(path.replace(/lock$/, "nix")), workshop) : undefined);
  const differences = declared === undefined ? [] : lockDifferences(declared, lock);
  const outdated = differences.length === 0 ? [] : [lockOutdated(path, { differences, check, isThere: text !== undefined })];
  return [...(check.isFailed && lock !== undefined ? relativeInputs(lock, workshop.program) : []), ...outdated];
}

/** Inputs such as `path:./modules` are locked without a hash since Nix 2.26 (its release notes); older versions refuse such a lock file. */
function relativeInputs(lock: LockFile, { version }: NixProgram): readonly Finding[] {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const paths = Object.values(lock.nodes).flatMap(({ locked }) => (locked?.type === "path" && locked.narHash === undefined ? [locked.path ?? ""] : []));
  if (paths.length === 0 || major > 2 || minor >= 26) return [];
  return [
    {
      code: "nix-too-old",
      severity: "error",
      subject: `nix ${version}`,
      message: `flake.lock has inputs by relative path (${paths.slice(0, 5).join(", ").slice(0, 500)}), which Nix reads from 2.26 on.`,
      hint: "Install a newer Nix where stowplan runs.",
    },
  ];
}

/** A flake that fails because of its lock file cannot be asked for its inputs, but its text alone can. */
async function askText(text: string | undefined, { ports, evaluation }: Workshop): Promise<DeclaredInputs | undefined> {
  if (text === undefined || Buffer.byteLength(text) > LONGEST_TEXT) return undefined;
  const run = await ports.nix.run(declaredInputsArgs(text, evaluation), LIMITS);
  return run.status === 0 && run.stopped === undefined ? decodeDeclaredInputs(run.stdout) : undefined;
}

const LOCK_HINT = "Run `nix flake lock` in the flake's folder and commit flake.lock: an evaluation never writes it.";

type Outdated = { readonly differences: readonly string[]; readonly check: LockCheck; readonly isThere: boolean };

function lockOutdated(path: string, { differences, check, isThere }: Outdated): Finding {
  const rest = differences.length - DIFFERENCES_SHOWN;
  const shown = [...differences.slice(0, DIFFERENCES_SHOWN), ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
  return {
    code: "flake-lock-outdated",
    severity: check.isFailed ? "error" : "warning",
    subject: path,
    message: `${isThere ? "It does not say what flake.nix asks for" : "No revision of an input is locked"}: ${shown}.`.slice(0, 4000),
    hint: isThere ? LOCK_HINT : `Restore the file where it was deleted by mistake. ${LOCK_HINT}`,
    place: { file: isThere ? path : path.replace(/lock$/, "nix") },
  };
}
