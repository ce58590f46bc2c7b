// A tag as people use it on container images -> a version that can be compared.
import { parseCodeName } from "./code-names.ts";
import { splitSuffix } from "./suffix.ts";
import type { TagKind, Version } from "./version.ts";

const DATE_TIME = /^(?<prefix>.*?)(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}-\d{2}-\d{2})Z)?(?<rest>.*)$/;
/** Java's updates of its old versions, `8u402`, are numbers like others. */
const NUMBERS = /^(?<prefix>v?)(?<numbers>\d{1,2}u\d{1,4}|\d{1,15}(?:[._]\d{1,15})*)(?<rest>.*)$/i;
/** A name in front: the dotted number is the version if there is one (`pg14-v0.2.0`), else the first number. */
const DOTTED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:\.\d{1,15})+)(?<rest>.*)$/i;
const UNDERSCORED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:_\d{1,15})+)(?<rest>.*)$/i;
const NUMBER_AFTER_NAME = /^(?<prefix>[a-z][a-z._-]*?)(?<numbers>\d{1,15})(?<rest>.*)$/i;
/** No version of the image: a word and the version of its distribution (`latest-alpine3.20`), a pull request's build, an architecture. */
const NUMBERED_WORD = /^(?:(?:latest|stable|edge|nightly|main|master|dev|release)[-._](?:slim[-._])?(?:alpine|debian|ubuntu|ubi|fedora)[-._]?\d[\d.]*|pr-?\d+|(?:linux-)?(?:amd64|x86[-_]64|arm64(?:v8)?|aarch64|arm32v[567]|armv[67]|armhf|i386|386|s390x|ppc64le|riscv64))$/i;
const HASH = /^(?:(?:sha|git|commit|g)-?)?(?=.*\d)(?=.*[a-f])[0-9a-f]{7,64}$/i;
const NAMED_HASH = /^(?:sha|git|commit)-?[0-9a-f]{7,64}$/i;
/** A branch or a pull request and a commit: `main-1a2b3c4`. */
const BRANCH_HASH = /^(?:main|master|develop|dev|edge|nightly|pr-\d+)-(?:sha-?|g)?(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}$/i;

/** A date with or without a time and the century: `20240712`, `202407120930`, `240712`. */
const DATE = /^(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{2}){0,3}|[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;

function scaleOf(first: string): Version["scale"] {
  if (DATE.test(first)) return "date";
  return /^(?:199|20\d)\d$/.test(first) ? "year" : "plain";
}

function splitParts(tag: string): { prefix: string; numbers: string; rest: string } | undefined {
  const dated = DATE_TIME.exec(tag)?.groups;
  if (dated !== undefined) {
    const { prefix = "", date = "", time, rest = "" } = dated;
    return { prefix, numbers: time === undefined ? date : `${date}-${time}`, rest };
  }
  if (NUMBERED_WORD.test(tag)) return undefined;
  const groups = (NUMBERS.exec(tag) ?? DOTTED_AFTER_NAME.exec(tag) ?? UNDERSCORED_AFTER_NAME.exec(tag) ?? NUMBER_AFTER_NAME.exec(tag))?.groups;
  return groups === undefined ? undefined : { prefix: groups["prefix"] ?? "", numbers: groups["numbers"] ?? "", rest: groups["rest"] ?? "" };
}

/** A commit's hash has digits and letters and nothing else; `deadbeef` alone would be a word, but nobody tags so. */
function isHash(tag: string): boolean {
  return HASH.test(tag) || NAMED_HASH.test(tag) || BRANCH_HASH.test(tag);
}

/** Reads a tag; undefined for words and hashes. */
export function parseVersion(tag: string): Version | undefined {
  if (isHash(tag)) return undefined;
  const named = parseCodeName(tag);
  if (named !== undefined) return named;
  const parts = splitParts(tag);
  if (parts === undefined) return undefined;
  const written = parts.numbers.split(/[._u-]/i);
  const [first = ""] = written;
  const scale = scaleOf(first);
  const separators = parts.numbers.replace(/\d+/g, "");
  return { prefix: parts.prefix, numbers: written.map(Number), separators: scale === "date" ? `${first.length}${separators}` : separators, scale, ...splitSuffix(parts.rest) };
}

/** Says how a tag can be updated. */
export function tagKind(tag: string): TagKind {
  if (isHash(tag)) return "hash";
  return parseVersion(tag) === undefined ? "word" : "version";
}
