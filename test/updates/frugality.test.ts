// What looking for updates costs at a real registry, counted before it: one run, and the next one.
import assert from "node:assert/strict";
import { after, before, describe, it, mock } from "node:test";
import { buildImage } from "../../scripts/demo/oci-image.ts";
import { type RunningRegistry, startRegistryProgram } from "../../scripts/demo/registry.ts";
import { Config } from "../../src/config/index.ts";
import { openRegistry } from "../../src/host/oci-registry.ts";
import { findUpdates } from "../../src/updates/index.ts";
import { fakeCache } from "../fakes/cache.ts";
import { type AccessLog, openAccessLog } from "../host/registry/access-log.ts";
import { NO_DOCKER_CONFIG } from "../host/registry/scripted-client.ts";
import { needs } from "../needs.ts";

const GONE = `sha256:${"0".repeat(64)}`;
const HOSTED = ["1.0.0", "1.1.0", "2.0.0"].map((tag) => {
  const image = buildImage({ created: "2026-01-01T00:00:00Z", settings: {}, platforms: ["linux/amd64", "linux/arm64"], layers: [{ version: `${tag} {platform}` }] });
  return { registry: "quay.io", path: "galley/web", tags: [tag], image };
});
const [D10, D11, D20] = HOSTED.map(({ image }) => image.root.digest);

/** Requests of a run without anything kept, and of the next, which all are answered "not modified" where a digest or tag is there. */
const COSTS: readonly (readonly [reference: string, first: number, next: readonly string[], offered: number])[] = [
  ["1.0.0", 2, ["HEAD 1.0.0 304"], 3],
  ["2.0.0", 2, ["HEAD 2.0.0 304"], 1],
  [`1.0.0@${D10 ?? ""}`, 3, [`HEAD ${D10 ?? ""} 200`], 2],
  [`1.1.0@${D11 ?? ""}`, 3, ["HEAD 1.1.0 304"], 1],
  [`2.0.0@${D20 ?? ""}`, 2, ["HEAD 2.0.0 304"], 0],
];

describe("the cost of looking for updates", needs("docker-registry"), () => {
  let running: RunningRegistry | undefined;
  let log: AccessLog;
  before(async () => {
    running = await startRegistryProgram(HOSTED);
    log = await openAccessLog(running.url);
  });
  after(async () => {
    await log.stop();
    await running?.stop();
  });

  /** Looks at one reference that no host is known to run, as `stowplan updates` does. */
  async function look(end: string, { cache, config = {} }: { readonly cache: ReturnType<typeof fakeCache>; readonly config?: object }) {
    const reference = `quay.io/galley/web:${end}`;
    const registry = openRegistry({ mirrors: { "quay.io": `${log.url}/quay.io` }, allowPrivate: [], timeout: 20 }, { ...NO_DOCKER_CONFIG, cache });
    const pin = { file: "web.nix", range: { start: 0, end: 0 }, line: 1, column: 1, raw: reference, reference, mechanism: "nix-literal", pieces: [{ text: reference, start: 0 }], isTouched: true, platforms: [] } as const;
    const silent = { progress: () => undefined, info: () => undefined, warn: () => undefined };
    const found = await findUpdates({ pins: [pin], registry, config: Config.parse({ updates: config }), log: silent });
    return { offers: found.value.updates, findings: found.findings.filter(({ code }) => code !== "image-unpinned") };
  }

  async function counted(task: () => Promise<unknown>): Promise<readonly string[]> {
    const asked = await log.during(task);
    return asked.map(({ request, status }) => `${request.replace(/ .*\//, " ")} ${String(status)}`);
  }

  for (const [end, first, next, offered] of COSTS) {
    it(`${end.slice(0, 18)}: ${first} requests, then ${next.length}`, async () => {
      const cache = fakeCache();
      const seen: unknown[] = [];
      const keep = async (): Promise<number> => seen.push(await look(end, { cache }));
      assert.equal((await counted(keep)).length, first);
      assert.deepEqual(await counted(keep), next);
      assert.deepEqual(seen[1], seen[0], "the next run says the same");
      assert.equal((await look(end, { cache })).offers.length, offered);
    });
  }

  it("asks for the written tag and not for the proposed one, until ten minutes have passed", async (context) => {
    const cache = fakeCache();
    mock.timers.enable({ apis: ["Date"], now: Date.now() });
    context.after(() => mock.timers.reset());
    await look(`1.1.0@${D11 ?? ""}`, { cache });
    mock.timers.tick(9 * 60_000);
    assert.deepEqual(await counted(() => look(`1.1.0@${D11 ?? ""}`, { cache })), ["HEAD 1.1.0 304"]);
    mock.timers.tick(2 * 60_000);
    assert.deepEqual((await counted(() => look(`1.1.0@${D11 ?? ""}`, { cache }))).toSorted(), ["GET list?n=1000 200", "HEAD 1.1.0 304", "HEAD 2.0.0 304"]);
  });

  it("looks for the written digest in the run after the first, where two newer versions lead away from it", async () => {
    const cache = fakeCache();
    const codes = async (): Promise<readonly string[]> => (await look(`1.0.0@${GONE}`, { cache })).findings.map(({ code, severity }) => `${severity} ${code}`);
    assert.deepEqual([await codes(), await codes(), await codes()], [[], ["error image-missing"], ["error image-missing"]]);
    assert.deepEqual(await counted(codes), [`HEAD ${GONE} 404`]);
  });

  it("looks for the written digest where one newer version leads away from it", async () => {
    const cache = fakeCache();
    const config = { kinds: ["minor", "digest"] };
    const gone = `1.0.0@${GONE}`;
    const found = await look(gone, { cache, config });
    assert.deepEqual(found.findings.map(({ code, severity, place }) => [code, severity, place?.file]), [["image-missing", "error", "web.nix"]]);
    const there = `1.0.0@${D10 ?? ""}`;
    assert.equal((await counted(() => look(there, { cache: fakeCache(), config }))).length, 3);
    assert.deepEqual((await look(there, { cache, config })).findings, []);
    assert.deepEqual(await counted(() => look(there, { cache, config })), [`HEAD ${D10 ?? ""} 304`]);
  });
});
