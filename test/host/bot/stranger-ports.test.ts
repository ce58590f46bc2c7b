// A fork's pull request, planned as the bot plans it: real git, real Nix in the real sandbox, inputs from a server on loopback.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, type TestContext } from "node:test";
import { withCheckout } from "../../../src/host/bot/checkout.ts";
import { requireSandbox, withStrangerPorts } from "../../../src/host/bot/stranger-ports.ts";
import { runPlan } from "../../../src/plan.ts";
import type { Finding } from "../../../src/errors.ts";
import type { Plan } from "../../../src/report/index.ts";
import { makeOrigin } from "../../fakes/origin.ts";
import { needs } from "../../needs.ts";
import { bareHost } from "../../support/evaluate-repository.ts";

const SECRET = "hunter2-of-the-bot";

let folder: string;
let server: Server;
let archive: Buffer;
let narHash: string;
let url: string;
let asked: string[];

type Files = Readonly<Record<string, string>>;
type Planned = { readonly plan: Plan; readonly findings: readonly Finding[]; readonly unit: string; readonly errors: string };

/** An input as flake.nix and flake.lock have it. */
function withInput(text: string): Files {
  const lock = { version: 7, root: "root", nodes: { root: { inputs: { tools: "tools" } }, tools: { locked: { type: "tarball", url, narHash }, original: { type: "tarball", url } } } };
  return { "flake.nix": `{ inputs.tools.url = "${url}"; outputs = { self, tools }: { nixosConfigurations.falcon = ${bareHost(text)}; }; }`, "flake.lock": JSON.stringify(lock) };
}

function withoutInput(text: string): Files {
  return { "flake.nix": `{ outputs = { self }: { nixosConfigurations.falcon = ${bareHost(text)}; }; }` };
}

const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };

async function planFork(context: TestContext, { base, head }: { readonly base: Files; readonly head: Files }): Promise<Planned> {
  const origin = makeOrigin(context);
  const old = origin.commit(base);
  const fresh = origin.commit(head, old);
  origin.mergePullRequest(7, { base: old, head: fresh });
  const environment = { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, "cache"), NIX_CONFIG: `access-tokens = github.com=${SECRET}`, GITHUB_TOKEN: SECRET };
  const job = { repositoryId: 41, number: 7, headCommit: fresh };
  return withCheckout({ job, remote: origin.url, token: "", environment, pauses: [] }, (checkout) =>
    withStrangerPorts({ checkout, environment, log }, async ({ ports, findings }) => {
      const plan = await runPlan({ base: checkout.base, head: checkout.head, inputs: {} }, ports);
      const errors = plan.findings.map(({ message }) => message).join("\n");
      return { plan, findings, unit: JSON.stringify(plan.hosts), errors };
    }),
  );
}

describe("a fork's pull request", needs("bwrap", "nix"), () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-stranger-"));
    mkdirSync(join(folder, "web/tools"), { recursive: true });
    writeFileSync(join(folder, "web/tools/flake.nix"), '{ outputs = _: { word = "fetched"; }; }');
    const tar = spawnSync("tar", ["-C", join(folder, "web"), "-cz", "tools"]);
    archive = tar.stdout;
    narHash = spawnSync("nix", ["--extra-experimental-features", "nix-command", "hash", "path", join(folder, "web/tools")], { encoding: "utf8" }).stdout.trim();
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end(archive);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/tools.tar.gz`;
  });
  after(() => {
    server.close();
    // Nix's store is read only, for its owner too.
    spawnSync("chmod", ["-R", "u+w", folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("is planned, with inputs that base has locked", async (context) => {
    const { plan, findings, errors } = await planFork(context, { base: withInput('"old"'), head: withInput('assert tools.word == "fetched"; "new"') });
    assert.deepEqual(findings, []);
    assert.equal(errors, "");
    assert.equal(plan.hosts.length, 1);
    assert.deepEqual(asked, ["/tools.tar.gz"]);
    const other = await planFork(context, { base: withInput('"old"'), head: withInput('assert tools.word == "other"; "new"') });
    assert.match(other.errors, /assertion/);
    assert.deepEqual(asked, ["/tools.tar.gz"], "the store was kept");
  });

  it("is not given an input that only the fork asks for, from a host that is not known: nothing is requested", async (context) => {
    asked = [];
    spawnSync("chmod", ["-R", "u+w", join(folder, "cache/stowplan/strangers")]);
    rmSync(join(folder, "cache/stowplan/strangers"), { recursive: true });
    const { findings, errors } = await planFork(context, { base: withoutInput('"old"'), head: withInput("tools.word") });
    assert.deepEqual(findings.map(({ code, subject }) => [code, subject]), [["input-not-fetched", "flake input tools"]]);
    assert.notEqual(errors, "");
    assert.deepEqual(asked, []);
  });

  const ATTEMPTS: readonly [what: string, expression: () => string][] = [
    ["to fetch while it is evaluated", () => `builtins.readFile (builtins.fetchTarball { url = "${url}?from=evaluation"; sha256 = "${"0".repeat(52)}"; } + "/flake.nix")`],
    ["to read the machine's users", () => "builtins.readFile /etc/passwd"],
    ["to read a token from the environment", () => 'assert builtins.getEnv "GITHUB_TOKEN" != ""; "token"'],
    ["to build while it is evaluated", () => 'builtins.readFile (derivation { name = "x"; system = builtins.currentSystem or "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "cat /etc/passwd > $out" ]; })'],
    ["to eat all memory", () => "builtins.toJSON (builtins.length (builtins.genList (n: { inherit n; }) 500000000))"],
  ];
  for (const [what, expression] of ATTEMPTS) {
    it(`fails where it tries ${what}`, async (context) => {
      asked = [];
      const config = { ".github/stowplan.yml": "evaluation: { max-memory: 512, timeout: 30, allow-import-from-derivation: true }" };
      const { unit, errors } = await planFork(context, { base: { ...withoutInput('"old"'), ...config }, head: { ...withoutInput(expression()), ...config } });
      assert.doesNotMatch(unit + errors, new RegExp(`root:x:0|${SECRET}`));
      assert.notEqual(errors, "");
      assert.deepEqual(asked, []);
    });
  }

  it("is refused with the reason where there is no sandbox", async () => {
    await assert.rejects(requireSandbox({ PATH: "/nonexistent" }), { code: "event-unsupported", message: /only in a sandbox.*bubblewrap is not installed/, hint: /Install bubblewrap .*use the Action/ });
  });
});
