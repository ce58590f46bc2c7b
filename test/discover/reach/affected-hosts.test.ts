// Which hosts a change can affect, as a table of flakes: "none" and names only where that is certain.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { affectedHosts } from "../../../src/discover/reach/affected-hosts.ts";
import { fakeTree } from "../../fakes/source-tree.ts";

type Files = Readonly<Record<string, string>>;

/** Base's files and what head has in their place. */
async function affected(base: Files, changed: Files): Promise<string> {
  return affectedWhere({ base, changed, canSplit: true });
}

async function affectedWhere({ base, changed, canSplit }: { base: Files; changed: Files; canSplit: boolean }): Promise<string> {
  const changes = Object.keys(changed).map((path) => ({ path, status: path in base ? ("modified" as const) : ("added" as const) }));
  const found = await affectedHosts({ base: fakeTree(base), head: fakeTree({ ...base, ...changed }), folder: ".", changes, canSplit });
  return found.kind === "all" ? `all: ${found.reason}` : found.hosts.join(" ");
}

const HOSTS = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  inputs.treefmt.url = "github:numtide/treefmt-nix";
  outputs = { self, nixpkgs, treefmt, ... }@inputs:
    let shared = ./modules/common.nix; in {
      nixosConfigurations.attic = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./hosts/attic shared ]; };
      nixosConfigurations.cellar = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./hosts/cellar.nix shared ]; };
      formatter.x86_64-linux = treefmt.lib.mkWrapper ./treefmt.nix;
    };
}`;
const REPOSITORY: Files = {
  "flake.nix": HOSTS,
  "modules/common.nix": "{ }",
  "modules/nobody.nix": "{ }",
  "hosts/attic/default.nix": "{ inputs, ... }: { imports = [ ./disks.nix ../../services/mail.nix ]; text = builtins.readFile ./motd; }",
  "hosts/attic/disks.nix": "{ }",
  "hosts/attic/motd": "welcome",
  "hosts/cellar.nix": "{ imports = [ ../services/mail.nix ]; }",
  "services/mail.nix": "{ }",
  "treefmt.nix": "{ }",
};

describe("hosts that a changed file affects", () => {
  const cases: readonly [path: string, expected: RegExp][] = [
    ["README.md", /^$/],
    [".github/workflows/ci.yml", /^$/],
    ["modules/nobody.nix", /^$/],
    ["treefmt.nix", /^$/],
    ["hosts/attic/default.nix", /^attic$/],
    ["hosts/attic/disks.nix", /^attic$/],
    ["hosts/attic/motd", /^attic$/],
    ["hosts/attic/new.nix", /^attic$/],
    ["hosts/cellar.nix", /^cellar$/],
    ["services/mail.nix", /^attic cellar$/],
    ["modules/common.nix", /^all: modules\/common\.nix is read$/],
    [".github/stowplan.yml", /^all: .*changed$/],
    [".gitattributes", /^all: .*changed$/],
    [".gitmodules", /^all: .*changed$/],
  ];
  for (const [path, expected] of cases) {
    it(`${path} -> ${expected.source}`, async () => {
      assert.match(await affected(REPOSITORY, { [path]: `${REPOSITORY[path] ?? ""} # changed` }), expected);
    });
  }

  it("are all of them where hosts lie somewhere else", async () => {
    assert.match(await affectedWhere({ base: REPOSITORY, changed: { "hosts/cellar.nix": "{ }" }, canSplit: false }), /^all: /);
    assert.equal(await affectedWhere({ base: REPOSITORY, changed: { "README.md": "" }, canSplit: false }), "");
  });
});

describe("a changed flake.nix", () => {
  const edits: readonly [what: string, from: string, to: string, expected: RegExp][] = [
    ["one host", "./hosts/cellar.nix shared", "./hosts/cellar.nix", /^cellar$/],
    ["a new host", "      formatter", "      nixosConfigurations.barn = nixpkgs.lib.nixosSystem { };\n      formatter", /^barn$/],
    ["the formatter", "./treefmt.nix", "./treefmt.nix true", /^$/],
    ["a comment", "in {", "in { # hosts", /^$/],
    ["what all share", "./modules/common.nix", "./modules/nobody.nix", /^all: /],
    ["what is asked for", "numtide/treefmt-nix", "numtide/treefmt", /^all: /],
  ];
  for (const [what, from, to, expected] of edits) {
    it(`by ${what} -> ${expected.source}`, async () => {
      assert.ok(HOSTS.includes(from));
      assert.match(await affected(REPOSITORY, { "flake.nix": HOSTS.replace(from, to) }), expected);
    });
  }
});

