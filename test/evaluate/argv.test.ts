// The argument lists of Nix: settings that a pull request must not loosen, and values that must not become code.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { Config } from "../../src/config/index.ts";
import { hostListArgs, hostStateArgs, showDerivationArgs } from "../../src/evaluate/argv.ts";
import { needs } from "../needs.ts";

const FLAKE = { reference: "ref", attribute: "nixosConfigurations", folder: "." };
const evaluation = Config.parse({}).evaluation;
const options = (args: readonly string[]): ReadonlyMap<string, string> =>
  new Map(args.flatMap((arg, index) => (arg === "--option" ? [[args[index + 1] ?? "", args[index + 2] ?? ""] as const] : [])));

describe("evaluations", () => {
  for (const args of [hostListArgs(FLAKE, evaluation), hostStateArgs({ ...FLAKE, name: "a", withAssertions: true }, evaluation)]) {
    it("are pure, build nothing and take no setting from the flake", () => {
      assert.deepEqual([...options(args)], [
        ["pure-eval", "true"],
        ["accept-flake-config", "false"],
        ["eval-cache", "false"],
        ["allow-import-from-derivation", "false"],
        ["substitute", "false"],
      ]);
      assert.ok(!args.includes("--impure"));
    });
  }

  it("may build during evaluation where the configuration allows it, and then download as well", () => {
    const allowed = options(hostListArgs(FLAKE, { ...evaluation, "allow-import-from-derivation": true }));
    assert.equal(allowed.get("allow-import-from-derivation"), "true");
    assert.equal(allowed.get("substitute"), "true");
    assert.equal(allowed.get("pure-eval"), "true");
  });

  it("put the reference and the name into string literals", () => {
    const expression = hostStateArgs({ ...FLAKE, reference: 'git+file:///a"b?rev=1', name: 'x"; in builtins.abort "${y}', withAssertions: false }, evaluation).at(-1) ?? "";
    assert.ok(expression.startsWith('let flake = builtins.getFlake "git+file:///a\\"b?rev=1"; in ('));
    assert.ok(expression.endsWith('name = "x\\"; in builtins.abort \\"\\${y}"; withAssertions = false; }'));
  });

  it("take the hosts from the configured attribute", () => {
    const attribute = "packages.x86_64-linux.nixosConfigurations";
    const steps = 'flake."packages"."x86_64-linux"."nixosConfigurations"';
    assert.ok(hostListArgs({ ...FLAKE, attribute }, evaluation).at(-1)?.includes('flake [ "packages" "x86_64-linux" "nixosConfigurations" ]'));
    assert.ok(hostStateArgs({ ...FLAKE, attribute, name: "a", withAssertions: false }, evaluation).at(-1)?.includes(`hosts = ${steps};`));
  });
});

describe("derivations are shown", () => {
  for (const [version, command] of [["2.8.0", "show-derivation"], ["2.14.1", "show-derivation"], ["2.15.0", "derivation show"], ["2.34.7", "derivation show"], ["3.0", "derivation show"], ["2.91.1", "derivation show"]] as const) {
    it(`by \`nix ${command}\` in ${version}`, () => {
      assert.deepEqual(showDerivationArgs(["/nix/store/a.drv"], version), [...command.split(" "), "/nix/store/a.drv"]);
    });
  }
});

describe("any name of a host", needs("nix"), () => {
  it("comes back from Nix as it was written", () => {
    const names = fc.sample(fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0") && text.isWellFormed()), 60);
    const literals = names.map((name) => /; name = (".*"); withAssertions = false; }$/s.exec(hostStateArgs({ ...FLAKE, name, withAssertions: false }, evaluation).at(-1) ?? "")?.[1] ?? "");
    const run = spawnSync("nix-instantiate", ["--eval", "--strict", "--json", "--expr", `[ ${literals.join(" ")} ]`], { encoding: "utf8" });
    assert.deepEqual(JSON.parse(run.stdout), names, run.stderr);
  });
});
