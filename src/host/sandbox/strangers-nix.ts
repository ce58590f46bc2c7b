// The machine's Nix -> one for strangers' code: in the sandbox, with a store of its own, without network but to fetch inputs.
import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { Finding } from "../../errors.ts";
import type { Log, Nix } from "../../ports.ts";
import type { Environment } from "../environment.ts";
import { type NixLauncher, openNix } from "../nix.ts";
import type { ProcessResult } from "../process.ts";
import { openLimiter } from "../registry/limiter.ts";
import type { InputFetch } from "./input-fetches.ts";
import type { Sandbox } from "./sandbox.ts";

/** Folders of a plan: the store that strangers' plans share, a folder for this plan's own writing, and what it may read. */
export type StrangersFolders = { readonly store: string; readonly home: string; readable(): readonly string[] };

export type StrangersNix = {
  readonly sandbox: Sandbox;
  readonly folders: StrangersFolders;
  /** Of the bot: where programs are, and how the network is reached. */
  readonly environment: Environment;
};

/**
 * Set after what the caller asks for, so that they win: building and substituting would be network and foreign programs, and both are
 * off whatever the base branch allows.
 */
const FORCED = ["--option", "allow-import-from-derivation", "false", "--option", "substitute", "false"] as const;
const FETCH_LIMITS = { seconds: 600, memory: 4096, output: 65_536 } as const;
const FETCHES_AT_ONCE = 4;
/** Ways to the network, where the machine has them; seen by the fetching of inputs only, which runs no code of the pull request. */
const NETWORK_VARIABLES = ["NIX_SSL_CERT_FILE", "SSL_CERT_FILE", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] as const;

/** No variable of the bot's: neither its settings of Nix nor its daemon, whose store holds what others fetched with credentials. */
function nixVariables({ folders, sandbox }: StrangersNix, program: string): Record<string, string> {
  const git = sandbox.folderOf("git");
  return {
    PATH: [dirname(program), ...(git === undefined ? [] : [git]), "/usr/bin", "/bin"].join(":"),
    HOME: folders.home,
    TMPDIR: folders.home,
    // Without /etc/passwd Nix asks the environment who it is.
    USER: "stranger",
    LC_ALL: "C.UTF-8",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    NIX_REMOTE: `local?root=${folders.store}`,
    NIX_CONFIG: ["extra-experimental-features = nix-command flakes", "accept-flake-config = false", "warn-dirty = false", "build-users-group =", "substituters ="].join("\n"),
  };
}

function launcherOf(strangers: StrangersNix): NixLauncher {
  const { sandbox, folders } = strangers;
  return ({ path, args, limits }) => {
    const program = realpathSync(path);
    const forced = args[0] === "--version" ? [] : FORCED;
    const environment = nixVariables(strangers, program);
    return sandbox.run({ program, args: [...args, ...forced], environment, readable: folders.readable(), writable: [folders.store, folders.home], network: false, limits });
  };
}

/** Gives the Nix port. The daemon is never asked: the sandbox has no way to it. */
export function openStrangersNix(strangers: StrangersNix): Nix {
  return openNix(strangers.environment, launcherOf(strangers));
}

function networkVariables(environment: Environment): Record<string, string> {
  const known = NETWORK_VARIABLES.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]] as const]));
  return Object.fromEntries(known);
}

async function fetchInput(strangers: StrangersNix, { program, expression }: { program: string; expression: string }): Promise<ProcessResult> {
  const { sandbox, folders, environment } = strangers;
  const certificates = [environment["NIX_SSL_CERT_FILE"], environment["SSL_CERT_FILE"]].flatMap((path) => (path?.startsWith("/") === true && existsSync(path) ? [realpathSync(path)] : []));
  return sandbox.run({
    program,
    args: ["eval", "--json", "--option", "pure-eval", "true", ...FORCED, "--expr", expression],
    environment: { ...nixVariables(strangers, program), ...networkVariables(environment) },
    readable: certificates,
    writable: [folders.store, folders.home],
    network: true,
    limits: FETCH_LIMITS,
  });
}

/**
 * Brings inputs into the strangers' store, each by its locked attributes: no file of the pull request is read. One that cannot be
 * had is a finding; hosts that need it fail when they are evaluated.
 */
export async function fetchInputs(fetches: readonly InputFetch[], strangers: StrangersNix & { readonly log: Log }): Promise<readonly Finding[]> {
  const found = await openStrangersNix(strangers).probe();
  if (found === undefined) return [];
  const program = realpathSync(found.path);
  const limit = openLimiter(FETCHES_AT_ONCE);
  const findings = await Promise.all(fetches.map(({ name, expression }) => limit(async (): Promise<readonly Finding[]> => {
    const run = await fetchInput(strangers, { program, expression });
    if (run.status === 0 && run.stopped === undefined) return [];
    strangers.log.warn(`input ${name}: ${run.stopped ?? run.stderr.trim().slice(-1000)}`);
    return [notFetched(name)];
  })));
  return findings.flat();
}

function notFetched(name: string): Finding {
  return {
    code: "input-not-fetched",
    severity: "warning",
    subject: `flake input ${name.slice(0, 256)}`,
    message: "The input could not be fetched without credentials, as inputs are for pull requests from forks, so hosts that need it do not evaluate.",
    hint: "Look whether its address still answers; a private input can be planned only for branches of the repository itself.",
  };
}
