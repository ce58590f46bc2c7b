// Measures how many references in public repositories `stowplan pins` lists (recall), and how many listed ones are none (precision).
// Usage: node scripts/with-node24.mjs bench/pins.ts PINS.tsv FOLDER, where FOLDER/owner+name[/repo] is a clone of each repository.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openGit } from "../src/host/git.ts";
import { type ListedPin, listPins } from "../src/pins/index.ts";

type Row = { readonly repository: string; readonly path: string; readonly line: number; readonly isLive: boolean; readonly isDecoy: boolean; readonly resolved: string };
type Tally = { wanted: number; found: number; atLine: number; pins: number; wrong: number; decoys: number; files: number; seconds: number };

/** The data do not hold images of `docker run` lines. */
const UNJUDGED: ReadonlySet<string> = new Set(["nix-run-command", "nix-quadlet-text"]);

function readRows(file: string): readonly Row[] {
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [repository = "", path = "", number = "", , , , , commented = "", population = "", resolved = ""] = line.split("\t");
    return { repository, path, line: Number(number), isLive: population !== "decoy" && commented === "", isDecoy: population === "decoy", resolved };
  });
}

/** Half of a `"${name}:${tag}"` resolves to the name alone in the data, and to the whole here. */
function isRow({ line, reference }: ListedPin, row: Row): boolean {
  return row.line === line || (row.resolved !== "" && reference.startsWith(row.resolved));
}

function judgeFile(rows: readonly Row[], { pins, tally }: { readonly pins: readonly ListedPin[]; readonly tally: Tally }): void {
  for (const row of rows.filter(({ isLive, resolved }) => isLive && resolved !== "")) {
    const named = pins.filter(({ reference }) => reference.startsWith(row.resolved));
    tally.wanted += 1;
    if (named.length > 0) tally.found += 1;
    else console.log(`not found: ${row.repository} ${row.path}:${row.line} ${row.resolved}`);
    if (named.some(({ line }) => line === row.line)) tally.atLine += 1;
  }
  for (const pin of pins.filter(({ mechanism }) => !UNJUDGED.has(mechanism))) {
    tally.pins += 1;
    if (rows.some((row) => row.isDecoy && row.line === pin.line)) tally.decoys += 1;
    if (rows.some((row) => row.isLive && isRow(pin, row))) continue;
    tally.wrong += 1;
    console.log(`not in the data: ${pin.file}:${pin.line} ${pin.raw}`);
  }
}

async function measure(file: string, clones: string): Promise<Tally> {
  const tally: Tally = { wanted: 0, found: 0, atLine: 0, pins: 0, wrong: 0, decoys: 0, files: 0, seconds: 0 };
  for (const [repository, rows] of Map.groupBy(readRows(file), (row) => row.repository)) {
    const name = join(clones, repository.replace("/", "+"));
    const folder = existsSync(join(name, "repo")) ? join(name, "repo") : name;
    if (!existsSync(folder)) continue;
    const git = await openGit({ directory: folder, environment: process.env });
    const tree = await git.tree(await git.resolve(execFileSync("git", ["-C", folder, "rev-parse", "HEAD"], { encoding: "utf8" }).trim()));
    const started = performance.now();
    const { value } = await listPins({ tree, projects: [] });
    tally.seconds += (performance.now() - started) / 1000;
    tally.files += tree.entries.size;
    const paths = new Set([...rows.map(({ path }) => path), ...value.map((pin) => pin.file)].filter((path) => path.endsWith(".nix")));
    for (const path of paths) judgeFile(rows.filter((row) => row.path === path), { pins: value.filter((pin) => pin.file === path), tally });
  }
  return tally;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
}

const [file, clones] = process.argv.slice(2);
if (file === undefined || clones === undefined) throw new Error("name the table and the folder of clones");
const { wanted, found, atLine, pins, wrong, decoys, files, seconds } = await measure(file, clones);
console.log(`recall ${percent(found, wanted)}, on the very line ${percent(atLine, wanted)}`);
console.log(`precision ${percent(pins - wrong, pins)}, ${decoys} decoys; ${files} files in ${seconds.toFixed(2)} s`);