const host = (modules: string): string => `n.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ${modules} ]; }`;
const flake = (outputs: string, before = ""): string => `{ outputs = { self, n, ... }@inputs: ${before} { ${outputs} }; }`;

describe("hosts are told apart", () => {
  const files: Files = { "hosts/a.nix": "{ }", "hosts/b.nix": "{ }", "hosts/c/default.nix": "{ }", "hosts/c/d.nix": "{ }", "hosts/d/default.nix": "{ }", "lib/mk.nix": "{ }" };
  const cases: readonly [what: string, flake: string, changed: string, expected: RegExp][] = [
    ["in one set", flake(`nixosConfigurations = { a = ${host("./hosts/a.nix")}; "b" = ${host("./hosts/b.nix")}; };`), "hosts/a.nix", /^a$/],
    ["behind let, with and parentheses", flake(`nixosConfigurations = let x = 1; in with n; ({ a = ${host("./hosts/a.nix")}; b = ${host("./hosts/b.nix")}; });`), "hosts/b.nix", /^b$/],
    ["in sets that are put together", flake(`nixosConfigurations = { a = ${host("./hosts/a.nix")}; } // { b = ${host("./hosts/b.nix")}; };`), "hosts/b.nix", /^b$/],
    ["by a function that is given their path", flake("nixosConfigurations = { a = mk ./hosts/a.nix; b = mk ./hosts/b.nix; };", `let mk = path: ${host("path")}; in`), "hosts/b.nix", /^b$/],
    ["by a function that is given their name", flake('nixosConfigurations = { a = mk "a"; b = mk "b"; };', `let mk = name: ${host("./hosts/${name}.nix")}; in`), "hosts/b.nix", /^b$/],
    ["by a function that is given their folder", flake('nixosConfigurations = { c = mk { name = "c"; }; d = mk { name = "d"; }; };', `let mk = { name, more ? [ ] }: ${host("./hosts/${name}")}; in`), "hosts/c/d.nix", /^c$/],
    ["by mapAttrs", flake(`nixosConfigurations = n.lib.mapAttrs (name: path: ${host("path ./hosts/${name}.nix")}) { a = ./lib/mk.nix; b = ./lib/mk.nix; };`), "hosts/a.nix", /^a$/],
    ["by genAttrs", flake('nixosConfigurations = n.lib.genAttrs [ "a" "b" ] mk;', `let mk = name: ${host("./hosts/${name}.nix")}; in`), "hosts/b.nix", /^b$/],
    ["not where a name is not written out", flake('nixosConfigurations = { a = mk "a"; b = mk n.b; };', `let mk = name: ${host("./hosts/${name}.nix")}; in`), "hosts/b.nix", /^all: /],
    ["not where the function goes elsewhere", flake('nixosConfigurations = { a = mk "a"; b = n.f mk; };', `let mk = name: ${host("./hosts/${name}.nix")}; in`), "hosts/b.nix", /^all: /],
    ["not where the name means something else inside", flake('nixosConfigurations = { a = mk "a"; b = mk "b"; };', `let mk = name: let name = "b"; in ${host("./hosts/${name}.nix")}; in`), "hosts/b.nix", /^all: /],
    ["not where they are listed from a folder", flake(`nixosConfigurations = n.lib.mapAttrs (name: _: ${host("./hosts/${name}")}) (builtins.readDir ./hosts);`), "hosts/a.nix", /^all: /],
    ["not where they are recursive", flake(`nixosConfigurations = rec { a = ${host("./hosts/a.nix")}; b = a; };`), "hosts/a.nix", /^all: /],
    ["not where one looks at the others", flake(`nixosConfigurations = { a = ${host("./hosts/a.nix")}; b = self.nixosConfigurations.a; };`), "hosts/a.nix", /^all: /],
    ["not where one takes a package of the flake", flake(`nixosConfigurations = { a = ${host("self.packages.x")}; b = 1; }; packages.x = ./lib/mk.nix;`), "lib/mk.nix", /^all: /],
    ["where a deployment looks at all", flake(`nixosConfigurations = { a = ${host("./hosts/a.nix")}; b = ${host("./hosts/b.nix")}; }; deploy.nodes = self.nixosConfigurations;`), "hosts/a.nix", /^a$/],
    ["not where flake.nix is no Nix", flake(`nixosConfigurations = { a = ${host("./hosts/a.nix")}; b = ; };`), "hosts/a.nix", /^all: /],
  ];
  for (const [what, text, changed, expected] of cases) {
    it(`${what}: ${changed} -> ${expected.source}`, async () => {
      assert.match(await affected({ ...files, "flake.nix": text }, { [changed]: "{ x = 1; }" }), expected);
    });
  }

  it("in a file of their own", async () => {
    const set = `{ n, inputs, ... }: { a = ${host("./a.nix")}; b = ${host("./b.nix")}; }`;
    const own = { ...files, "hosts/default.nix": set, "flake.nix": flake("nixosConfigurations = import ./hosts { inherit n inputs; };") };
    assert.equal(await affected(own, { "hosts/a.nix": "{ x = 1; }" }), "a");
    assert.equal(await affected(own, { "hosts/default.nix": set.replace("./b.nix", "./c") }), "b");
    const peers = { ...own, "hosts/a.nix": "{ x = (import ./default.nix { }).b; }" };
    assert.match(await affected(peers, { "hosts/b.nix": "{ x = 1; }" }), /^all: /);
  });

  it("in modules of flake-parts", async () => {
    const parts = {
      ...files,
      "flake.nix": "{ outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } { imports = [ ./parts/hosts.nix inputs.treefmt-nix.flakeModule ]; perSystem = { pkgs, ... }: { packages.x = ./lib/mk.nix; }; }; }",
      "parts/hosts.nix": `{ inputs, ... }: { flake.nixosConfigurations = { a = ${host("../hosts/a.nix")}; b = ${host("../hosts/b.nix")}; }; }`,
    };
    assert.equal(await affected(parts, { "hosts/a.nix": "{ x = 1; }" }), "a");
    assert.equal(await affected(parts, { "lib/mk.nix": "{ x = 1; }" }), "");
    assert.match(await affected({ ...parts, "flake.nix": parts["flake.nix"].replace("treefmt-nix", "hosts-of-mine") }, { "README.md": "" }), /^all: .*flake module of hosts-of-mine/);
  });
});

