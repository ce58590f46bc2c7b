import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inputFetches } from "../../../src/host/sandbox/input-fetches.ts";

const HASH = "sha256-QGh2h8qBxLOtgkkfXHclCFUIGBQ/gQQ0cQ15kHW8h30=";

function lock(nodes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ version: 7, root: "root", nodes: { root: {}, ...Object.fromEntries(Object.entries(nodes).map(([name, locked]) => [name, { locked }])) } });
}

const NIXPKGS = { type: "github", owner: "NixOS", repo: "nixpkgs", rev: "a".repeat(40), narHash: HASH, lastModified: 1_700_000_000 };
const FETCHED = true;
const REFUSED = false;

describe("inputFetches", () => {
  const ROWS: readonly [what: string, locked: Readonly<Record<string, unknown>>, atHead: boolean, atBase: boolean][] = [
    ["a repository of GitHub's", NIXPKGS, FETCHED, FETCHED],
    ["GitLab's, Sourcehut's", { ...NIXPKGS, type: "gitlab" }, FETCHED, FETCHED],
    ["an enterprise's own GitHub", { ...NIXPKGS, host: "github.harbour.example" }, REFUSED, FETCHED],
    ["GitHub by its own name", { ...NIXPKGS, host: "github.com" }, FETCHED, FETCHED],
    ["a host that only looks like it", { ...NIXPKGS, host: "github.com.harbour.example" }, REFUSED, FETCHED],
    ["a host with a path in it", { ...NIXPKGS, host: "169.254.169.254/latest?" }, REFUSED, FETCHED],
    ["an archive at a public place", { type: "tarball", url: "https://releases.nixos.org/x.tar.xz", narHash: HASH }, FETCHED, FETCHED],
    ["one in the bot's own network", { type: "tarball", url: "http://10.0.0.3/x.tar.xz", narHash: HASH }, REFUSED, FETCHED],
    ["the machine's metadata", { type: "file", url: "http://169.254.169.254/latest/meta-data", narHash: HASH }, REFUSED, FETCHED],
    ["a public host without TLS", { type: "tarball", url: "http://github.com/x.tar.gz", narHash: HASH }, REFUSED, FETCHED],
    ["another port of a public host", { type: "tarball", url: "https://github.com:8443/x.tar.gz", narHash: HASH }, REFUSED, FETCHED],
    ["a password in the address", { type: "git", url: "https://ada:pw@github.com/x/y", narHash: HASH, rev: "b".repeat(40) }, REFUSED, FETCHED],
    ["git over https", { type: "git", url: "https://codeberg.org/x/y", narHash: HASH, rev: "b".repeat(40), submodules: true }, FETCHED, FETCHED],
    ["git over ssh", { type: "git", url: "ssh://git@github.com/x/y", narHash: HASH, rev: "b".repeat(40) }, REFUSED, REFUSED],
    ["a repository of the machine", { type: "git", url: "file:///var/lib/stowplan/x", narHash: HASH, rev: "b".repeat(40) }, REFUSED, REFUSED],
    ["a folder of the machine", { type: "path", path: "/etc", narHash: HASH }, REFUSED, REFUSED],
    ["a type that nobody knows", { type: "telnet", url: "https://github.com/x", narHash: HASH }, REFUSED, REFUSED],
    ["one without a hash", { ...NIXPKGS, narHash: undefined }, REFUSED, REFUSED],
  ];
  for (const [what, locked, atHead, atBase] of ROWS) {
    it(`${what}: ${atHead ? "fetched" : "refused"} at head, ${atBase ? "fetched" : "refused"} where base has it too`, () => {
      const text = lock({ thing: locked });
      const [fresh, known] = [inputFetches({ file: "flake.lock", base: lock({}), head: text }), inputFetches({ file: "flake.lock", base: text, head: text })];
      assert.deepEqual([fresh.fetches.length, fresh.findings.length], atHead ? [1, 0] : [0, 1]);
      assert.deepEqual([known.fetches.length, known.findings.length], atBase ? [1, 0] : [0, 1]);
    });
  }

  it("says nothing of inputs that are part of the repository", () => {
    const text = lock({ modules: { type: "path", path: "./modules" } });
    assert.deepEqual(inputFetches({ file: "flake.lock", base: undefined, head: text }), { fetches: [], findings: [] });
  });

  it("prints values as Nix literals and leaves out what is no argument", () => {
    const text = lock({ thing: { ...NIXPKGS, repo: 'x"; y = "${builtins.readFile /etc/passwd}', "a = 1; b": "2", __final: true, dir: "sub" } });
    const [fetch] = inputFetches({ file: "flake.lock", base: text, head: text }).fetches;
    assert.equal(
      fetch?.expression,
      String.raw`(builtins.fetchTree { type = "github"; owner = "NixOS"; repo = "x\"; y = \"\${builtins.readFile /etc/passwd}"; rev = "${"a".repeat(40)}"; narHash = "${HASH}"; }).narHash`,
    );
  });

  it("names the input, where it is and what to do, and no more of the address than the host", () => {
    const text = lock({ thing: { type: "tarball", url: "http://10.0.0.3/private?token=hunter2", narHash: HASH } });
    const [finding] = inputFetches({ file: "nixos/flake.lock", base: undefined, head: text }).findings;
    assert.equal(finding?.code, "input-not-fetched");
    assert.equal(finding.subject, "flake input thing");
    assert.match(finding.message, /http:\/\/10\.0\.0\.3, which is not fetched/);
    assert.doesNotMatch(JSON.stringify(finding), /hunter2/);
    assert.deepEqual(finding.place, { file: "nixos/flake.lock" });
  });

  for (const text of ["", "{", "[]", "null", '{"nodes":{"x":{"locked":{"type":{}}}}}', "1e999"]) {
    it(`takes ${JSON.stringify(text)} for a lock file without inputs`, () => {
      assert.deepEqual(inputFetches({ file: "flake.lock", base: text, head: text }), { fetches: [], findings: [] });
    });
  }
});
