// The client against Debian's docker-registry and against the one that the demo brings along, requests counted.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningRegistry, startPullOnlyRegistry, startRegistryProgram } from "../../../scripts/demo/registry.ts";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import type { Registry, RegistryOptions } from "../../../src/ports.ts";
import { Config } from "../../../src/config/index.ts";
import { findOffers } from "../../../src/updates/offers/find-offers.ts";
import { openPolicy } from "../../../src/updates/policy/open-policy.ts";
import { needs } from "../../needs.ts";
import { type AccessLog, openAccessLog } from "./access-log.ts";
import { IMAGES, registryContract, rejectsWith } from "./contract.ts";

const NO_DOCKER_CONFIG = { dockerConfig: join(tmpdir(), "stowplan-no-such-config.json") };

function options(running: { readonly url: string }): RegistryOptions {
  return { mirrors: { "docker.io": `${running.url}/docker.io`, "ghcr.io": `${running.url}/ghcr.io`, "quay.io": `${running.url}/quay.io` }, allowPrivate: [], timeout: 20 };
}

function client(running: { readonly url: string } | undefined): Registry {
  assert.ok(running);
  return openRegistry(options(running), NO_DOCKER_CONFIG);
}

describe("pull-only registry", () => {
  let running: RunningRegistry | undefined;
  before(async () => {
    running = await startPullOnlyRegistry(IMAGES);
  });
  after(() => running?.stop());
  registryContract(() => client(running));
});

describe("docker-registry", needs("docker-registry"), () => {
  let running: RunningRegistry | undefined;
  let log: AccessLog | undefined;
  before(async () => {
    running = await startRegistryProgram(IMAGES);
    log = await openAccessLog(running.url);
  });
  after(async () => {
    await log?.stop();
    await running?.stop();
  });
  registryContract(() => client(log));

  /** What a task asks of the registry, as `GET docker.io/library/postgres/tags/list`. */
  async function requestsOf(task: () => Promise<unknown>): Promise<readonly string[]> {
    return ((await log?.during(task)) ?? []).map(({ request }) => request);
  }

  const policy = openPolicy(Config.parse({}));
  const NOW = new Date("2026-08-01T12:00:00Z");
  /** Where a host's platform is known, each newer tag that is offered is read once to see that it is there for it. */
  const COSTS: readonly (readonly [reference: string, requests: number])[] = [
    ["postgres:15", 2],
    ["traefik/whoami:v1.10.3", 2],
    ["traefik/whoami:v1.10.2", 3],
    ["redis:7.2-alpine@sha256:d5a2c6bdfa42cd8c064787da3d8b0a4b3bf69dc22d654c053c1a8c553747c499", 3],
    ["postgres:16@sha256:6ece037fee6c4ad0d3c6f749411bbbb1b2f8843995ab46f9118393e8acddb075", 2],
    ["postgres:15@sha256:5c579d54b43306065acfc88ae522212a36d7b557ad28505795da3e27badaa765", 2],
  ];
  for (const [reference, requests] of COSTS) {
    it(`asks ${requests} times what is newer than ${reference}`, async () => {
      const registry = client(log);
      const asked = await requestsOf(() => findOffers({ reference, files: [], platforms: ["linux/amd64"] }, { registry, policy, aliases: {}, now: NOW }));
      assert.equal(asked.length, requests, asked.join("\n"));
    });
  }

  it("asks nothing twice, not even at the same time", async () => {
    const registry = client(log);
    const repository = { registry: "docker.io", path: "library/postgres" };
    const asked = await requestsOf(async () => {
      await Promise.all([registry.tags(repository), registry.tags(repository), registry.resolve(repository, "16"), registry.resolve(repository, "16")]);
      await Promise.all([registry.manifest(repository, "16"), registry.manifest(repository, "16")]);
      const { descriptor } = await registry.manifest(repository, "16");
      await registry.manifest(repository, descriptor.digest);
      await registry.resolve(repository, descriptor.digest);
      await Promise.allSettled([registry.tags({ registry: "docker.io", path: "library/absent" }), registry.tags({ registry: "docker.io", path: "library/absent" })]);
    });
    assert.equal(asked.length, 4, asked.join("\n"));
  });
});

/** bcrypt of `harbour-7`, as `htpasswd -nbB skipper harbour-7` writes it. */
const PASSWORD_LINE = "skipper:$2b$05$abcdefghijklmnopqrstuuR07RlR285iLCBzmo4fVVsLe2GLsC6SO";

describe("docker-registry with htpasswd", needs("docker-registry"), () => {
  let running: RunningRegistry | undefined;
  const folder = mkdtempSync(join(tmpdir(), "stowplan-htpasswd-"));
  const authorization = `Basic ${Buffer.from("skipper:harbour-7").toString("base64")}`;
  before(async () => {
    writeFileSync(join(folder, "htpasswd"), `${PASSWORD_LINE}\n`);
    running = await startRegistryProgram(IMAGES.slice(0, 1), {
      configuration: `auth: {htpasswd: {realm: harbour, path: ${JSON.stringify(join(folder, "htpasswd"))}}}`,
      headers: { authorization },
    });
  });
  after(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const repository = { registry: "ghcr.io", path: "mealie-recipes/mealie" };

  it("is denied without credentials", async () => {
    await rejectsWith(client(running).tags(repository), "registry-denied");
  });

  it("answers with the credentials of Docker's config.json for the host that is asked", async () => {
    assert.ok(running);
    const dockerConfig = join(folder, "config.json");
    const auth = Buffer.from("skipper:harbour-7").toString("base64");
    writeFileSync(dockerConfig, JSON.stringify({ auths: { [new URL(running.url).host]: { auth } } }));
    assert.deepEqual(await openRegistry(options(running), { dockerConfig }).tags(repository), ["v1.3.2"]);
  });

  it("is denied with another host's credentials", async () => {
    assert.ok(running);
    const dockerConfig = join(folder, "other.json");
    writeFileSync(dockerConfig, JSON.stringify({ auths: { "ghcr.io": { auth: Buffer.from("skipper:harbour-7").toString("base64") } } }));
    await rejectsWith(openRegistry(options(running), { dockerConfig }).tags(repository), "registry-denied");
  });
});
