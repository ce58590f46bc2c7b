// The lock files of a stranger's pull request -> the inputs that may be fetched for it, as Nix expressions, and those that may not.
import * as z from "zod";
import type { Finding } from "../../errors.ts";
import { printNixString } from "../../nix/index.ts";
import { parseJson } from "../../parse-json.ts";

/** Texts of flake.lock at both sides. Whoever may write to the repository has merged base's. */
export type LockTexts = { readonly file: string; readonly base: string | undefined; readonly head: string | undefined };

/** One input; the same expression always has the same content, because its hash is part of it. */
export type InputFetch = { readonly name: string; readonly expression: string };

export type InputFetches = { readonly fetches: readonly InputFetch[]; readonly findings: readonly Finding[] };

const Attribute = z.union([z.string().max(2048), z.number(), z.boolean()]);
const LockNodes = z.looseObject({ nodes: z.record(z.string().max(256), z.looseObject({ locked: z.record(z.string().max(64), Attribute).optional() })) });
type Locked = Readonly<Record<string, z.infer<typeof Attribute>>>;

/** What only flakes know of a source, and Nix's own marks; `builtins.fetchTree` takes the others (Nix manual). */
const NO_ARGUMENTS = new Set(["dir", "lastModified", "revCount", "__final"]);
const ATTRIBUTE_NAME = /^[A-Za-z_][\w-]*$/;

/** Types that name a forge, and the only host of each that a stranger may have asked. */
const FORGES: Readonly<Record<string, string>> = { github: "github.com", gitlab: "gitlab.com", sourcehut: "git.sr.ht" };
/** Where public sources lie. A stranger may not choose other hosts: they could be inside the bot's own network. */
const PUBLIC_HOSTS = new Set(["github.com", "codeload.github.com", "gitlab.com", "codeberg.org", "git.sr.ht", "bitbucket.org", "channels.nixos.org", "releases.nixos.org", "nixos.org", "flakehub.com", "api.flakehub.com"]);
const URL_TYPES = new Set(["tarball", "file", "git"]);
const MOST_INPUTS = 300;

/** Whatever is wrong with the lock file is told where the flake is evaluated. */
function lockedNodes(text: string | undefined): ReadonlyMap<string, Locked> {
  const nodes = LockNodes.safeParse(parseJson(text ?? "")).data?.nodes;
  return new Map(Object.entries(nodes ?? {}).flatMap(([name, { locked }]) => (locked === undefined ? [] : [[name, locked] as const])));
}

/** The address by which an input is fetched; undefined where its type has none that we know. */
function addressOf({ type, host, url }: Locked): URL | undefined {
  const forge = typeof type === "string" && Object.hasOwn(FORGES, type) ? FORGES[type] : undefined;
  if (forge !== undefined) return URL.parse(`https://${typeof host === "string" ? host : forge}/`) ?? undefined;
  return typeof type === "string" && URL_TYPES.has(type) && typeof url === "string" ? (URL.parse(url) ?? undefined) : undefined;
}

/** Files of this machine are no input of a stranger's, and ssh has no key here. */
function isOverHttp(locked: Locked): boolean {
  return ["https:", "http:"].includes(addressOf(locked)?.protocol ?? "");
}

function isPublic(locked: Locked): boolean {
  const address = addressOf(locked);
  if (address?.protocol !== "https:" || address.port !== "" || address.username !== "" || address.password !== "") return false;
  return address.hostname === FORGES[String(locked["type"])] || PUBLIC_HOSTS.has(address.hostname);
}

/** `{ type = "github"; … }` with every value as a literal. */
function printLocked(locked: Locked): string {
  const attributes = Object.entries(locked).filter(([name]) => ATTRIBUTE_NAME.test(name) && !NO_ARGUMENTS.has(name));
  return `{ ${attributes.map(([name, value]) => `${name} = ${typeof value === "string" ? printNixString(value) : String(value)};`).join(" ")} }`;
}

/** Nix fetches nothing for this one: it is a part of the repository itself (relative paths, since 2.26). */
function isInside({ type, path }: Locked): boolean {
  return type === "path" && typeof path === "string" && !path.startsWith("/");
}

function refusal(name: string, { file, locked }: { file: string; locked: Locked }): Finding {
  const address = addressOf(locked);
  return {
    code: "input-not-fetched",
    severity: "warning",
    subject: `flake input ${name}`,
    message: `The input is locked at ${address === undefined ? `a source of type ${String(locked["type"]).slice(0, 64)}` : `${address.protocol}//${address.host.slice(0, 255)}`}, which is not fetched for pull requests from forks, so hosts that need it do not evaluate.`,
    hint: "Look at the new input by hand. Once it is locked on the base branch it is fetched for everybody.",
    place: { file },
  };
}

/**
 * What base locks is fetched from wherever it lies; what only head locks, from the public forges. Without a hash nothing is fetched,
 * because Nix would fetch it again when it evaluates.
 */
export function inputFetches({ file, base, head }: LockTexts): InputFetches {
  const trusted = new Set([...lockedNodes(base).values()].map(printLocked));
  const wanted = [...[...lockedNodes(base)], ...[...lockedNodes(head)]].filter(([, locked]) => !isInside(locked));
  const byExpression = new Map(wanted.map(([name, locked]) => [printLocked(locked), { name, locked }] as const));
  const fetches: InputFetch[] = [];
  const findings: Finding[] = [];
  for (const [expression, { name, locked }] of [...byExpression].slice(0, MOST_INPUTS)) {
    const isAllowed = typeof locked["narHash"] === "string" && isOverHttp(locked) && (trusted.has(expression) || isPublic(locked));
    if (isAllowed) fetches.push({ name, expression: `(builtins.fetchTree ${expression}).narHash` });
    else findings.push(refusal(name.slice(0, 256), { file, locked }));
  }
  return { fetches, findings };
}
