// Nix files -> whether README.md, docs/map.md or a change outside may matter to them: "no" only where that is certain.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mayRead } from "../../src/discover/flake-reads.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const PATHS = ["README.md", "docs/map.md"];

async function reads(text: string, path = "flake.nix"): Promise<boolean> {
  return mayRead(fakeTree({ "hosts/a.nix": "{ }", "modules/default.nix": "{ }", "README.md": "", "docs/map.md": "", [path]: text }), PATHS);
}

const CERTAIN: readonly string[] = [
  "{ }",
  "{ inputs.nixpkgs.url = \"github:NixOS/nixpkgs\"; outputs = { self, nixpkgs }: { x = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a.nix ./modules ]; }; }; }",
  "{ outputs = { self, ... }@inputs: { x = inputs.nixpkgs.lib.id 1; }; }",
  "{ outputs = inputs@{ nixpkgs, ... }: { x = inputs.nixpkgs; }; }",
  "{ outputs = args: { x = args.nixpkgs.lib; }; }",
  "{ inputs = { a.url = \"x\"; }; outputs = { self, a }: { x = import ./hosts/a.nix; }; }",
  "{ x = builtins.readFile ./hosts/greeting.txt; }",
  "{ x = \"${./hosts/greeting.txt}\"; }",
  "{ x = toString 80; y = \"/srv/${name}\"; z = \"a...b\"; }",
];

const DOUBTFUL: readonly string[] = [
  "{ x = ./.; }",
  "{ x = ./README.md; }",
  "{ x = builtins.readFile ./docs/map.md; }",
  "{ x = ./docs; }",
  "{ x = builtins.readDir ./hosts; }",
  "{ x = ./hosts/run.sh; }",
  "{ x = toString ./hosts/a.nix; }",
  "{ x = toString (./hosts/a.nix); }",
  "{ x = name: ./hosts/${name}.nix; }",
  "{ x = name: ./hosts + \"/${name}.nix\"; }",
  "{ x = ../elsewhere; }",
  "{ outputs = { self }: { x = self; }; }",
  "{ outputs = { self, ... }@inputs: { x = f { inherit inputs; }; }; }",
  "{ outputs = inputs: f inputs; }",
  "{ outputs = inputs@{ ... }: { x = inputs.self; }; }",
  "{ outputs = args: { x = builtins.attrValues args; }; }",
  "{ outputs = args: { x = args.${name}; }; }",
  "{ x = builtins.path { path = p; }; }",
  "{ x = lib.cleanSource p; }",
  "{ x = __curPos.file; }",
  "{ x = <nixpkgs>; }",
];

describe("mayRead", () => {
  for (const text of CERTAIN) it(`is certain of ${text}`, async () => assert.equal(await reads(text), false));
  for (const text of DOUBTFUL) it(`doubts ${text}`, async () => assert.equal(await reads(text), true));

  it("resolves paths from the file that they stand in", async () => {
    assert.equal(await reads("{ x = import ../modules; }", "hosts/b.nix"), false);
    assert.equal(await reads("{ x = import ../README.md; }", "hosts/b.nix"), true);
  });

  it("doubts a repository with links or submodules", async () => {
    const tree = fakeTree({ "flake.nix": "{ }" });
    assert.equal(await mayRead({ ...tree, entries: new Map([...tree.entries, ["link", { path: "link", kind: "link" }]]) }, PATHS), true);
  });

  for (const text of ["./", "<a", "{a", "{}", "@ ", "a", " ", "toString", "toString   ", "inputs ", "../", "${", "import"]) {
    it(`ends on a file that repeats ${JSON.stringify(text)}`, async () => {
      await reads(text.repeat(100_000 / text.length));
    });
  }
});
