// Finding Nix and running it: pure decisions as tables, and the real program where it is there.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { hasFlakes, nixCandidates, nixEnvironment, parseNixVersion } from "../../src/host/nix-settings.ts";
import { openNix } from "../../src/host/nix.ts";
import { needs } from "../needs.ts";

describe("parseNixVersion", () => {
  const cases: readonly [output: string, product: string | undefined, version?: string][] = [
    ["nix (Nix) 2.8.0\n", "Nix", "2.8.0"],
    ["nix (Nix) 2.34.7\n", "Nix", "2.34.7"],
    ["nix (Nix) 2.19.0pre20231017_abcdef\n", "Nix", "2.19.0pre20231017_abcdef"],
    ["nix (Lix, like Nix) 2.91.1\nSystem type: x86_64-linux\n", "Lix, like Nix", "2.91.1"],
    ["nix (Lix, like Nix) 2.93.0-dev-pre20250601-abcdef\n", "Lix, like Nix", "2.93.0-dev-pre20250601-abcdef"],
    ["nix (Determinate Nix 3.6.2) 2.29.0\n", "Determinate Nix 3.6.2", "2.29.0"],
    ["warning: unknown setting 'eval-cores'\nnix (Nix) 2.26.3\n", "Nix", "2.26.3"],
    ["nix 1.0 (another program)\n", undefined],
    ["", undefined],
  ];
  for (const [output, product, version] of cases) {
    it(`${JSON.stringify(output)} -> ${version ?? "not Nix"}`, () => {
      assert.deepEqual(parseNixVersion(output), product === undefined ? undefined : { product, version });
    });
  }
});

/** Programs in a folder of their own; nothing else is on the PATH, and what installers put elsewhere is too old to be real. */
function folderWith(scripts: Readonly<Record<string, string>>): { readonly PATH: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), "stowplan-nix-"));
  for (const [folder, script] of Object.entries(scripts)) {
    mkdirSync(join(root, folder));
    writeFileSync(join(root, folder, "nix"), script, { mode: 0o755 });
  }
  const PATH = Object.keys(scripts).map((folder) => join(root, folder)).join(":");
  return { PATH, remove: () => rmSync(root, { recursive: true }) };
}

describe("of several programs on the PATH", () => {
  const says = (text: string): string => `#!/bin/sh\necho "${text}"\n`;
  const ROWS: readonly [what: string, scripts: Readonly<Record<string, string>>, version: string][] = [
    ["the first that has flakes", { a: says("nix (Nix) 2.3.16"), b: says("nix (Lix, like Nix) 2.93.0"), c: says("nix (Nix) 2.34.7") }, "2.93.0"],
    ["not one that is something else", { a: says("nix, a file lister 4.1"), b: says("nix (Determinate Nix 3.6.2) 2.29.0") }, "2.29.0"],
    ["not one that fails", { a: "#!/bin/sh\nexit 127\n", b: "#!/nonexistent/interpreter\n", c: says("nix (Nix) 2.26.3") }, "2.26.3"],
  ];
  for (const [what, scripts, version] of ROWS) {
    it(`takes ${what}`, async () => {
      const { PATH, remove } = folderWith(scripts);
      const program = await openNix({ PATH }).probe();
      remove();
      assert.equal(program?.version, version);
    });
  }
});

describe("hasFlakes", () => {
  for (const [version, has] of [["2.3.16", false], ["2.7.0", false], ["2.8.0", true], ["2.34.7", true], ["3.0", true], ["1.11", false]] as const) {
    it(`${version} -> ${has ? "yes" : "no"}`, () => {
      assert.equal(hasFlakes(version), has);
    });
  }
});

describe("nixCandidates", () => {
  it("looks on the PATH first, never in the current folder, then where installers put it", () => {
    const paths = nixCandidates({ PATH: "/opt/bin:.:bin:/usr/bin", HOME: "/home/ilse" });
    assert.equal(paths[0], "/opt/bin/nix");
    assert.equal(paths[1], "/usr/bin/nix");
    assert.ok(paths.every((path) => path.startsWith("/")));
    assert.ok(paths.includes("/nix/var/nix/profiles/default/bin/nix"));
    assert.ok(paths.includes("/home/ilse/.nix-profile/bin/nix"));
    assert.ok(paths.includes("/home/ilse/.local/state/nix/profile/bin/nix"));
  });
});