describe("in doubt everything is read", () => {
  const SAFE: readonly string[] = [
    "{ inputs, ... }: { imports = [ inputs.sops.nixosModules.sops ]; }",
    "{ inputs, ... }: { imports = with inputs; [ sops.nixosModules.sops ]; }",
    "{ inputs, ... }: let inherit (inputs) sops disko; in { }",
    "{ inputs, ... }@args: { x = args.lib; home-manager.extraSpecialArgs = { inherit inputs; y = 1; }; }",
    "{ inputs, ... }: { _module.args = { inherit inputs; }; }",
    "{ inputs, ... }: { x = import ./own.nix { inherit inputs; }; y = import ./own.nix inputs; }",
    "{ self, ... }: { imports = [ self.nixosModules.x ]; nixpkgs.overlays = [ self.overlays.y ]; }",
    "{ self, ... }: { imports = [ \"${self}/own.nix\" (self + /own.nix) ]; }",
    "{ self, ... }: { system.configurationRevision = self.rev or self.dirtyRev or null; }",
    "{ lib, self, ... }: { system.configurationRevision = lib.mkIf (self ? rev) self.rev; }",
    "{ inputs, ... }: { nix.registry.self.flake = inputs.self; }",
    "{ lib, inputs, ... }: { nix.registry = lib.mapAttrs (_: flake: { inherit flake; }) inputs; }",
    "{ nixpkgs.overlays = [ (self: super: { x = self.callPackage ./own.nix { }; }) ]; }",
    "# all of the inputs, and self\n{ description = \"of self and inputs\"; /* ./README.md */ }",
    "{ x = \"./README.md\"; y = ''\n  cat ./README.md # it's ${toString 1}\n''; }",
    "{ services.nginx.csp = \"default-src 'self'\"; }",
    "{ sops.defaultSopsFile = ./secrets.yaml; age.secrets.x.file = ./x.age; users.keyFiles = [ ./x.pub ]; }",
    "{ environment.etc.x.source = ./secrets.yaml; src = ./folder; }",
    "{ x = map (name: ./modules/${name}.nix) [ \"a\" ]; y = builtins.readDir ./modules; }",
  ];
  const DOUBTFUL: readonly string[] = [
    "{ inputs, ... }: { x = builtins.attrValues inputs; }",
    "{ inputs, name, ... }: { x = inputs.${name}; }",
    "{ inputs, ... }: { x = inputs.self; }",
    "{ inputs, ... }: { x = inputs.blueprint { inherit inputs; }; }",
    "{ inputs, ... }: { x = mk { inherit inputs; }; }",
    "{ inputs, ... }: let mk = args: args.x args; in { x = mk { inherit inputs; }; }",
    "{ inputs, ... }: { imports = [ \"${inputs.self}/own.nix\" ]; x = \"${inputs.self}/own.nix\"; }",
    "{ ... }@args: { x = f args; }",
    "{ self, ... }: { x = self; }",
    "{ self, ... }: { x = \"${self}/own.nix\"; }",
    "{ self, ... }: { x = self.outPath; }",
    "{ self, ... }: { environment.variables.REVISION = self.rev; }",
    "{ self, ... }: { x = self.whatever; }",
    "{ nix.nixPath = map (r: r.to.path) (builtins.attrValues config.nix.registry); }",
    "{ self, ... }: { nixpkgs.overlays = [ (self: super: { x = self.y; }) ]; x = self; }",
    "{ systemd.services.x.serviceConfig.ExecStart = ./run.sh; }",
    "{ x = toString ./own.nix; }",
    "{ x = builtins.dirOf ./own.nix; }",
    "{ x = /. + name; }",
    "{ x = dir + \"/../own.nix\"; }",
    "{ x = name: ./modules/${\"../\" + name}; }",
    "{ x = ../../elsewhere; }",
    "{ x = __curPos.file; }",
    "{ documentation.nixos.includeAllModules = true; }",
    "{ x = ./link/own.nix; }",
  ];
  const files: Files = { "flake.nix": "{ outputs = inputs@{ self, ... }: { x = import ./own/module.nix; }; }", "own/own.nix": "{ }", "own/secrets.yaml": "", "own/x.age": "", "own/x.pub": "", "own/run.sh": "", "own/folder/x": "", "own/modules/a.nix": "{ }", "own.nix": "{ }", "own/README.md": "" };
  const reads = async (text: string, path: string): Promise<string> => {
    const base = fakeTree({ ...files, "own/module.nix": text }, ["own/link"]);
    const found = await affectedHosts({ base, head: base, folder: ".", changes: [{ path, status: "modified" }], canSplit: true });
    return found.kind === "all" ? (found.reason ?? "") : found.hosts.join(" ");
  };
  for (const text of SAFE) it(`not of ${text}`, async () => assert.equal(await reads(text, "README.md"), ""));
  for (const text of DOUBTFUL) it(`of ${text}`, async () => assert.match(await reads(text, "README.md"), /^own\/module\.nix:\d+ /));

  const READ: readonly [text: string, path: string][] = [
    ["{ imports = [ modules/a.nix ]; }", "own/modules/a.nix"],
    ["{ x = import (./modules + \"/a.nix\"); }", "own/modules/a.nix"],
    ["{ x = import (./modu + \"les/a.nix\"); }", "own/modules/a.nix"],
    ["{ x = name: ./modules/${name}; }", "own/modules/new.nix"],
    ["{ x = builtins.pathExists ./new.nix; }", "own/new.nix"],
    ["{ x = ''${builtins.readFile ./x.pub}''; }", "own/x.pub"],
    ["{ x = ''\n''${./a} '''${./b} ${import ./own.nix}''; }", "own/own.nix"],
    ["{ x = \"\\${ \\\" ${import ./own.nix}\"; }", "own/own.nix"],
    ["{ x = f''; y = import ./own.nix; z = ''''; }", "own/own.nix"],
    ["{ self, ... }: { imports = [ \"${self}/own.nix\" ]; }", "own.nix"],
  ];
  for (const [text, path] of READ) it(`${path} by ${text}`, async () => assert.match(await reads(text, path), /is read/));
});

