// A large repository, a pull request, and the next one -> seconds and bytes by the ways in which a bot could get it.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FILES = 4000;
const COMMITS = 60;

const root = mkdtempSync(join(tmpdir(), "stowplan-bench-"));
const IDENTITY = ["-c", "user.name=Ada", "-c", "user.email=ada@harbour.example", "-c", "gc.auto=0"];

function git(folder: string, ...args: readonly string[]): string {
  const run = spawnSync("git", ["-C", folder, ...IDENTITY, ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(`git ${args.join(" ")}: ${run.stderr}`);
  return run.stdout.trim();
}

/** Text that does not compress to nothing. */
function content(seed: number): string {
  return Array.from({ length: 60 }, (_, line) => ((seed + 1) * 2_654_435_761 * (line + 1)).toString(36)).join("\n");
}

function makeOrigin(): string {
  const folder = join(root, "origin");
  mkdirSync(folder);
  git(folder, "init", "--quiet", "--initial-branch=main");
  for (let file = 0; file < FILES; file += 1) {
    mkdirSync(join(folder, `f${file % 50}`), { recursive: true });
    writeFileSync(join(folder, `f${file % 50}/${file}.nix`), content(file));
  }
  for (let commit = 0; commit < COMMITS; commit += 1) {
    for (let file = 0; file < 10; file += 1) writeFileSync(join(folder, `f${(commit * 7) % 50}/change-${file}.nix`), content(commit * 100 + file));
    git(folder, "add", "-A");
    git(folder, "commit", "--quiet", "-m", `Change ${commit}`);
  }
  for (const number of [1, 2]) {
    writeFileSync(join(folder, "pull.nix"), content(1e6 + number));
    git(folder, "add", "-A");
    git(folder, "commit", "--quiet", "-m", `Pull ${number}`);
    git(folder, "update-ref", `refs/pull/${number}/merge`, "HEAD");
  }
  git(folder, "config", "uploadpack.allowFilter", "true");
  return folder;
}

function bytes(folder: string): number {
  const text = git(folder, "count-objects", "-v");
  const of = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  return (of("size") + of("size-pack")) * 1024;
}

type Way = { readonly name: string; readonly flags: readonly string[]; readonly isKept: boolean };

/** What evaluation does: every file of the commit is read. */
function readAll(folder: string): void {
  const run = spawnSync("sh", ["-c", 'git -C "$0" archive FETCH_HEAD | wc -c', folder], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

function measure(origin: string, way: Way): void {
  const fresh = (name: string): string => {
    const folder = join(root, name);
    mkdirSync(folder);
    git(folder, "init", "--quiet");
    git(folder, "remote", "add", "origin", `file://${origin}`);
    return folder;
  };
  const first = fresh(`${way.name}-1`.replaceAll(" ", "-"));
  const told = [1, 2].map((number) => {
    const folder = way.isKept || number === 1 ? first : fresh(`${way.name}-2`.replaceAll(" ", "-"));
    const before = way.isKept && number === 2 ? bytes(folder) : 0;
    const started = performance.now();
    git(folder, "-c", "fetch.unpackLimit=1", "fetch", "--quiet", "--no-tags", ...way.flags, "origin", `refs/pull/${number}/merge:refs/stowplan/${number}`);
    readAll(folder);
    return `${((performance.now() - started) / 1000).toFixed(2)} s ${((bytes(folder) - before) / 1024).toFixed(0)} KiB`;
  });
  console.log(`${way.name.padEnd(34)} first ${told[0] ?? ""}, next ${told[1] ?? ""}`);
}

const origin = makeOrigin();
const WAYS: readonly Way[] = [
  { name: "anew, with history", flags: [], isKept: false },
  { name: "anew, two commits", flags: ["--depth=2"], isKept: false },
  { name: "kept, without blobs", flags: ["--filter=blob:none"], isKept: true },
  { name: "kept, two commits (ours)", flags: ["--depth=2"], isKept: true },
];
for (const way of WAYS) measure(origin, way);
rmSync(root, { recursive: true, force: true });
