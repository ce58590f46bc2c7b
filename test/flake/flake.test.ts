// flake.nix and nix/: every file parses; with a stand-in for nixpkgs the outputs evaluate; with a whole nixpkgs so does a host with the bot.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { nixEnvironment } from "../../src/host/nix-settings.ts";
import { needs } from "../needs.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const nixpkgs = process.env["STOWPLAN_TEST_NIXPKGS"];
const skip = nixpkgs === undefined ? "set STOWPLAN_TEST_NIXPKGS to a checkout of nixpkgs" : needs("nix").skip;

/** Evaluates an expression; the flake's folder is `root`, a whole nixpkgs `nixpkgs`. */
function evaluate(expression: string): unknown {
  const env = nixEnvironment({ environment: process.env, isRoot: process.getuid?.() === 0, hasDaemon: false });
  const bound = `let root = ${root}; nixpkgs = ${nixpkgs ?? "null"}; in ${expression}`;
  const run = spawnSync("nix", ["eval", "--impure", "--json", "--read-only", "--expr", bound], { env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  // Nix 2.8 has no --read-only.
  const again = run.status === 0 ? run : spawnSync("nix", ["eval", "--impure", "--json", "--expr", bound], { env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  assert.equal(again.status, 0, again.stderr);
  return JSON.parse(again.stdout);
}

/** The little of nixpkgs that the outputs need before a module is evaluated. */
const STAND_IN = `{
  lib = {
    genAttrs = names: value: builtins.listToAttrs (map (name: { inherit name; value = value name; }) names);
    getExe = package: "/bin/" + package.meta.mainProgram;
    makeBinPath = packages: builtins.concatStringsSep ":" packages;
    optionals = condition: list: if condition then list else [ ];
    importJSON = file: builtins.fromJSON (builtins.readFile file);
    licenses.mit = "MIT";
    platforms.unix = [ ];
    mkDefault = value: value;
  };
  legacyPackages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ] (system: rec {
    stdenv.hostPlatform = { inherit system; isLinux = builtins.match ".*-linux" system != null; };
    callPackage = file: _: import file {
      inherit (nixpkgs) lib;
      stdenvNoCC = { inherit (stdenv) hostPlatform; mkDerivation = attributes: attributes; };
      makeWrapper = "makeWrapper"; nodejs_24 = { meta.mainProgram = "node"; }; git = "git"; nix = "nix"; bubblewrap = "bubblewrap"; util-linux = "util-linux";
    };
  });
}`;

describe("the flake", needs("nix"), () => {
  it("offers the command line, the app and the module, for Linux and macOS", () => {
    const expression = `let nixpkgs = ${STAND_IN}; self = (import (root + "/flake.nix")).outputs { inherit self nixpkgs; }; in {
      outputs = builtins.attrNames self;
      systems = builtins.attrNames self.packages;
      version = self.packages.x86_64-linux.default.version;
      linux = self.packages.x86_64-linux.default.installPhase;
      darwin = self.packages.aarch64-darwin.default.installPhase;
      program = self.apps.x86_64-linux.default.program;
      isModule = builtins.isFunction self.nixosModules.default;
    }`;
    const Outputs = z.object({ outputs: z.array(z.string()), systems: z.array(z.string()), version: z.string(), linux: z.string(), darwin: z.string(), program: z.string(), isModule: z.boolean() });
    const found = Outputs.parse(evaluate(expression));
    assert.deepEqual(found.outputs, ["apps", "nixosModules", "packages"]);
    assert.deepEqual(found.systems, ["aarch64-darwin", "aarch64-linux", "x86_64-darwin", "x86_64-linux"]);
    assert.equal(found.version, z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version);
    assert.equal(found.program, "/bin/stowplan");
    assert.match(found.linux, /git:nix:bubblewrap:util-linux/);
    assert.doesNotMatch(found.darwin, /bubblewrap/);
    assert.ok(found.isModule);
  });

  it("installs programs that start: the install phase is run on dist/ with a wrapper of our own", () => {
    const out = spawnSync("mktemp", ["-d"], { encoding: "utf8" }).stdout.trim();
    const phase = z.string().parse(evaluate(`let nixpkgs = ${STAND_IN}; self = (import (root + "/flake.nix")).outputs { inherit self nixpkgs; }; in self.packages.x86_64-linux.default.installPhase`));
    // makeWrapper PROGRAM FILE --add-flags FLAGS …
    const wrapper = `runHook() { :; }; makeWrapper() { printf '#!/bin/sh\\nexec "%s" %s "$@"\\n' "${process.execPath}" "$4" > "$2"; chmod +x "$2"; }`;
    const install = spawnSync("bash", ["-euc", `${wrapper}\n${phase}`], { cwd: join(root, "dist"), env: { ...process.env, out }, encoding: "utf8" });
    assert.equal(install.status, 0, install.stderr);
    const help = spawnSync(join(out, "bin/stowplan"), ["--help"], { encoding: "utf8" });
    const syntax = spawnSync(process.execPath, ["--check", join(out, "lib/stowplan/bot.js")], { encoding: "utf8" });
    spawnSync("rm", ["-rf", out]);
    assert.equal(help.status, 0, help.stderr);
    assert.match(help.stdout, /Usage: stowplan/);
    assert.equal(syntax.status, 0, syntax.stderr);
  });
});

/** A host with the bot, of which some things are asked. */
function host(options: string, question: string): unknown {
  return evaluate(`let
    flake = import (root + "/flake.nix");
    lib = import (nixpkgs + "/lib");
    pkgs = import nixpkgs { system = "x86_64-linux"; };
    self = flake.outputs { inherit self; nixpkgs = { inherit lib; legacyPackages.x86_64-linux = pkgs; }; };
    system = import (nixpkgs + "/nixos/lib/eval-config.nix") { system = "x86_64-linux"; modules = [ self.nixosModules.default {
      boot.isContainer = true;
      system.stateVersion = "25.11";
      services.stowplan = { enable = true; appId = 123456; privateKeyFile = "/run/secrets/stowplan.pem"; webhookSecretFile = "/run/secrets/webhook"; } // ${options};
    } ]; };
    inherit (system) config;
    units = lib.filterAttrs (name: _: lib.hasPrefix "stowplan" name) config.systemd.services;
    texts = lib.mapAttrs (name: _: config.systemd.units."\${name}.service".text) units;
    failed = map (assertion: assertion.message) (builtins.filter (assertion: !assertion.assertion) config.assertions);
  in ${question}`);
}

const Texts = z.record(z.string(), z.string());

describe("services.stowplan on a whole NixOS", { skip }, () => {
  it("is one process without a database", () => {
    const texts = Texts.parse(host("{ }", "texts"));
    assert.deepEqual(Object.keys(texts), ["stowplan"]);
    const text = texts["stowplan"] ?? "";
    for (const line of [
      'Environment="STOWPLAN_ROLE=all"',
      'Environment="STOWPLAN_FORKS=no"',
      'Environment="APP_ID=123456"',
      'Environment="PORT=3000"',
      "LoadCredential=private-key:/run/secrets/stowplan.pem",
      "LoadCredential=webhook-secret:/run/secrets/webhook",
      "ProtectSystem=strict",
      "ProtectHome=true",
      "NoNewPrivileges=true",
      "User=stowplan",
      "SystemCallFilter=@mount",
    ]) {
      assert.ok(text.split("\n").includes(line), `${line} is not in\n${text}`);
    }
    // Nothing that bubblewrap cannot live with: namespaces, and a /proc of which parts are covered.
    assert.doesNotMatch(text, /RestrictNamespaces|ProtectKernelTunables|ProtectKernelLogs|ProtectProc|ProcSubset/);
  });

  it("shares the work with PostgreSQL, and starts after its databases are there", () => {
    const texts = Texts.parse(host("{ database.createLocally = true; workers = 2; forks = \"sandbox\"; }", "texts"));
    assert.deepEqual(Object.keys(texts), ["stowplan", "stowplan-worker-1", "stowplan-worker-2"]);
    assert.match(texts["stowplan"] ?? "", /STOWPLAN_ROLE=web"/);
    assert.match(texts["stowplan-worker-2"] ?? "", /PORT=3002"[^]*STOWPLAN_ROLE=worker"/);
    for (const text of Object.values(texts)) {
      assert.match(text, /^After=.*postgresql\.(?:target|service)/m);
      assert.match(text, /^Requires=.*postgresql\./m);
      assert.match(text, /DATABASE_URL=postgres:\/\/stowplan@localhost/);
      assert.match(text, /STOWPLAN_FORKS=yes/);
    }
  });

  it("takes a database's address as a credential, never into the unit", () => {
    const text = Texts.parse(host('{ database.urlFile = "/run/secrets/database"; }', "texts"))["stowplan"] ?? "";
    assert.match(text, /^LoadCredential=database-url:\/run\/secrets\/database$/m);
    assert.doesNotMatch(text, /DATABASE_URL/);
  });

  it("asks for one of two databases", () => {
    const failed = z.array(z.string()).parse(host('{ database.createLocally = true; database.urlFile = "/run/secrets/database"; }', "failed"));
    assert.deepEqual(failed.filter((message) => message.includes("stowplan")), ["services.stowplan.database: set createLocally or urlFile, not both."]);
  });

  it("opens the port of webhooks only where that is asked for", () => {
    assert.deepEqual(host("{ }", "config.networking.firewall.allowedTCPPorts"), []);
    assert.deepEqual(host("{ openFirewall = true; port = 8080; }", "config.networking.firewall.allowedTCPPorts"), [8080]);
  });

  it("evaluates to a system, and its package to a derivation", () => {
    assert.match(z.string().parse(host("{ database.createLocally = true; }", "config.system.build.toplevel.drvPath")), /\.drv$/);
  });
});
