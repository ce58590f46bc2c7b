// Real Nix on containers that other modules declare: their options as quadlet-nix, home-manager, Arion, sops-nix and agenix have them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type HostState, liveImages } from "../../src/evaluate/index.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { needs } from "../needs.ts";
import { makeRepository } from "../support/git-repository.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "homelab", "base");

/** Options alone; what the modules do with them is left out, save what quadlet-nix writes. */
const MODULES = `
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  anything = mkOption { type = types.attrsOf types.anything; default = { }; };
  file = types.submodule ({ name, ... }: {
    options = {
      target = mkOption { type = types.str; default = name; };
      text = mkOption { type = types.nullOr types.lines; default = null; };
      source = mkOption { type = types.path; };
    };
  });
in
{
  options = {
    virtualisation.quadlet.containers = anything;
    virtualisation.arion.projects = anything;
    home-manager.users = mkOption {
      default = { };
      type = types.attrsOf (types.submodule {
        options = {
          home.file = mkOption { type = types.attrsOf file; default = { }; };
          services.podman = anything;
          systemd.user.services = anything;
        };
      });
    };
    sops.secrets = anything;
    age.secrets = anything;
  };
  config.environment.etc = lib.mapAttrs' (name: c: lib.nameValuePair "containers/systemd/\${name}.container" { text = "[Container]\\nImage=\${c.containerConfig.image}\\n"; }) config.virtualisation.quadlet.containers;
  config.systemd.services = builtins.mapAttrs (name: c: {
    wantedBy = [ "multi-user.target" ];
    unitConfig.X-QuadletNixConfigHash = builtins.hashString "sha256" c.containerConfig.image;
  }) config.virtualisation.quadlet.containers;
}`;

const HOST = `
{ pkgs, lib, ... }: {
  system.stateVersion = "26.05";
  virtualisation.quadlet.containers.web.containerConfig.image = "galley/web:1";
  environment.etc."containers/systemd/plain.container".source = ./quadlets/plain.container;
  environment.etc."containers/systemd/apps".source = ./quadlets/apps;
  environment.etc."containers/systemd/made.container".source = pkgs.writeText "made.container" "[Container]\\nImage=galley/made:3\\n";
  environment.etc."containers/systemd/users/1000/own.container".text = "[Container]\\nImage=galley/own:4\\n";
  environment.etc."containers/notes.txt".text = "not read";
  users.users.ada = { name = "ada"; uid = 1000; };
  users.users.bob = { name = "bob"; uid = 1001; };
  virtualisation.arion.projects.shop = {
    serviceName = "arion-shop";
    settings.services.db = { service = { image = "galley/db:5"; ports = [ "5432:5432" ]; environment.A = 1; }; image.nixBuild = false; };
    settings.services.own = { service.image = "localhost/own:x"; image.nixBuild = true; };
  };
  home-manager.users.ada = {
    home.file.".config/containers/systemd/home.container".text = "[Container]\\nImage=galley/home:6\\n";
    home.file.".profile".text = "not read";
    services.podman.containers.feed = { image = "flux"; autoStart = true; };
    services.podman.images.flux = { image = "galley/flux:7"; };
    systemd.user.services.runner = {
      Unit.Description = "runs a container";
      Service.ExecStart = toString (pkgs.writeTextFile { name = "runner"; executable = true; text = "#!/bin/sh\\nexec podman run --rm --name=runner galley/runner:8\\n"; });
      Service.Restart = true;
      Install.WantedBy = [ "default.target" ];
    };
  };
  systemd.services.script = {
    wantedBy = [ "multi-user.target" ];
    script = ''
      \${pkgs.docker}/bin/docker run --rm \\
        -v /srv/script:/data \\
        galley/script:9 serve
    '';
  };
  sops.secrets.web.path = "/run/secrets/web";
  age.secrets.key = { path = "/run/agenix/key"; };
  containers.box.config = { virtualisation.oci-containers.backend = "podman"; virtualisation.oci-containers.containers.inner.image = "galley/inner:10"; system.stateVersion = "26.05"; };
  containers.outside.path = "/nix/var/nix/profiles/per-container/outside";
}`;

async function evaluate(): Promise<HostState> {
  const flake = "{ outputs = inputs: { nixosConfigurations.host = (import ./nixpkgs-standin).lib.nixosSystem { modules = [ ./modules.nix ./host.nix ]; }; }; }";
  const repository = makeRepository();
  const files = { "flake.nix": flake, "modules.nix": MODULES, "host.nix": HOST, "quadlets/plain.container": "[Container]\nImage=galley/plain:2\n", "quadlets/apps/app.container": "[Container]\nImage=galley/app:2\n" };
  const revision = repository.commit({ copy: [EXAMPLE], write: files });
  const git = await openGit({ directory: repository.folder, environment: process.env });
  const at = await git.resolve(revision);
  const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
  const found = await evaluateHosts({ scope: { projects: [], inputs: [], hosts: { headFlake: ".", affected: { kind: "all" } } }, base: at, head: at, config: Config.parse({}), ports: { git, nix: openNix(process.env), log } });
  repository.remove();
  assert.deepEqual(found.findings, []);
  const state = found.value[0]?.head;
  assert.ok(state !== undefined);
  return state;
}

describe("declarations of other modules", needs("nix"), () => {
  let state: HostState;
  before(async () => {
    state = await evaluate();
  });

  it("give every image with its mechanism, unit, owner and file", () => {
    const images = liveImages(state).map(({ reference, kind, scope, owner, unit, isLocal, files }) => [reference, kind, owner ?? scope, unit, ...(isLocal ? ["local"] : []), ...files].join(" "));
    assert.deepEqual(images.toSorted(), [
      "galley/app:2 quadlet system app.service host.nix",
      "galley/db:5 arion system arion-shop.service host.nix",
      "galley/flux:7 home-manager ada podman-feed.service host.nix",
      "galley/home:6 quadlet ada home.service host.nix",
      "galley/inner:10 oci box podman-inner.service host.nix",
      "galley/made:3 quadlet system made.service host.nix",
      "galley/own:4 quadlet ada own.service host.nix",
      "galley/plain:2 quadlet system plain.service host.nix",
      "galley/runner:8 script ada runner.service host.nix",
      "galley/script:9 script system script.service host.nix",
      "galley/web:1 quadlet system web.service host.nix",
      "localhost/own:x arion system arion-shop.service local host.nix",
    ]);
  });

  it("put a quadlet's text beside the unit that stands for it", () => {
    assert.deepEqual(state.units["web.service"]?.files["/etc/containers/systemd/web.container"], "[Container]\nImage=galley/web:1\n");
  });

  it("give the paths of secrets, and nothing of their contents", () => {
    assert.deepEqual(state.secrets, { "sops.secrets.web": "/run/secrets/web", "age.secrets.key": "/run/agenix/key" });
  });

  it("give the units of the system inside an nspawn container with their scripts", () => {
    const unit = state.nspawnUnits?.["box"]?.["podman-inner.service"];
    assert.match(Object.values(unit?.files ?? {}).join("\n"), /galley\/inner:10/);
    assert.deepEqual(Object.keys(state.nspawnUnits ?? {}), ["box"]);
  });

  it("name only the users whose quadlets there are, and leave other files alone", () => {
    assert.deepEqual(state.userNames, { 1000: "ada" });
    assert.ok(!Object.keys(state.etc).includes("containers/notes.txt"));
    assert.deepEqual(Object.keys(state.homes?.["ada"]?.files ?? {}), [".config/containers/systemd/home.container"]);
  });
});