describe("a moved input", () => {
  type Nodes = Readonly<Record<string, unknown>>;
  const lock = (nodes: Nodes): string => JSON.stringify({ version: 7, root: "root", nodes });
  const node = (rev: string, inputs = {}): unknown => ({ locked: { type: "github", owner: "o", repo: "r", rev }, original: { type: "github" }, inputs });
  const root = { inputs: { nixpkgs: "nixpkgs", treefmt: "treefmt", sops: "sops" } };
  const nodes: Nodes = { root, nixpkgs: node("1"), treefmt: node("1", { nixpkgs: ["nixpkgs"] }), sops: node("1", { nixpkgs: "nixpkgs_2" }), nixpkgs_2: node("0") };
  const files: Files = { ...REPOSITORY, "flake.lock": lock(nodes), "hosts/cellar.nix": "{ inputs, ... }: { imports = [ inputs.sops.nixosModules.sops ]; }" };
  const moves: readonly [what: string, after: Nodes, expected: RegExp][] = [
    ["that only the formatter names", { ...nodes, treefmt: node("2", { nixpkgs: ["nixpkgs"] }) }, /^$/],
    ["that one host names", { ...nodes, sops: node("2", { nixpkgs: "nixpkgs_2" }) }, /^cellar$/],
    ["of an input that one host names", { ...nodes, nixpkgs_2: node("2") }, /^cellar$/],
    ["that follows another one now", { ...nodes, sops: node("1", { nixpkgs: ["nixpkgs"] }) }, /^cellar$/],
    ["that every host names", { ...nodes, nixpkgs: node("2") }, /^attic cellar$/],
    ["by the name of its node alone", { ...nodes, sops: node("1", { nixpkgs: "nixpkgs_3" }), nixpkgs_3: node("0") }, /^$/],
    ["that lies in the repository", { ...nodes, sops: { locked: { type: "path", path: "./sub" } } }, /^all: an input lies in the repository/],
  ];
  for (const [what, after, expected] of moves) {
    it(`${what} -> ${expected.source}`, async () => assert.match(await affected(files, { "flake.lock": lock(after) }), expected));
  }

  it("of a lock file that cannot be read affects all", async () => {
    assert.match(await affected(files, { "flake.lock": "<<<<<<<" }), /^all: flake\.lock changed/);
  });
});

