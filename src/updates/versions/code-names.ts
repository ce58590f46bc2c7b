// Tags that begin with a release name of Debian or Ubuntu -> versions: `bookworm-slim`, `noble-20240605`.
import type { Version } from "./version.ts";

/** https://www.debian.org/releases/: a name is offered once it is the stable release. */
const DEBIAN: Readonly<Record<string, number>> = { wheezy: 7, jessie: 8, stretch: 9, buster: 10, bullseye: 11, bookworm: 12, trixie: 13 };
/** https://wiki.ubuntu.com/Releases: releases with long-term support. */
const UBUNTU_LTS: Readonly<Record<string, number>> = { trusty: 1404, xenial: 1604, bionic: 1804, focal: 2004, jammy: 2204, noble: 2404, resolute: 2604 };
/** Those between, which are left behind after nine months: only somebody who is on one is led to the next. */
const UBUNTU_INTERIM: Readonly<Record<string, number>> = { impish: 2110, kinetic: 2210, lunar: 2304, mantic: 2310, oracular: 2410, plucky: 2504, questing: 2510 };

const CODE_NAME = /^(?<name>[a-z]+)(?:-(?<date>\d{8}(?:\.\d{1,3})?))?(?<rest>(?:-[a-z][\w.-]*)?)$/;

function release(name: string): { readonly family: string; readonly number: number; readonly isInterim: boolean } | undefined {
  if (Object.hasOwn(DEBIAN, name)) return { family: "debian", number: DEBIAN[name] ?? 0, isInterim: false };
  if (Object.hasOwn(UBUNTU_LTS, name)) return { family: "ubuntu", number: UBUNTU_LTS[name] ?? 0, isInterim: false };
  if (Object.hasOwn(UBUNTU_INTERIM, name)) return { family: "ubuntu", number: UBUNTU_INTERIM[name] ?? 0, isInterim: true };
  return undefined;
}

/** Undefined where the tag begins with no name that is known. The next release is a major step, a later date of one a minor step. */
export function parseCodeName(tag: string): Version | undefined {
  const { name = "", date, rest = "" } = CODE_NAME.exec(tag)?.groups ?? {};
  const found = release(name);
  if (found === undefined) return undefined;
  const numbers = [found.number, ...(date ?? "").split(".").filter((part) => part !== "").map(Number)];
  return {
    prefix: `${found.family} `,
    numbers,
    // A second image of one day has a number more: `jammy-20240627.1`.
    separators: date === undefined ? "" : ".",
    suffix: rest,
    scale: "plain",
    ...(found.isInterim ? { prerelease: ["interim", 0] } : {}),
  };
}
