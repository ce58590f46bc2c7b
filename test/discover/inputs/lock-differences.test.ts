// Inputs as flake.nix declares them beside a lock file -> what Nix would change; references in every form.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { isSameSource, parseFlakeUrl } from "../../../src/discover/inputs/flake-url.ts";
import { DeclaredInputs, lockDifferences } from "../../../src/discover/inputs/lock-differences.ts";
import { parseLockFile } from "../../../src/discover/inputs/lock-file.ts";

const REVISION = "0123456789abcdef0123456789abcdef01234567";

/** A reference, and `original` of the lock file that Nix 2.8 to 2.34 make of it. */
const REFERENCES: readonly [url: string, original: object][] = [
  ["github:NixOS/nixpkgs", { type: "github", owner: "NixOS", repo: "nixpkgs" }],
  ["github:NixOS/nixpkgs/nixos-26.05", { type: "github", owner: "NixOS", repo: "nixpkgs", ref: "nixos-26.05" }],
  [`github:NixOS/nixpkgs/${REVISION}`, { type: "github", owner: "NixOS", repo: "nixpkgs", rev: REVISION }],
  ["github:ilse/pier/feature/mooring?dir=nix", { type: "github", owner: "ilse", repo: "pier", ref: "feature/mooring", dir: "nix" }],
  ["github:ilse/pier?ref=main", { type: "github", owner: "ilse", repo: "pier", ref: "main" }],
  ["gitlab:group%2Fsub/pier", { type: "gitlab", owner: "group%2Fsub", repo: "pier" }],
  ["gitlab:ilse/pier?host=gitlab.harbour.example", { type: "gitlab", owner: "ilse", repo: "pier", host: "gitlab.harbour.example" }],
  ["sourcehut:~ilse/pier", { type: "sourcehut", owner: "~ilse", repo: "pier" }],
  ["git+https://codeberg.org/ilse/pier.git?ref=main", { type: "git", url: "https://codeberg.org/ilse/pier.git", ref: "main" }],
  ["git+ssh://git@harbour.example/pier", { type: "git", url: "ssh://git@harbour.example/pier" }],
  ["nixpkgs", { type: "indirect", id: "nixpkgs" }],
  ["flake:nixpkgs/nixos-26.05", { type: "indirect", id: "nixpkgs", ref: "nixos-26.05" }],
  ["path:./modules", { type: "path", path: "./modules" }],
  ["./modules", { type: "path", path: "./modules" }],
  ["path:/srv/modules", { type: "path", path: "/srv/modules" }],
];

describe("parseFlakeUrl", () => {
  for (const [url, original] of REFERENCES) {
    it(`reads ${url}`, () => {
      const parsed = parseFlakeUrl(url);
      assert.ok(parsed !== undefined);
      assert.deepEqual(REFERENCES.filter(([, other]) => isSameSource(parsed, { type: "", ...other })).map(([, other]) => other).filter((other) => JSON.stringify(other) !== JSON.stringify(original)), []);
      assert.ok(isSameSource(parsed, { type: "", ...original }));
    });
  }

  for (const url of ["https://harbour.example/x.tar.gz", "tarball+https://harbour.example/x", "file:///srv/x", "", "github:", "github:one", "%"]) {
    it(`claims nothing of ${JSON.stringify(url)}`, () => assert.equal(parseFlakeUrl(url), undefined));
  }
});

const ilse = { original: { type: "github", owner: "ilse", repo: "pier" }, locked: { type: "github", owner: "ilse", repo: "pier", rev: REVISION } };

function differences(declared: unknown, nodes: object | undefined): readonly string[] {
  const lock = nodes === undefined ? undefined : parseLockFile(JSON.stringify({ version: 7, root: "root", nodes }));
  return lockDifferences(DeclaredInputs.parse({ inputs: {}, arguments: [], ...(typeof declared === "object" ? declared : {}) }), lock);
}

const CASES: readonly [what: string, declared: unknown, nodes: object | undefined, expected: readonly string[]][] = [
  ["what agrees", { inputs: { pier: { url: "github:ilse/pier" } } }, { root: { inputs: { pier: "p" } }, p: ilse }, []],
  ["attributes in the place of a URL", { inputs: { pier: { type: "github", owner: "ilse", repo: "pier" } } }, { root: { inputs: { pier: "p" } }, p: ilse }, []],
  ["an argument of outputs that no input declares", { arguments: ["nixpkgs"] }, { root: { inputs: { nixpkgs: "n" } }, n: { original: { type: "indirect", id: "nixpkgs" } } }, []],
  ["such an argument that is not locked", { arguments: ["nixpkgs"] }, { root: {} }, ["it lacks the input nixpkgs"]],
  ["settings of the flake itself", { inputs: { self: { submodules: true } } }, { root: {} }, []],
  ["a flake without inputs and without a lock file", {}, undefined, []],
  ["an input that follows, as it should", { inputs: { a: { follows: "pier/b" } } }, { root: { inputs: { a: ["pier", "b"] } } }, []],
  ["an input that follows another one", { inputs: { a: { follows: "pier" } } }, { root: { inputs: { a: ["b"] } } }, ["the input a follows b there, but pier in flake.nix"]],
  ["an input that does not follow yet", { inputs: { a: { follows: "pier" } } }, { root: { inputs: { a: "p" } }, p: ilse }, ["the input a follows no other there, but pier in flake.nix"]],
  ["an input that follows no longer", { inputs: { a: { url: "github:ilse/pier" } } }, { root: { inputs: { a: ["b"] } } }, ["the input a follows b there, but not in flake.nix"]],
  [
    "an override of an input's input",
    { inputs: { pier: { url: "github:ilse/pier", inputs: { nixpkgs: { follows: "nixpkgs" }, gone: { follows: "nixpkgs" } } } } },
    { root: { inputs: { pier: "p" } }, p: { ...ilse, inputs: { nixpkgs: "n" } }, n: ilse },
    ["the input pier/nixpkgs follows no other there, but nixpkgs in flake.nix"],
  ],
  ["a form of which nothing is claimed", { inputs: { pier: { url: "https://harbour.example/pier.tar.gz" } } }, { root: { inputs: { pier: "p" } }, p: ilse }, []],
];

describe("lockDifferences", () => {
  for (const [what, declared, nodes, expected] of CASES) it(`tells of ${what}`, () => assert.deepEqual(differences(declared, nodes), expected));

  it("takes any data", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.json(), (inputs, text) => {
        const declared = DeclaredInputs.safeParse({ inputs, arguments: [] }).data;
        if (declared !== undefined) lockDifferences(declared, parseLockFile(text));
      }),
    );
  });
});
