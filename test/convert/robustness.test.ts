// Broken files: whatever a slip of the keyboard leaves of a Compose file, reader and converter answer with findings.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { readProject } from "../../src/compose/index.ts";
import { convertProject } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const COMPOSE = `name: shop
x-env: &env {A: "1", B: "\${B:-two}"}
services:
  web:
    image: nginx:1.27
    restart: on-failure:3
    command: ["sh", "-c", "echo $$HOME"]
    ports: ["8080:80", {target: 443, published: "8443"}]
    environment: {<<: *env, C: 3}
    volumes: ["data:/data:ro", {type: tmpfs, target: /t, tmpfs: {size: 64m}}]
    networks: {front: {ipv4_address: 172.16.0.5}}
    depends_on: {db: {condition: service_healthy}}
    deploy: {resources: {limits: {cpus: 0.5, memory: 1g}}, restart_policy: {window: 1m, max_attempts: 3}}
    healthcheck: {test: curl -f http://localhost, interval: 1m30s}
    ulimits: {nofile: {soft: 1, hard: 2}}
    secrets: [{source: key, mode: 0400}]
  db:
    image: postgres:16
    build: {context: ./db, args: [X=1], tags: [a]}
networks: {front: {ipam: {config: [{subnet: 172.16.0.0/24}]}}}
volumes: {data: {driver_opts: {type: none, o: bind, device: ./data}}}
secrets: {key: {file: ./key}}
`;

const pieces = ["null", "[]", "{}", "!reset ", "!override ", "*env", "&x ", "<<: ", "- ", "? ", "true", "0", "-1", "1e999", "1e300", "0x7fffffffffffffff", '"\\u0000"', "'", '"', "${", "}", "$", "\t", "|\n", "---\n", "~", "[[", "{{", "%", "@", "`", ":x"];

type Edit = { readonly at: number; readonly piece: string; readonly cut: number; readonly isValue: boolean };

const edits = fc.array(
  fc.record<Edit>({ at: fc.nat(COMPOSE.length), piece: fc.constantFrom(...pieces), cut: fc.nat(12), isValue: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
);

/** Puts a piece in the place of some characters, or of the value of a line. */
function edit(text: string, { at, piece, cut, isValue }: Edit): string {
  if (!isValue) return text.slice(0, at) + piece + text.slice(at + cut);
  const lines = text.split("\n");
  const line = at % lines.length;
  return lines.with(line, (lines[line] ?? "").replace(/:.*/, `: ${piece}`)).join("\n");
}

describe("a broken file", () => {
  it("never throws, and without a project there is a finding", async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const source = projectSource();
        const { value, findings } = await readProject(source, fakeTree({ "compose.yml": changes.reduce(edit, COMPOSE) }));
        assert.ok(value !== undefined || findings.length > 0);
        if (value === undefined) return;
        for (const runtime of ["docker", "podman"] as const) {
          for (const dialect of ["stowplan", "compose2nix"] as const) convertProject(value, { runtime, dialect, config: source.options });
        }
      }),
      { numRuns: 1500 },
    );
  });
});
