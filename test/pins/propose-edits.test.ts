// Edits that real Nix evaluates again: right ones stand, those that change another image are taken back.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type EvaluationRequest } from "../../src/evaluate/index.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { findPins, proposeEdits } from "../../src/pins/index.ts";
import { needs } from "../needs.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "homelab", "base");
const DIGEST = `sha256:${"7e".repeat(32)}`;

const FLAKE = `{ outputs = _: let
  host = modules: (import ./nixpkgs-standin).lib.nixosSystem { modules = modules ++ [ { system.stateVersion = "26.05"; } ]; };
in { nixosConfigurations.falcon = host [ ./falcon.nix ./shared.nix ]; nixosConfigurations.osprey = host [ ./shared.nix ]; }; }
`;

/** The text lies: \`galley/web\` is read as \`galley/other\`, and the tag of the worker stands in a file of data. */
const FALCON = `{ config, lib, ... }:
let
  tag = "1.2";
  versions = builtins.fromJSON (builtins.readFile ./versions.json);
in {
  virtualisation.oci-containers.containers = {
    app = { image = "galley/app:\${tag}"; };
    twin = { image = builtins.foldl' (name: part: name + part) "galley/twin:" [ tag ]; };
    page = { image = "galley/page:3.1"; };
    worker = { image = "galley/worker:\${versions.worker}"; };
    mirror = { image = builtins.replaceStrings [ "page" ] [ "mirror" ] config.virtualisation.oci-containers.containers.page.image; };
  };
}
`;
const SHARED = '{ virtualisation.oci-containers.containers.cache = { image = "redis:7.2"; }; }\n';
const FILES = { "flake.nix": FLAKE, "falcon.nix": FALCON, "shared.nix": SHARED, "versions.json": '{ "worker": "5" }' };

describe("edits that are evaluated again", needs("nix"), () => {
  let repository: TestRepository;
  let propose: (edits: Readonly<Record<string, string>>) => Promise<{ files: Readonly<Record<string, string>>; findings: readonly string[] }>;

  before(async () => {
    repository = makeRepository();
    const commit = repository.commit({ copy: [EXAMPLE], write: FILES, remove: ["hosts", "modules"] });
    const git = await openGit({ directory: repository.folder, environment: process.env });
    const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
    const ports: EvaluationRequest["ports"] = { git, nix: openNix(process.env), log };
    const [revision, config] = [await git.resolve(commit), Config.parse({})];
    const hosts = await evaluateHosts({ scope: { projects: [], inputs: [], hosts: { baseFlake: ".", headFlake: ".", affected: { kind: "all" } } }, base: revision, head: revision, config, ports });
    assert.deepEqual(hosts.findings, []);
    const tree = await git.tree(revision);
    const pins = await findPins({ head: tree, changes: [], hosts: hosts.value, projects: [] });
    propose = async (edits) => {
      const wanted = Object.entries(edits).map(([reference, proposed]) => ({ reference, proposed }));
      const { value, findings } = await proposeEdits({ edits: wanted, pins: pins.value, tree, revision, hosts: hosts.value, config, ports });
      return { files: Object.fromEntries(value.files), findings: findings.map(({ code, subject, message }) => `${code} ${subject}: ${message}`) };
    };
  });
  after(() => repository.remove());

  it("stand where exactly the intended image changes, on every host that runs it", async () => {
    const { files, findings } = await propose({ "redis:7.2": `redis:7.4@${DIGEST}` });
    assert.deepEqual(findings, []);
    assert.deepEqual(files, { "shared.nix": SHARED.replace("redis:7.2", `redis:7.4@${DIGEST}`) });
  });

  it("are taken back where a variable turns another image that no text tells", async () => {
    const { files, findings } = await propose({ "galley/app:1.2": "galley/app:1.3" });
    assert.deepEqual(files, {});
    assert.equal(findings.length, 1);
    assert.match(findings[0] ?? "", /^edit-withdrawn galley\/app:1\.2: .*container twin of falcon would run galley\/twin:1\.3 instead of galley\/twin:1\.2/);
  });

  it("stand without those beside them that are taken back", async () => {
    const { files, findings } = await propose({ "redis:7.2": "redis:7.4", "galley/page:3.1": "galley/page:3.2" });
    assert.deepEqual(files, { "shared.nix": SHARED.replace("7.2", "7.4") });
    assert.match(findings.join(), /^edit-withdrawn galley\/page:3\.1: .*container mirror of falcon would run galley\/mirror:3\.2/);
  });

  it("put a digest where only the one container gets it", async () => {
    const { files, findings } = await propose({ "galley/worker:5": `galley/worker:5@${DIGEST}` });
    assert.deepEqual(findings, []);
    assert.deepEqual(files, { "falcon.nix": FALCON.replace("${versions.worker}", `\${versions.worker}@${DIGEST}`) });
  });
});
