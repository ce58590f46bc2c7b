// Every key of the specification, also below the services' own: its value changes the module, or a finding, or has no effect.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parse, stringify } from "yaml";
import * as z from "zod";
import { readProject } from "../../src/compose/index.ts";
import { type Carriage, type ConvertOptions, convertProject, COVERAGE, type Dialect, RESOURCE_COVERAGE, type Runtime } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const Document = z.record(z.string(), z.json());
type Json = z.infer<ReturnType<typeof z.json>>;

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
const EVERY_KEY = Document.parse(parse(read("every-key.yml")));
/** The key paths of the specification's schema, compose-spec.json. */
const SPECIFICATION = read("specification-keys.txt").trim().split("\n");

const FILES: Readonly<Record<string, string>> = {
  "web.env": "A='1'\n",
  "labels.txt": "",
  "base.yml": "services: { base: { image: base, user: '7' } }\n",
  "included/compose.yml": "services: { extra: { image: \"extra:${OTHER}\", volumes: [\"./data:/data\"] } }\n",
  "included/other.env": "OTHER=9\n",
};

type Settings = Pick<ConvertOptions, "runtime" | "dialect">;

/** The module without its header, and all findings without their places; lines of a file move when a key goes. */
async function convert(document: Json, { runtime, dialect }: Settings): Promise<{ readonly text: string; readonly told: string; readonly messages: readonly string[] }> {
  const source = projectSource({ environment: { MOTTO: "fluctuat" }, build: true });
  const { value, findings } = await readProject(source, fakeTree({ ...FILES, "compose.yml": stringify(document) }));
  assert.ok(value !== undefined, JSON.stringify(findings));
  const converted = convertProject(value, { runtime, dialect, config: source.options });
  const messages = [...findings, ...converted.findings].map(({ subject, message, hint }) => `${subject}: ${message} ${hint}`);
  return { text: converted.text.replace(/^(?:#.*\n)+/, ""), told: messages.toSorted().join("\n"), messages };
}

/** Which paths a document has, maps of the user's names and lists written as `*`, and the document without one of them. */
function pathsOf(value: Json, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}.*`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const own = path === "" ? key : SPECIFICATION.includes(`${path}.${key}`) ? `${path}.${key}` : `${path}.*`;
    return [...(own.endsWith("*") ? [] : [own]), ...pathsOf(child, own)];
  });
}

function without(value: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => without(item, key === "*" ? rest : [key, ...rest]));
  const isHit = (name: string): boolean => key === "*" || key === name;
  return Object.fromEntries(Object.entries(value).flatMap(([name, child]) => (isHit(name) ? (rest.length === 0 ? [] : [[name, without(child, rest)]]) : [[name, child]])));
}

/** The table's word on a path, or on the nearest path above it. */
function carriageOf(path: string, runtime: Runtime): { readonly carriage: Carriage; readonly at: string } | undefined {
  const [kind = "", , ...rest] = path.split(".");
  const table = kind === "services" ? COVERAGE : Object.entries(RESOURCE_COVERAGE).find(([name]) => name === kind)?.[1];
  for (let length = rest.length; length > 0; length -= 1) {
    const at = rest.slice(0, length).join(".");
    const found = table?.[at] ?? table?.[at.replaceAll(".*", "")];
    if (found !== undefined) return { carriage: found[runtime], at };
  }
  return undefined;
}

const PATHS = SPECIFICATION.filter((path) => path.split(".").length > 2);
/** Paths of the file itself, which are no keys of the tables. */
const FILE_PATHS = ["include.*.env_file", "include.*.path", "include.*.project_directory"];

describe("every key of the specification", () => {
  it("stands in the project of this test", () => {
    const found = new Set(pathsOf(EVERY_KEY, ""));
    assert.deepEqual(SPECIFICATION.filter((path) => !found.has(path)), []);
  });

  it("stands in the table, or below a key that is lost or has no effect", () => {
    const missing = PATHS.filter((path) => {
      if (path.startsWith("models.") || FILE_PATHS.includes(path) || path.endsWith("external.name")) return false;
      const found = carriageOf(path, "docker");
      const own = path.split(".").slice(2).join(".").replaceAll(".*", "");
      return found === undefined || (found.carriage.kind === "carried" && found.at.replaceAll(".*", "") !== own);
    });
    assert.deepEqual(missing, []);
  });

  it("is read without a complaint", async () => {
    const { value, findings } = await readProject(projectSource(), fakeTree({ ...FILES, "compose.yml": stringify(EVERY_KEY) }));
    assert.ok(value !== undefined);
    assert.deepEqual(findings, []);
  });

  for (const runtime of ["docker", "podman"] as const satisfies readonly Runtime[]) {
    for (const dialect of ["stowplan", "compose2nix"] as const satisfies readonly Dialect[]) {
      it(`leaves a trace: ${runtime}, ${dialect}`, async () => {
        const whole = await convert(EVERY_KEY, { runtime, dialect });
        const silent: string[] = [];
        for (const path of PATHS.filter((name) => !name.startsWith("models."))) {
          const found = carriageOf(path, runtime);
          if (found?.carriage.kind === "idle") continue;
          const part = await convert(without(EVERY_KEY, path.split(".")), { runtime, dialect });
          const isCarried = found?.carriage.kind === "carried" && (found.carriage.by === "both" || dialect === "stowplan");
          const isToldAbove = !isCarried && whole.messages.some((message) => speaksFor(message, path));
          if (part.text === whole.text && part.told === whole.told && !isToldAbove) silent.push(path);
        }
        assert.deepEqual(silent, []);
      });
    }
  }
});

/** A finding about `gpus` speaks for `gpus.*.driver`, and one about a service's `secrets` for those that are defined. */
function speaksFor(message: string, path: string): boolean {
  const [, key = ""] = /: `([\w.*]+)` is not carried over/.exec(message) ?? [];
  const [kind, , ...rest] = path.split(".");
  return key !== "" && (rest.join(".").startsWith(`${key}.`) || key === kind);
}
