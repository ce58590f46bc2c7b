// Measures how many references in public repositories are found (recall), and how many found ones are none (precision).
// Usage: node scripts/with-node24.mjs bench/pins.ts PINS.tsv FOLDER, where FOLDER/owner+name[/repo] is a clone of each repository.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNix } from "../src/nix/index.ts";
import { nixPins } from "../src/pins/nix/nix-pins.ts";
import { indexNixFile } from "../src/pins/nix/nix-tree.ts";
import { sourceText } from "../src/pins/source-text.ts";

type Row = { readonly repository: string; readonly path: string; readonly line: number; readonly isLive: boolean; readonly isDecoy: boolean; readonly resolved: string };
type Tally = { wanted: number; found: number; pins: number; wrong: number; decoys: number; files: number; seconds: number };

function readRows(file: string): readonly Row[] {
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [repository = "", path = "", number = "", , , , , commented = "", population = "", resolved = ""] = line.split("\t");
    return { repository, path, line: Number(number), isLive: population === "real" && commented === "", isDecoy: population === "decoy", resolved };
  });
}

function git(folder: string, args: readonly string[]): string {
  return execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 1e9 });
}

async function measureFile(rows: readonly Row[], { text, tally }: { text: string; tally: Tally }): Promise<void> {
  const started = performance.now();
  const tree = await parseNix(text);
  const pins = tree === undefined ? [] : nixPins(indexNixFile(sourceText("", text), tree.root), new Set());
  tally.seconds += (performance.now() - started) / 1000;
  tally.files += 1;
  for (const row of rows.filter(({ isLive, resolved }) => isLive && resolved !== "")) {
    tally.wanted += 1;
    // Half of a `"${name}:${tag}"` resolves to the name alone in the data, and to the whole here.
    if (pins.some(({ reference }) => reference.startsWith(row.resolved))) tally.found += 1;
    else console.log(`not found: ${row.repository} ${row.path}:${row.line} ${row.resolved}`);
  }
  for (const { line, reference, raw } of new Map(pins.map((pin) => [`${pin.range.start} ${pin.reference}`, pin])).values()) {
    tally.pins += 1;
    if (rows.some((row) => row.isDecoy && row.line === line)) tally.decoys += 1;
    if (rows.some((row) => row.isLive && (row.line === line || (row.resolved !== "" && reference.startsWith(row.resolved))))) continue;
    tally.wrong += 1;
    console.log(`not in the data: ${line} ${raw}`);
  }
}

async function measure(file: string, clones: string): Promise<Tally> {
  const tally: Tally = { wanted: 0, found: 0, pins: 0, wrong: 0, decoys: 0, files: 0, seconds: 0 };
  for (const [repository, rows] of Map.groupBy(readRows(file), (row) => row.repository)) {
    const name = join(clones, repository.replace("/", "+"));
    const folder = existsSync(join(name, "repo")) ? join(name, "repo") : name;
    if (!existsSync(folder)) continue;
    const paths = git(folder, ["ls-tree", "-r", "--name-only", "HEAD"]).split("\n").filter((path) => path.endsWith(".nix"));
    for (const path of paths) await measureFile(rows.filter((row) => row.path === path), { text: git(folder, ["show", `HEAD:${path}`]), tally });
  }
  return tally;
}

const [file, clones] = process.argv.slice(2);
if (file === undefined || clones === undefined) throw new Error("name the table and the folder of clones");
const { wanted, found, pins, wrong, decoys, files, seconds } = await measure(file, clones);
console.log(`recall ${((100 * found) / wanted).toFixed(1)} % (${found} of ${wanted}), precision ${((100 * (pins - wrong)) / pins).toFixed(1)} % (${pins - wrong} of ${pins}), ${decoys} decoys, ${files} files in ${seconds.toFixed(2)} s`);
