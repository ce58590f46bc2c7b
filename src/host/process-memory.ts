// How much memory a process group holds, as /proc tells; undefined where there is no /proc (macOS), so no limit is kept there.
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

/** Group and resident pages from proc(5)'s stat: fields 5 and 24, counted after the command's closing parenthesis. */
function statOf(text: string): { readonly group: number; readonly pages: number } {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { group: Number(fields[2]), pages: Number(fields[21]) };
}

/**
 * Resident memory of every process of a group, in MiB. Shared pages count once for each process. The page size is taken
 * as 4 KiB: on kernels with larger pages (some arm64) the figure is too low, and the limit lets more through.
 */
export function groupMemory(group: number): number | undefined {
  const names = processes();
  if (names === undefined) return undefined;
  const stats = names.map((name) => readProc(`/proc/${name}/stat`)).filter((text) => text !== undefined);
  const pages = stats.map(statOf).filter((stat) => stat.group === group);
  return pages.reduce((sum, stat) => sum + stat.pages, 0) * (PAGE_BYTES / MEBIBYTE);
}

function processes(): readonly string[] | undefined {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
}
