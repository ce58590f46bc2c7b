// The example's stand-in for nixpkgs against the real NixOS: unit texts, scripts and options, word for word save store hashes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import * as z from "zod";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, HostState } from "../../src/evaluate/index.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { needs } from "../needs.ts";
import { makeRepository } from "../support/git-repository.ts";
import { goldenFile, needsGolden } from "../support/shared-data.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "homelab", "base");

/** A golden host; its units, containers and files of /etc are what ours are compared with. */
function golden(file: string): HostState {
  const bytes = readFileSync(goldenFile(file));
  return HostState.parse({ system: "x86_64-linux", ...z.record(z.string(), z.unknown()).parse(JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString())) });
}

/** A Nix value for plain data; every string becomes a literal. */
function toNix(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(toNix).join(" ")} ]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value).replaceAll("${", "\\${");
  return `{ ${Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)} = ${toNix(inner)};`).join(" ")} }`;
}

async function evaluate(module: string): Promise<HostState> {
  const flake = '{ outputs = inputs: { nixosConfigurations.host = (import ./nixpkgs-standin).lib.nixosSystem { modules = [ ./host.nix { system.stateVersion = "26.05"; } ]; }; }; }';
  const repository = makeRepository();
  const commit = repository.commit({ copy: [EXAMPLE], write: { "flake.nix": flake, "host.nix": module } });
  const git = await openGit({ directory: repository.folder, environment: process.env });
  const revision = await git.resolve(commit);
  const found = await evaluateHosts({
    scope: { projects: [], inputs: [], hosts: { headFlake: ".", affected: { kind: "all" } } },
    base: revision,
    head: revision,
    config: Config.parse({}),
    ports: { git, nix: openNix(process.env), log: { progress: () => undefined, info: () => undefined, warn: () => undefined } },
  });
  repository.remove();
  assert.deepEqual(found.findings, []);
  const state = found.value[0]?.head;
  assert.ok(state !== undefined);
  return state;
}

const withoutHashes = (text: string): string => text.replaceAll(/(?:\/[\w.-]+)+\/[0-9a-z]{32}-/g, "…-");

function comparable(state: HostState, unit: string): object {
  const { text, wantedBy, requiredBy, enable, files } = state.units[unit] ?? { text: "missing", wantedBy: [], requiredBy: [], enable: true, files: {} };
  // Daemon configurations are not among the golden files, and a Nix that cannot build names no tools of its own.
  const scripts = Object.entries(files).filter(([path]) => /-(?:unit-script-|pre-start$)/.test(path));
  return { text: withoutHashes(text), wantedBy, requiredBy, enable, scripts: Object.fromEntries(scripts.map(([path, script]) => [withoutHashes(path), withoutHashes(script)])) };
}

describe("the stand-in", { skip: needs("nix").skip || needsGolden("hosts").skip }, () => {
  describe("for docker", () => {
    let real: HostState;
    let ours: HostState;
    before(async () => {
      real = golden("hosts/mealie-compose2nix/base.json");
      const written = (name: string, { environment, image, extraOptions, ports, volumes, dependsOn }: HostState["ociContainers"][string]): readonly [string, unknown] => [name, { environment, image, extraOptions, ports, volumes, dependsOn }];
      const containers = Object.fromEntries(Object.entries(real.ociContainers).map(([name, options]) => written(name, options)));
      ours = await evaluate(`{
        virtualisation.docker.autoPrune.enable = true;
        virtualisation.oci-containers.backend = "docker";
        virtualisation.oci-containers.containers = ${toNix(containers)};
      }`);
    });

    it("gives containers the same options", () => {
      const shown = (state: HostState): object => ({ containers: Object.fromEntries(Object.entries(state.ociContainers).map(([name, options]) => [name, { ...options, podman: null }])) });
      assert.deepEqual(shown(ours), shown(real));
    });

    for (const unit of ["docker.service", "docker.socket", "docker-prune.service", "docker-prune.timer", "multi-user.target"]) {
      it(`writes ${unit} as NixOS does`, () => {
        assert.deepEqual(comparable(ours, unit), comparable(real, unit));
      });
    }

    it("runs containers by the same scripts", () => {
      for (const unit of ["docker-mealie.service", "docker-postgres.service"]) {
        const scripts = (state: HostState): unknown => Object.entries(comparable(state, unit)).find(([name]) => name === "scripts")?.[1];
        assert.deepEqual(scripts(ours), scripts(real));
      }
    });
  });

  describe("for nspawn", () => {
    let real: HostState;
    let ours: HostState;
    before(async () => {
      real = golden("hosts/nspawn-bindmounts/base.json.gz");
      const config = join(goldenFile("hosts/nspawn-bindmounts"), "config");
      const [common, base] = ["common.nix", "base.nix"].map((name) => readFileSync(join(config, name), "utf8"));
      ours = await evaluate(`{ imports = [ (${common ?? ""}) (${base ?? ""}) ]; }`);
    });

    it("gives containers the same options", () => {
      const shown = ({ nspawnContainers }: HostState): unknown =>
        Object.entries(nspawnContainers).map(([name, options]) => [name, Object.fromEntries(Object.entries(options).filter(([option, value]) => option !== "path" && value !== null && option !== "forwardPorts"))]);
      assert.deepEqual(shown(ours), shown(real));
    });

    it("writes the units as NixOS does, save the scripts' names in other packages", () => {
      for (const unit of ["container@.service", "container@files.service", "container@scratch.service"]) {
        const lines = (state: HostState): readonly string[] => withoutHashes(state.units[unit]?.text ?? "").split("\n");
        assert.deepEqual(lines(ours).filter((line) => !line.startsWith("ExecStartPost=")), lines(real).filter((line) => !line.startsWith("ExecStartPost=")), unit);
      }
    });

    it("writes the same variables into the .conf files", () => {
      const variables = (text: string): readonly string[] => withoutHashes(text).split("\n").filter((line) => line !== "" && !line.startsWith("SYSTEM_PATH="));
      for (const file of ["nixos-containers/files.conf", "nixos-containers/scratch.conf"]) assert.deepEqual(variables(ours.etc[file] ?? ""), variables(real.etc[file] ?? ""), file);
    });
  });
});
