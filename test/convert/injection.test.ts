// No text of a Compose file becomes code: random values go through reader, converter and the real Nix, and come back as they were.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { z } from "zod";
import { readProject } from "../../src/compose/index.ts";
import { convertProject } from "../../src/convert/index.ts";
import { isNixText } from "../../src/nix/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { needs } from "../needs.ts";
import { evaluateNix } from "../nix/evaluate.ts";

const hostile = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('"', "'", "''", "$", "${", "}", "$$", "\\", "\n", "\r", "\t", " ", ";", "#", "`", "$(id)", "%", "''${", '"; evil = 1; x = "', "*/", "\u2028"),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    maxLength: 30,
  })
  .map((text) => text.normalize())
  .filter((text) => isNixText(text) && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x85\ufeff\ufffd\ufffe\uffff]/.test(text));

/** Compose puts variables in, so every dollar sign is doubled. */
function written(text: string): string {
  return text.replaceAll("$", "$$$$");
}

type Sample = { readonly value: string; readonly label: string; readonly word: string; readonly driver: string };

const samples = fc.record<Sample>({ value: hostile, label: hostile, word: hostile, driver: hostile });

const Meaning = z.object({
  environment: z.record(z.string(), z.string()),
  labels: z.record(z.string(), z.string()),
  cmd: z.array(z.string()),
  script: z.string(),
});

/** Twenty-five values a project; the stand-ins for Nixpkgs give back what they are given. */
const PROJECTS = 400;
const VALUES = 25;

function composeOf(values: readonly Sample[]): string {
  // JSON is YAML too, and says exactly what is meant.
  return JSON.stringify({
    services: {
      web: {
        image: "nginx:1",
        environment: Object.fromEntries(values.map(({ value }, index) => [`V${index}`, written(value)])),
        labels: Object.fromEntries(values.map(({ label }, index) => [`l${index}`, written(label)])),
        command: values.map(({ word }) => written(word)),
        volumes: ["data:/data"],
      },
    },
    volumes: { data: { labels: Object.fromEntries(values.map(({ driver }, index) => [`d${index}`, written(driver)])) } },
  });
}

describe("hostile values", needs("nix"), () => {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-injection-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it(`come back from Nix and the shell as they were: ${PROJECTS * VALUES} random cases`, async () => {
    const projects = fc.sample(fc.array(samples, { minLength: VALUES, maxLength: VALUES }), PROJECTS);
    const imports: string[] = [];
    for (const [index, values] of projects.entries()) {
      const source = projectSource({ project: "shop" });
      const { value, findings } = await readProject(source, fakeTree({ "compose.yml": composeOf(values) }));
      assert.ok(value !== undefined, JSON.stringify(findings));
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, convertProject(value, { runtime: "docker", dialect: "stowplan", config: source.options }).text);
      imports.push(`(pick (import ${file} { pkgs = { docker = "docker"; git = "git"; }; lib.mkOverride = _: value: value; config = { }; }))`);
    }
    const pick = 'module: let c = module.virtualisation.oci-containers.containers."shop-web"; in { inherit (c) environment labels cmd; script = module.systemd.services."docker-volume-shop_data".script; }';
    const meanings = z.array(Meaning).parse(evaluateNix(`let pick = ${pick}; in [\n${imports.join("\n")}\n]`));
    for (const [index, values] of projects.entries()) {
      const meaning = meanings[index];
      assert.deepEqual(meaning?.environment, Object.fromEntries(values.map(({ value }, at) => [`V${at}`, value])));
      assert.deepEqual(meaning.labels, Object.fromEntries(values.map(({ label }, at) => [`l${at}`, label])));
      assert.deepEqual(meaning.cmd, values.map(({ word }) => word));
    }
    assertShellWords(meanings.slice(0, 100).map(({ script }) => script), projects);
  });
});

/** Runs the scripts with a `docker` that prints its words, and finds every label among them. */
function assertShellWords(scripts: readonly string[], projects: readonly (readonly Sample[])[]): void {
  for (const [index, script] of scripts.entries()) {
    const run = spawnSync("sh", ["-c", `docker() { [ "$2" = inspect ] && return 1; printf '%s\\0' "$@"; }\n${script}`], { encoding: "utf8" });
    const labels = run.stdout.split("\0").filter((word) => word.startsWith("--label=")).toSorted();
    // A value that is nothing but quoted plain words loses its quotes, as with compose2nix (src/convert/resource-units.ts).
    const expected = (projects[index] ?? []).map(({ driver }, at) => `--label=d${at}=${driver.replace(/^"([\w .-]+)"$/, "$1")}`).toSorted();
    assert.deepEqual(labels, expected);
  }
}
