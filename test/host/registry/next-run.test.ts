// What a run leaves behind for the next one: content for ever, tags for a condition, and nothing for other accounts.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, mock } from "node:test";
import { type RunningRegistry, startRegistryProgram } from "../../../scripts/demo/registry.ts";
import { openRegistry, type RegistryEnvironment } from "../../../src/host/oci-registry.ts";
import type { Registry, Repository } from "../../../src/ports.ts";
import { fakeCache } from "../../fakes/cache.ts";
import { needs } from "../../needs.ts";
import { type AccessLog, openAccessLog } from "./access-log.ts";
import { IMAGES } from "./contract.ts";
import { NO_DOCKER_CONFIG, openScripted } from "./scripted-client.ts";
import { sendJson } from "./scripted-server.ts";

const TRAEFIK = { registry: "docker.io", path: "library/traefik" };

describe("the next run at docker-registry", needs("docker-registry"), () => {
  let running: RunningRegistry | undefined;
  let log: AccessLog;
  before(async () => {
    running = await startRegistryProgram(IMAGES);
    log = await openAccessLog(running.url);
  });
  after(async () => {
    await log.stop();
    await running?.stop();
  });

  function open(environment: RegistryEnvironment): Registry {
    return openRegistry({ mirrors: { "docker.io": `${log.url}/docker.io` }, allowPrivate: [], timeout: 20 }, { ...NO_DOCKER_CONFIG, ...environment });
  }

  /** All that is asked about an image: its tags, where its tag points, what is in it. */
  async function lookAt(registry: Registry, tag: string): Promise<unknown> {
    const [tags, descriptor] = await Promise.all([registry.tags(TRAEFIK), registry.resolve(TRAEFIK, tag)]);
    return { tags, descriptor, manifest: await registry.manifest(TRAEFIK, tag) };
  }

  it("makes one conditional request for an image that did not change", async () => {
    const cache = fakeCache();
    const seen: unknown[] = [];
    const first = await log.during(async () => seen.push(await lookAt(open({ cache }), "v3.1")));
    const second = await log.during(async () => seen.push(await lookAt(open({ cache }), "v3.1")));
    assert.deepEqual(seen[1], seen[0]);
    assert.equal(first.length, 3, JSON.stringify(first));
    assert.deepEqual(second, [{ request: "HEAD docker.io/library/traefik/manifests/v3.1", status: 304 }]);
  });

  it("makes one conditional request for a tag of which only the manifest is wanted", async () => {
    const cache = fakeCache();
    await open({ cache }).manifest(TRAEFIK, "v3.2");
    const asked = await log.during(() => open({ cache }).manifest(TRAEFIK, "v3.2"));
    assert.deepEqual(asked, [{ request: "HEAD docker.io/library/traefik/manifests/v3.2", status: 304 }]);
  });

  it("asks nothing for content under a digest, but does ask whether the registry still has it", async () => {
    const cache = fakeCache();
    const { digest } = await open({ cache }).resolve(TRAEFIK, "v3.1");
    await open({ cache }).manifest(TRAEFIK, digest);
    const registry = open({ cache });
    assert.deepEqual(await log.during(() => registry.manifest(TRAEFIK, digest)), []);
    assert.deepEqual(await log.during(() => registry.resolve(TRAEFIK, digest)), [{ request: `HEAD docker.io/library/traefik/manifests/${digest}`, status: 200 }]);
  });

  it("asks again where what was kept is damaged", async () => {
    const cache = fakeCache();
    const { descriptor } = await open({ cache }).manifest(TRAEFIK, "v3.1");
    for (const [key, text] of cache.texts) cache.texts.set(key, text.replace("schemaVersion", "schemaversion").slice(0, text.length - (text.length % 2)));
    const asked = await log.during(async () => assert.deepEqual((await open({ cache }).manifest(TRAEFIK, descriptor.digest)).descriptor, descriptor));
    assert.equal(asked.length, 1);
  });

  it("reads the list of tags again after ten minutes", async (context) => {
    const cache = fakeCache();
    await open({ cache }).tags(TRAEFIK);
    mock.timers.enable({ apis: ["Date"], now: Date.now() + 9 * 60_000 });
    context.after(() => mock.timers.reset());
    assert.equal((await log.during(() => open({ cache }).tags(TRAEFIK))).length, 0);
    mock.timers.tick(2 * 60_000);
    assert.equal((await log.during(() => open({ cache }).tags(TRAEFIK))).length, 1);
  });

  it("does not show one account what another may read", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "stowplan-accounts-"));
    context.after(() => rmSync(folder, { recursive: true }));
    const cache = fakeCache();
    const files = ["skipper", "cook"].map((user) => {
      const dockerConfig = join(folder, `${user}.json`);
      writeFileSync(dockerConfig, JSON.stringify({ auths: { [new URL(log.url).host]: { username: user, password: "x" } } }));
      return dockerConfig;
    });
    const [skipper = "", cook = ""] = files;
    await open({ cache, dockerConfig: skipper }).tags(TRAEFIK);
    assert.equal((await log.during(() => open({ cache, dockerConfig: skipper }).tags(TRAEFIK))).length, 0);
    assert.equal((await log.during(() => open({ cache, dockerConfig: cook }).tags(TRAEFIK))).length, 1);
    assert.equal((await log.during(() => open({ cache }).tags(TRAEFIK))).length, 1);
    for (const text of cache.texts.values()) assert.doesNotMatch(text, /skipper|cook/);
  });
});

describe("the next run at other registries", () => {
  function openAgain(repository: Repository, environment: RegistryEnvironment): Registry {
    return openRegistry({ mirrors: {}, allowPrivate: [repository.registry], timeout: 20 }, { ...NO_DOCKER_CONFIG, ...environment });
  }

  it("compares digests by one HEAD where there is no ETag", async (context) => {
    const digest = `sha256:${"a".repeat(64)}`;
    const { repository, server } = await openScripted(context, {
      script: (_, response) => sendJson(response, { headers: { "docker-content-digest": digest } }),
    });
    const cache = fakeCache();
    for (let round = 0; round < 2; round += 1) assert.equal((await openAgain(repository, { cache }).resolve(repository, "1")).digest, digest);
    assert.deepEqual(server.seen.map(({ method }) => method), ["HEAD", "HEAD"]);
  });

  it("makes a condition for a list of tags with an ETag, and not where it has several pages", async (context) => {
    const conditions: (string | undefined)[] = [];
    const { repository } = await openScripted(context, {
      script: (request, response) => {
        conditions.push(request.headers["if-none-match"]);
        if (request.headers["if-none-match"] === '"list"') sendJson(response, { status: 304 });
        else if (request.url?.includes("paged") === true && !request.url.includes("last")) sendJson(response, { headers: { etag: '"page"', link: '<?last=1>; rel="next"' }, body: { tags: ["1"] } });
        else sendJson(response, { headers: { etag: '"list"' }, body: { tags: ["2"] } });
      },
    });
    const cache = fakeCache();
    const paged = { ...repository, path: "cargo/paged" };
    mock.timers.enable({ apis: ["Date"], now: Date.now() });
    context.after(() => mock.timers.reset());
    for (let round = 0; round < 2; round += 1) {
      assert.deepEqual(await openAgain(repository, { cache }).tags(repository), ["2"]);
      assert.deepEqual(await openAgain(repository, { cache }).tags(paged), ["1", "2"]);
      mock.timers.tick(11 * 60_000);
    }
    assert.deepEqual(conditions, [undefined, undefined, undefined, '"list"', undefined, undefined]);
  });
});