describe("hostile files", () => {
  for (const text of ["./", "<a", "{a", "{}", "@ ", "a", " ", "toString", "inputs ", "self", "../", "${", "import", "a/", "''", "\"", "''${", "/*", "inherit inputs;", "{inherit inputs;}", "registry = ", "specialArgs = a // "]) {
    it(`that repeat ${JSON.stringify(text)} are looked at in the end`, async () => {
      await affected({ "flake.nix": text.repeat(100_000 / text.length) }, { "README.md": "x" });
    });
  }
});

describe("hosts that read what changed in a way that is easily missed", () => {
  const two = (one: string): string => `{ outputs = { self, nixpkgs, ... }@inputs: { nixosConfigurations = { one = ${one}; two = import ./two.nix; }; }; }`;
  const cases: readonly [what: string, files: Files, changed: string][] = [
    ["an import from a folder that has a default.nix", { "flake.nix": two('import (./hosts + "/one.nix") { }'), "hosts/default.nix": "{ }", "hosts/one.nix": "{ }" }, "hosts/one.nix"],
    ["a call of a package beside others", { "flake.nix": two("import ./one.nix"), "one.nix": '{ pkgs }: pkgs.callPackage (../pk + "/tool.nix") { }', "pk/default.nix": "{ }", "pk/tool.nix": "{ }" }, "pk/tool.nix"],
    ["the flake's folder beside an overlay", { "flake.nix": two("import ./one.nix { inherit inputs; }"), "one.nix": '{ inputs }: { overlays = [ (self: super: { x = self.y; }) ]; text = builtins.readFile "${inputs.self}/motd"; }', motd: "1" }, "motd"],
    ["outputs under another name", { "flake.nix": two("import ./one.nix { inherit (self) outputs; }").replace("nixosConfigurations", "packages.x = import ./pkg.nix; nixosConfigurations"), "one.nix": "{ outputs }: let inherit (outputs) packages; in packages.x", "pkg.nix": "1" }, "pkg.nix"],
    ["a text that goes up", { "flake.nix": two('(n: ./hosts/${n}.nix) "../machines/one"'), "hosts/a.nix": "{ }", "machines/one.nix": "{ }" }, "machines/one.nix"],
    ["a text that goes up in a list", { "flake.nix": two('map (m: ./modules/${m}.nix) [ "../extra/a" ]'), "modules/b.nix": "{ }", "extra/a.nix": "{ }" }, "extra/a.nix"],
    ["the lock file itself", { "flake.nix": two("builtins.hashFile \"sha256\" ./flake.lock"), "flake.lock": '{ "version": 7, "root": "root", "nodes": { "root": {} } }' }, "flake.lock"],
    ["a text of a module's path", { "flake.nix": two("let p = ./one.nix; in toString p"), "one.nix": "{ }", "two.txt": "" }, "two.txt"],
    ["texts of paths in a list", { "flake.nix": two("map toString [ ./one.nix ]"), "one.nix": "{ }", "two.txt": "" }, "two.txt"],
  ];
  for (const [what, files, changed] of cases) {
    it(what, async () => {
      const found = await affected({ "two.nix": "{ }", ...files }, { [changed]: changed === "flake.lock" ? '{ "version": 7, "root": "root", "nodes": { "root": { "inputs": {} } } }' : "changed" });
      assert.match(found, /^all: |(?:^| )one(?: |$)/);
    });
  }
});
