import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openPlanPorts
} from "./chunk-BKAEXENO.js";
import {
  isTrusted
} from "./chunk-TLJBSJOP.js";
import {
  cacheFile,
  openDiskCache
} from "./chunk-YS4NMTKR.js";
import {
  VERSION
} from "./chunk-FFLDBSQF.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";

// src/host/action/run-ports.ts
import { join as join2, resolve } from "node:path";

// src/host/layered-cache.ts
function layerCaches(near, far) {
  return {
    read: async (key) => {
      const known = await near.read(key);
      if (known !== void 0) return known;
      const text = await far.read(key);
      if (text !== void 0) await near.write(key, text);
      return text;
    },
    write: async (key, text) => {
      await Promise.all([near.write(key, text), far.write(key, text)]);
    }
  };
}

// src/host/action/bundle-keys.ts
function choiceOf({ inputs, share }) {
  const chosen = [inputs["flake"] ?? "", inputs["hosts"] ?? "", inputs["key"] ?? "", share ?? null];
  const isAll = share === void 0 && chosen.every((value) => value === "" || value === null);
  return isAll ? "all" : sha256(JSON.stringify(chosen)).slice(0, 12);
}
function bundleKeys({ baseTree, headTree, ...choice }) {
  const keyOf = (chosen) => `stowplan-states-${VERSION}-${chosen}-${baseTree}-`;
  const own = choiceOf(choice);
  return { key: `${keyOf(own)}${headTree}`, restoreKeys: [.../* @__PURE__ */ new Set([keyOf(own), keyOf("all")])] };
}

// src/host/action/state-bundle.ts
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
var ENTRIES = 5e3;
var PATIENCE = 60;
function hasRunnerCache(environment) {
  const isSet = (name) => (environment[name] ?? "") !== "";
  return isSet("ACTIONS_RUNTIME_TOKEN") && isSet("GITHUB_WORKSPACE") && (isSet("ACTIONS_RESULTS_URL") || isSet("ACTIONS_CACHE_URL"));
}
async function withinPatience(work) {
  let timer;
  const end = new Promise((resolve2) => {
    timer = setTimeout(() => {
      resolve2(void 0);
    }, PATIENCE * 1e3);
  });
  return Promise.race([work, end]).finally(() => {
    clearTimeout(timer);
  });
}
function reasonOf(error) {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(/\?\S*/g, "").slice(0, 300);
}
async function orTold(work, tell) {
  try {
    return await withinPatience(work());
  } catch (error) {
    tell(reasonOf(error));
    return void 0;
  }
}
async function restore({ folder, findKeys, log }) {
  const work = async () => {
    const [{ restoreCache }, { key, restoreKeys }] = await Promise.all([import("./cache-EW454FVL.js"), findKeys()]);
    return restoreCache([folder], key, [...restoreKeys]);
  };
  return orTold(work, (reason) => {
    log.info(`GitHub's cache could not be read, so every host is evaluated anew: ${reason}`);
  });
}
async function keepOnly(folder, files) {
  const others = (await readdir(folder)).filter((name) => !files.has(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true, recursive: true })));
}
function openStateBundle(place) {
  const { folder, findKeys, log } = place;
  const disk = openDiskCache({ folder, entries: ENTRIES });
  const used = /* @__PURE__ */ new Set();
  let restoring;
  let isNew = false;
  const cache = {
    read: async (key) => {
      await (restoring ??= restore(place));
      const text = await disk.read(key);
      if (text !== void 0) used.add(cacheFile(key));
      return text;
    },
    write: async (key, text) => {
      isNew = true;
      used.add(cacheFile(key));
      await disk.write(key, text);
    }
  };
  const save = async () => {
    await keepOnly(folder, used);
    const [{ saveCache }, { key }] = await Promise.all([import("./cache-EW454FVL.js"), findKeys()]);
    if (await restoring !== key) await saveCache([folder], key);
  };
  return {
    cache,
    save: async () => {
      if (!isNew) return;
      await orTold(save, (reason) => {
        log.info(`GitHub's cache could not be written, so the next plan evaluates these hosts again: ${reason}`);
      });
    }
  };
}

// src/host/action/run-ports.ts
function repositoryOf({ inputs, environment, workspace }) {
  return { directory: resolve(workspace, inputs.checkout), environment };
}
function githubToken({ event, inputs, environment }) {
  const token = inputs.token === "" ? environment["GITHUB_TOKEN"] ?? "" : inputs.token;
  const owner = environment["GITHUB_REPOSITORY_OWNER"] ?? environment["GITHUB_REPOSITORY"]?.replace(/\/.*$/s, "") ?? "";
  return isTrusted(event) && token !== "" && owner !== "" ? { token, owner } : void 0;
}
async function openRunPorts(checkout, { base, head }) {
  const { environment, inputs, log } = checkout;
  const github = githubToken(checkout);
  const ports = await openPlanPorts({ ...repositoryOf(checkout), isForStranger: !isTrusted(checkout.event), ...github === void 0 ? {} : { github } }, log);
  const scratch = environment["RUNNER_TEMP"] ?? "";
  if (!hasRunnerCache(environment) || scratch === "") return { ports, save: () => Promise.resolve() };
  const findKeys = async () => {
    const [baseTree, headTree] = (await Promise.all([ports.git.resolve(base), ports.git.resolve(head)])).map(({ tree }) => tree);
    return bundleKeys({ baseTree: baseTree ?? "", headTree: headTree ?? "", inputs: inputs.config, share: inputs.share });
  };
  const bundle = openStateBundle({ folder: join2(scratch, "stowplan-states"), findKeys, log });
  const cache = ports.cache === void 0 ? bundle.cache : layerCaches(bundle.cache, ports.cache);
  return { ports: { ...ports, cache }, save: bundle.save };
}

export {
  repositoryOf,
  openRunPorts
};