describe("nixEnvironment", () => {
  const environment = { PATH: "/bin", GITHUB_TOKEN: "t", NIX_CONFIG: "access-tokens = github.com=t" };
  it("writes NIX_CONFIG anew and lets no token through", () => {
    const given = nixEnvironment({ environment, isRoot: false, hasDaemon: true });
    assert.doesNotMatch(JSON.stringify(given), /=t\b|"t"/);
    assert.match(given["NIX_CONFIG"] ?? "", /^extra-experimental-features = nix-command flakes$/m);
    assert.match(given["NIX_CONFIG"] ?? "", /^accept-flake-config = false$/m);
  });
  for (const [isRoot, hasDaemon, isEmpty] of [[true, false, true], [true, true, false], [false, false, false]] as const) {
    it(`${isRoot ? "root" : "a user"} ${hasDaemon ? "with" : "without"} daemon: build users ${isEmpty ? "none" : "as configured"}`, () => {
      const config = nixEnvironment({ environment, isRoot, hasDaemon })["NIX_CONFIG"] ?? "";
      assert.equal(/^build-users-group =$/m.test(config), isEmpty);
    });
  }
});

describe("openNix", needs("nix"), () => {
  const limits = { seconds: 60, memory: 2048 };

  it("finds the program and its version once", async () => {
    const nix = openNix(process.env);
    const program = await nix.probe();
    assert.match(program?.version ?? "", /^\d+\.\d+/);
    assert.equal(program?.hasFlakes, true);
    assert.equal(await nix.probe(), program);
  });

  it("evaluates without configuration of the caller's, and gives a failing status as an answer", async () => {
    const nix = openNix(process.env);
    const good = await nix.run(["eval", "--expr", "1 + 1"], limits);
    assert.equal(good.status, 0, good.stderr);
    assert.equal(good.stdout.trim(), "2");
    const bad = await nix.run(["eval", "--expr", "throw \"no\""], limits);
    assert.notEqual(bad.status, 0);
    assert.match(bad.stderr, /no/);
  });

  it("evaluates flakes where the machine's settings do not turn them on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stowplan-conf-"));
    writeFileSync(join(folder, "nix.conf"), "experimental-features =\n");
    writeFileSync(join(folder, "flake.nix"), "{ outputs = _: { answer = 42; }; }");
    const nix = openNix({ ...process.env, NIX_CONF_DIR: folder, NIX_USER_CONF_FILES: join(folder, "nix.conf"), NIX_CONFIG: "experimental-features =" });
    const run = await nix.run(["eval", "--impure", "--expr", `(builtins.getFlake "path:${folder}").answer`], limits);
    rmSync(folder, { recursive: true });
    assert.equal(run.stdout.trim(), "42", run.stderr);
  });

  it("lets no token reach an evaluation, even an impure one", async () => {
    const nix = openNix({ ...process.env, GITHUB_TOKEN: "hunter2", NIX_CONFIG: "access-tokens = github.com=hunter2" });
    const run = await nix.run(["eval", "--impure", "--json", "--expr", "map builtins.getEnv [ \"GITHUB_TOKEN\" \"NIX_CONFIG\" ]"], limits);
    assert.equal(run.status, 0, run.stderr);
    assert.doesNotMatch(run.stdout, /hunter2/);
  });

  it("stops an evaluation that never ends, and one that grows", async () => {
    const nix = openNix(process.env);
    const endless = "let sum = n: builtins.foldl' (a: b: a + b) n (builtins.genList (x: x) 1000); in builtins.foldl' (a: b: a + sum b) 0 (builtins.genList (x: x) 1000000)";
    assert.equal((await nix.run(["eval", "--expr", endless], { seconds: 1, memory: 4096 })).stopped, "timeout");
    const growing = "builtins.deepSeq (map (n: { inherit n; }) (builtins.genList (n: n) 50000000)) 1";
    const run = await nix.run(["eval", "--expr", growing], { seconds: 60, memory: 256 });
    assert.equal(run.stopped, "memory", run.stderr);
  });
});
