// What went wrong while Nix ran -> a finding for people.
import type { Finding, FindingCode } from "../errors.ts";
import type { NixLimits, NixProgram, NixRun } from "../ports.ts";
import { parseTrace, type Sources } from "./trace.ts";

/** What an evaluation was about: the system inside a host's container, a host, or the flake itself where there is no host. */
export type Subject = { readonly side: "base" | "head"; readonly host?: string; readonly container?: string | undefined; readonly flake: string; readonly attribute: string };

const INSTALL =
  "Install Nix in the job (for example with a nix-installer action) or on the machine " +
  "(https://nixos.org/download; Debian and Ubuntu: `apt-get install nix-bin`).";

/** Names longer than this are cut in messages; a host name of DNS has 253 characters at most. */
export const LONGEST_NAME = 253;

/** No Nix: the rest of the plan is still made. */
export function nixMissing(): Finding {
  return {
    code: "nix-missing",
    severity: "warning",
    subject: "nix",
    message: "No Nix program was found, so no host was evaluated and nothing is known about units.",
    hint: INSTALL,
  };
}

export function nixTooOld(program: NixProgram): Finding {
  return {
    code: "nix-too-old",
    severity: "warning",
    subject: `nix ${program.version}`,
    message: `${program.path} (${program.product.slice(0, 100)} ${program.version.slice(0, 100)}) is older than Nix 2.8 and cannot evaluate flakes as stowplan asks it to.`,
    hint: "Install Nix 2.8 or later, Lix, or Determinate Nix, before any older one on the PATH.",
  };
}

/** A run that gave no state, told by what stopped it or by Nix's own trace. */
export function evaluationFinding(subject: Subject, failure: { run: NixRun; limits: NixLimits; sources: Sources }): Finding {
  const { run, limits, sources } = failure;
  if (run.stopped === "timeout") {
    return stopped(subject, {
      code: "host-timeout",
      message: `The evaluation did not end within ${limits.seconds} s.`,
      hint: "Raise `evaluation.timeout` on the base branch, or look for a loop in the configuration.",
    });
  }
  if (run.stopped !== undefined || isOutOfMemory(run)) {
    return stopped(subject, {
      code: "host-memory",
      message: memoryMessage(run, limits),
      hint: "Raise `evaluation.max-memory` on the base branch, or lower `max-jobs` on a small machine.",
    });
  }
  const trace = parseTrace(run.stderr, sources);
  const words = trace.message === "" ? `Nix ended with status ${run.status} and no message.` : trace.message;
  return {
    code: trace.unbuilt !== undefined ? "import-from-derivation" : failedCode(subject),
    severity: "error",
    subject: tellSubject(subject),
    message: limit([...withoutContainer(subject), ...(trace.unbuilt === undefined ? [] : [tellUnbuilt(trace.unbuilt)]), words, ...trace.frames.map((frame) => `… ${frame}`)].join("\n")),
    hint: trace.unbuilt !== undefined ? UNBUILT_HINT : trace.missing !== undefined ? missingHint(trace.missing, sources) : hintOf(subject),
    ...(trace.place === undefined ? {} : { place: trace.place }),
  };
}

function failedCode({ host, container }: Subject): FindingCode {
  if (container !== undefined) return "container-failed";
  return host === undefined ? "flake-failed" : "host-failed";
}

/** What the reader must not take for "no change". */
function withoutContainer({ container }: Subject): readonly string[] {
  return container === undefined ? [] : [`What the switch does to container@${container.slice(0, LONGEST_NAME)}.service is not known; the rest of the host is planned.`];
}

const UNBUILT_HINT =
  "Commit what the derivation makes and read that, or, where everyone who opens pull requests is trusted, set " +
  "`evaluation.allow-import-from-derivation: true` on the base branch.";

function tellUnbuilt(derivation: string): string {
  return `Import from derivation: the evaluation reads what ${derivation.slice(0, 200)} makes, so it would have to be built first.`;
}

