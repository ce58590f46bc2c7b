// The writer's judge: what compose2nix's modules of the golden projects mean, by the comparer that is beside the data.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import * as z from "zod";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Dialect } from "../../src/convert/index.ts";
import { type GoldenCase, goldenCases, goldenFolder, needsGolden, readJson } from "../compose/golden-case.ts";
import { needs } from "../needs.ts";
import { evaluateNix } from "../nix/evaluate.ts";

const SHELL = "labels in the script of a network or volume are quoted, so that the shell does not split them";
const EXEC = "Docker runs `--health-cmd` in a shell, so the words of an exec form are quoted for one";
const FILES = "an optional environment file that is not there is not listed, and of two files the later one wins";

const SHELL_CASES = { "synth-networks.docker": SHELL, "synth-networks.podman": SHELL };

/** Differences in either dialect, each with the reason why ours stays. A case that agrees must leave its list. */
const KNOWN: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  compose2nix: SHELL_CASES,
  stowplan: {
    ...SHELL_CASES,
    "upstream-TestEnableOption.docker": EXEC,
    "upstream-TestEnableOption_WithHeader.docker": EXEC,
    "upstream-TestEnvFiles.docker": FILES,
    "upstream-TestEnvFiles.podman": FILES,
    "upstream-TestIgnoreMissingEnvFiles.docker": EXEC,
    "upstream-TestSystemdMount.docker": EXEC,
  },
};

const Dropped = z.array(z.object({ service: z.string().nullable(), key: z.string() }));

const Differences = z.record(z.string(), z.json());
const Told = z.array(z.string());

describe("meaning of the golden modules", { ...needsGolden(), ...firstReason(needsGolden(), needs("nix", "python3")) }, () => {
  const cases = goldenCases().filter(({ folder }) => existsSync(join(folder, "golden.json")));
  const folder = mkdtempSync(join(tmpdir(), "stowplan-golden-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const dialect of ["compose2nix", "stowplan"] as const) {
    describe(`dialect ${dialect}`, () => {
      let told: readonly string[] = [];
      before(async () => {
        told = compareModules({ cases, folder, meanings: await evaluateModules({ cases, dialect, folder }) });
      });
      for (const [index, golden] of cases.entries()) {
        it(golden.name, () => {
          const lines = (told[index] ?? "").split("\n").filter((line) => /^(?:MISSING|EXTRA|DIFFER|PRIORITY)/.test(line));
          const differences = lines.filter((line) => !isCarriedKey(line, { golden, dialect }));
          if (KNOWN[dialect][golden.name] === undefined) assert.deepEqual(differences, []);
          else assert.notDeepEqual(differences, [], `${golden.name} agrees now: take it out of KNOWN`);
        });
      }
    });
  }
});

/** What only stowplan carries: more words for a container, or another build, of a service that lost keys in the original. */
function isCarriedKey(line: string, { golden, dialect }: { golden: GoldenCase; dialect: Dialect }): boolean {
  const file = join(golden.folder, "dropped.json");
  if (dialect === "compose2nix" || !existsSync(file)) return false;
  const path = line.split(" / ");
  const lost = Dropped.parse(readJson(file));
  if (path.some((name) => name.includes("-build-"))) return lost.some(({ key }) => key.startsWith("build."));
  // Conditions of dependencies have units of their own, and `required: false` wants instead of requiring.
  if (path.some((name) => /-(?:healthy|completed)-/.test(name)) || /"(?:docker|podman)-(?:healthy|completed)-/.test(line)) return lost.some(({ key }) => key.endsWith(".condition"));
  if (line.includes("RemainAfterExit")) return lost.some(({ key }) => key.endsWith(".condition"));
  if (lost.some(({ key }) => key.endsWith(".required")) && / \/ (?:dependsOn|wants|after)\b/.test(line)) return true;
  const isService = ({ service }: { readonly service: string | null }): boolean => service !== null && path.some((name) => name === service || name.endsWith(`-${service}`));
  return line.startsWith("EXTRA") && path.includes("extraOptions") && lost.some(isService);
}

/** Evaluates all modules in one run of Nix. */
async function evaluateModules({ cases, dialect, folder }: { cases: readonly GoldenCase[]; dialect: Dialect; folder: string }): Promise<Record<string, unknown>> {
  const imports: string[] = [];
  for (const golden of cases) {
    const { value } = await readProject(golden.source, golden.tree);
    assert.ok(value !== undefined, golden.name);
    const module = join(folder, `${golden.name}.nix`);
    writeFileSync(module, convertProject(value, { runtime: golden.source.options.runtime ?? "podman", dialect, config: golden.source.options }).text);
    const option = golden.option === undefined ? "" : ` option = ${JSON.stringify(golden.option)};`;
    imports.push(`  ${JSON.stringify(golden.name)} = import ${join(goldenFolder, "tools", "module-to-json.nix")} { file = ${JSON.stringify(module)};${option} };\n`);
  }
  return Differences.parse(evaluateNix(`{\n${imports.join("")}}\n`));
}

/** What the comparer tells about each case. */
function compareModules({ cases, folder, meanings }: { cases: readonly GoldenCase[]; folder: string; meanings: Record<string, unknown> }): readonly string[] {
  const pairs = cases.flatMap((golden) => {
    const candidate = join(folder, `${golden.name}.json`);
    writeFileSync(candidate, JSON.stringify(meanings[golden.name]));
    return [golden.folder, candidate];
  });
  const run = spawnSync("python3", [join(import.meta.dirname, "compare-modules.py"), join(goldenFolder, "tools", "compare-module.py"), ...pairs], { encoding: "utf8", maxBuffer: 2 ** 28 });
  assert.equal(run.status, 0, run.stderr);
  const told = Told.parse(JSON.parse(run.stdout));
  assert.ok(told.length === cases.length && told.every((text) => /^\d+ differences$/m.test(text)), run.stdout);
  return told;
}

function firstReason(...reasons: readonly { skip: string | false }[]): { skip: string | false } {
  return reasons.find(({ skip }) => skip !== false) ?? { skip: false };
}
