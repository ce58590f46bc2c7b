// Host states in GitHub's cache, by the real client against its service on loopback.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { hasRunnerCache, openStateBundle, type StateBundle } from "../../../src/host/action/state-bundle.ts";
import { type RunnerCache, startRunnerCache } from "../../fakes/runner-cache.ts";

const KEY = "a".repeat(64);
const OTHER = "b".repeat(64);
const NAMES = ["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_CACHE_SERVICE_V2", "GITHUB_WORKSPACE", "RUNNER_TEMP", "GITHUB_SERVER_URL"];

let service: RunnerCache;
let scratch: string;
let told: string[] = [];
const saved = new Map(NAMES.map((name) => [name, process.env[name]]));

function openBundle(key: string, restoreKeys: readonly string[] = ["states-"]): StateBundle {
  const log = { progress: () => undefined, info: (text: string) => told.push(text), warn: (text: string) => told.push(text) };
  return openStateBundle({ folder: join(scratch, "states"), findKeys: () => Promise.resolve({ key, restoreKeys }), log });
}

/** What the next job finds: nothing on its disk. */
function newJob(): void {
  rmSync(join(scratch, "states"), { recursive: true, force: true });
  told = [];
}

describe("a bundle of host states", () => {
  before(async () => {
    service = await startRunnerCache();
    scratch = mkdtempSync(join(tmpdir(), "stowplan-bundle-"));
    const values = { ACTIONS_RESULTS_URL: `${service.url}/`, ACTIONS_RUNTIME_TOKEN: "runtime-token", ACTIONS_CACHE_SERVICE_V2: "true", GITHUB_WORKSPACE: scratch, RUNNER_TEMP: scratch, GITHUB_SERVER_URL: "https://github.com" };
    Object.assign(process.env, values);
  });
  after(async () => {
    for (const [name, value] of saved) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    rmSync(scratch, { recursive: true });
    await service.close();
  });
  beforeEach(newJob);
  afterEach(() => {
    service.fail(undefined);
  });

  it("is not asked for before a state is, nor written where none is new", async () => {
    await openBundle("states-1").save();
    assert.deepEqual(service.asked, []);
  });

  it("gives the next job what this one evaluated", async () => {
    const first = openBundle("states-1");
    assert.equal(await first.cache.read(KEY), undefined);
    await first.cache.write(KEY, "falcon");
    await first.save();
    assert.deepEqual(service.keys(), ["states-1"]);
    newJob();
    const second = openBundle("states-2");
    assert.deepEqual(await Promise.all([second.cache.read(KEY), second.cache.read(OTHER)]), ["falcon", undefined]);
    assert.deepEqual(service.asked.filter((name) => name === "GetCacheEntryDownloadURL").length, 2, "one request a job, however many states it reads");
  });

  it("keeps what was used and what is new, and drops the rest", async () => {
    const bundle = openBundle("states-3");
    assert.equal(await bundle.cache.read(OTHER), undefined);
    await bundle.cache.write(OTHER, "kestrel");
    await bundle.save();
    assert.deepEqual(readdirSync(join(scratch, "states")), [`${OTHER}.gz`]);
    assert.deepEqual(service.keys(), ["states-1", "states-3"]);
  });

  it("does not try to replace an entry, which GitHub never does", async () => {
    const bundle = openBundle("states-3");
    assert.equal(await bundle.cache.read(OTHER), "kestrel");
    await bundle.cache.write(KEY, "falcon");
    const before = service.asked.length;
    await bundle.save();
    assert.equal(service.asked.length, before);
  });

  it("is an empty one where the service refuses, and the plan goes on", async () => {
    service.fail(404);
    const bundle = openBundle("states-4");
    assert.equal(await bundle.cache.read(KEY), undefined);
    await bundle.cache.write(KEY, "falcon");
    assert.equal(await bundle.cache.read(KEY), "falcon");
    await bundle.save();
    assert.deepEqual(service.keys(), ["states-1", "states-3"]);
  });

  it("is an empty one where its names cannot be found out", async () => {
    const log = { progress: () => undefined, info: (text: string) => told.push(text), warn: () => undefined };
    const bundle = openStateBundle({ folder: join(scratch, "states"), findKeys: () => Promise.reject(new Error("no such revision at https://store.example/x?sig=secret\nmore")), log });
    assert.equal(await bundle.cache.read(KEY), undefined);
    await bundle.cache.write(KEY, "falcon");
    await bundle.save();
    const reason = "no such revision at https://store.example/x";
    assert.deepEqual(told, [`GitHub's cache could not be read, so every host is evaluated anew: ${reason}`, `GitHub's cache could not be written, so the next plan evaluates these hosts again: ${reason}`]);
  });
});

describe("the runner's cache", () => {
  const job = { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_RESULTS_URL: "https://results.example/", GITHUB_WORKSPACE: "/work" };
  it("is there in a job", () => assert.equal(hasRunnerCache(job), true));
  for (const name of Object.keys(job)) it(`is not there without ${name}`, () => assert.equal(hasRunnerCache({ ...job, [name]: "" }), false));
});