/** Nix sees what git knows, so a file that is only in somebody's work tree is missing here. */
function missingHint(path: string, { submodules = [] }: Sources): string {
  const submodule = submodules.find((folder) => path === folder || path.startsWith(`${folder}/`));
  if (submodule !== undefined) return `${path} lies in the submodule ${submodule}, whose files Nix does not see unless the flake sets \`inputs.self.submodules = true\` or the option \`submodules\` is \`on\`.`;
  return `${path} is not in the commit, and Nix sees only files that git knows: \`git add\` and commit it, unless .gitignore leaves it out.`;
}

/** Nix succeeded, but what it printed is not what the expression gives. */
export function unreadableFinding(subject: Subject, failure: string): Finding {
  return {
    code: failedCode(subject),
    severity: "error",
    subject: tellSubject(subject),
    message: limit(`The host evaluated, but its state is not as expected: ${failure}`),
    hint: "Please report this with the NixOS release that the host uses.",
  };
}

/** Git can name objects by SHA-256, Nix cannot. */
export function sha256Finding(side: Subject["side"]): Finding {
  return {
    code: "flake-failed",
    severity: "error",
    subject: `flake at ${side}`,
    message: "The repository names its objects by SHA-256, and Nix cannot read such a repository, so no host is evaluated.",
    hint: "Keep the flake in a repository with SHA-1 names, as `git init` makes it.",
  };
}

/** Statuses of a death by SIGKILL, which is how Linux makes room, and by SIGABRT, with which Nix's collector ends when it gets none. */
const KILLED = 137;
const ABORTED = 134;

function isOutOfMemory({ status, stopped: why }: NixRun): boolean {
  return why === undefined && (status === KILLED || status === ABORTED);
}

function memoryMessage(run: NixRun, limits: NixLimits): string {
  if (run.stopped === "output") return "The evaluation printed more than stowplan reads.";
  if (run.stopped === "processes") return "The evaluation started more processes than it may.";
  if (run.stopped === "memory") return `The evaluation needed more than ${limits.memory} MiB of memory.`;
  return `The evaluation was ${run.status === KILLED ? "killed" : "aborted"} within its own limit of ${limits.memory} MiB: the machine most likely ran out of memory.`;
}

/** The units are known, the texts of some scripts are not. */
export function partialFinding(): Finding {
  return {
    code: "host-partial",
    severity: "warning",
    subject: "scripts of units",
    message: "Nix would not print some derivations, so changes inside their scripts cannot be told.",
    hint: "Check that the Nix store is not collected while stowplan runs.",
  };
}

function stopped(subject: Subject, parts: Pick<Finding, "code" | "message" | "hint">): Finding {
  return { severity: "error", subject: tellSubject(subject), ...parts, message: [parts.message, ...withoutContainer(subject)].join(" ") };
}

function tellSubject({ side, host, container }: Subject): string {
  const inside = container === undefined ? "" : `container ${container.slice(0, LONGEST_NAME)} of `;
  return host === undefined ? `flake at ${side}` : `${inside}host ${host.slice(0, LONGEST_NAME)} at ${side}`;
}

/** Words that stay one word, and harmless, when somebody pastes the command into a shell. */
const PASTEABLE = /^[\w./][\w./-]*$/;
/** A name that an attribute path takes without quotes (Nix manual, "Identifiers"); a dot would start another one. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

function hintOf({ host, container, flake, attribute }: Subject): string {
  const names = [host, container].filter((name) => name !== undefined);
  if (!PASTEABLE.test(flake) || !PASTEABLE.test(attribute) || !names.every((name) => PLAIN_NAME.test(name))) return "Evaluate it by hand with `nix eval` to see the whole trace.";
  const inside = container === undefined ? "" : `.config.containers.${container}`;
  if (host !== undefined) return `Try \`nix eval ${flake}#${attribute}.${host}${inside}.config.system.build.toplevel.drvPath\`.`;
  return `Try \`nix flake show ${flake}\`. Where an input is not locked, run \`nix flake lock\` and commit flake.lock.`;
}

/** Findings are bounded by their schema; an error of a generated configuration can be megabytes long. */
function limit(text: string): string {
  return text.length <= 4000 ? text : `${text.slice(0, 4000)} …`;
}
