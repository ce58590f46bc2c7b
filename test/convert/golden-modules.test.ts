// The writer's judge: what compose2nix's modules of the golden projects mean, by the comparer that is beside the data.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { z } from "zod";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Dialect } from "../../src/convert/index.ts";
import { type GoldenCase, goldenCases, goldenFolder, needsGolden } from "../compose/golden-case.ts";
import { needs } from "../needs.ts";
import { evaluateNix } from "../nix/evaluate.ts";

const SHELL = "labels in the script of a network or volume are quoted, so that the shell does not split or unquote them";
const TAGS = "`build.tags` are references of their own, not tags of `image`";

const EXEC = "Docker runs `--health-cmd` in a shell, so the words of an exec form are quoted for one";

/** Differences in either dialect, each with the reason why ours stays. A case that agrees must leave its list. */
const KNOWN: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  compose2nix: {
    "synth-build.docker": TAGS,
    "synth-build.podman": TAGS,
    "synth-networks.docker": SHELL,
    "synth-networks.podman": SHELL,
    "upstream-TestEnableOption.docker": EXEC,
    "upstream-TestEnableOption_WithHeader.docker": EXEC,
    "upstream-TestIgnoreMissingEnvFiles.docker": EXEC,
    "upstream-TestSystemdMount.docker": EXEC,
    "upstream-TestEscapeChars.docker": SHELL,
    "upstream-TestEscapeChars.podman": SHELL,
  },
  stowplan: {},
};

const Differences = z.record(z.string(), z.json());

describe("meaning of the golden modules", { ...needsGolden(), ...firstReason(needsGolden(), needs("nix", "python3")) }, () => {
  const cases = goldenCases().filter(({ folder }) => existsSync(join(folder, "golden.json")));
  const folder = mkdtempSync(join(tmpdir(), "stowplan-golden-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const dialect of ["compose2nix"] as const) {
    describe(`dialect ${dialect}`, () => {
      const meanings = new Map<string, unknown>();
      before(async () => {
        for (const [name, meaning] of Object.entries(await evaluateModules({ cases, dialect, folder }))) meanings.set(name, meaning);
      });
      for (const golden of cases) {
        it(golden.name, () => {
          const candidate = join(folder, `${golden.name}.json`);
          writeFileSync(candidate, JSON.stringify(meanings.get(golden.name)));
          const run = spawnSync("python3", [join(goldenFolder, "tools", "compare-module.py"), golden.folder, candidate], { encoding: "utf8" });
          if (KNOWN[dialect][golden.name] === undefined) assert.equal(run.status, 0, run.stdout + run.stderr);
          else assert.notEqual(run.status, 0, `${golden.name} agrees now: take it out of KNOWN`);
        });
      }
    });
  }
});

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

function firstReason(...reasons: readonly { skip: string | false }[]): { skip: string | false } {
  return reasons.find(({ skip }) => skip !== false) ?? { skip: false };
}
