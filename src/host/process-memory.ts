// How much memory and how many processes a program and all its children hold, as /proc tells; undefined without /proc (macOS): no limit there.
import { readdirSync, readFileSync } from "node:fs";

const PAGE_BYTES = 4096;
const MEBIBYTE = 1024 * 1024;

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended meanwhile, or belongs to somebody else.
    return undefined;
  }
}

type Stat = { readonly pid: number; readonly parent: number; readonly group: number; readonly pages: number };

/** proc(5)'s stat: fields 4, 5 and 24, counted after the command's closing parenthesis. */
function statOf(text: string): Stat {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { pid: Number.parseInt(text, 10), parent: Number(fields[1]), group: Number(fields[2]), pages: Number(fields[21]) };
}

/** The members of the group and all that descends from them, whatever group it made for itself. */
function familyOf(leader: number, stats: readonly Stat[]): readonly Stat[] {
  const children = Map.groupBy(stats, ({ parent }) => parent);
  const family = new Set(stats.filter(({ group }) => group === leader));
  // A set gives what is added while it is walked.
  for (const { pid } of family) for (const child of children.get(pid) ?? []) family.add(child);
  return [...family];
}

/** `memory` is in MiB. */
export type ProcessUse = { readonly memory: number; readonly processes: number };

/**
 * What a process group and its descendants use. Shared pages count once for each process. The page size is taken as 4 KiB: on
 * kernels with larger pages (some arm64) the figure is too low, and the limit lets more through. In a process namespace of its own
 * (bubblewrap) nobody leaves the family, because orphans go to the namespace's first process.
 */
export function processUse(leader: number): ProcessUse | undefined {
  const names = processes();
  if (names === undefined) return undefined;
  const stats = names.map((name) => readProc(`/proc/${name}/stat`)).filter((text) => text !== undefined).map(statOf);
  const family = familyOf(leader, stats);
  const pages = family.reduce((sum, stat) => sum + stat.pages, 0);
  return { memory: pages * (PAGE_BYTES / MEBIBYTE), processes: family.length };
}

function processes(): readonly string[] | undefined {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
}
