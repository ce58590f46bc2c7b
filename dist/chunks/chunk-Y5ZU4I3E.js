import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  holdGroup,
  killGroup
} from "./chunk-WSEAI74M.js";
import {
  currentSignal,
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";

// src/host/process.ts
import { spawn } from "node:child_process";
import { constants } from "node:os";

// src/host/process-memory.ts
import { readdirSync, readFileSync } from "node:fs";
var PAGE_BYTES = 4096;
var MEBIBYTE = 1024 * 1024;
function readProc(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return void 0;
  }
}
function statOf(text) {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { pid: Number.parseInt(text, 10), parent: Number(fields[1]), group: Number(fields[2]), pages: Number(fields[21]) };
}
function familyOf(leader, stats) {
  const children = Map.groupBy(stats, ({ parent }) => parent);
  const family = new Set(stats.filter(({ group }) => group === leader));
  for (const { pid } of family) for (const child of children.get(pid) ?? []) family.add(child);
  return [...family];
}
function processUse(leader) {
  const names = processes();
  if (names === void 0) return void 0;
  const stats = names.map((name) => readProc(`/proc/${name}/stat`)).filter((text) => text !== void 0).map(statOf);
  const family = familyOf(leader, stats);
  const pages = family.reduce((sum, stat) => sum + stat.pages, 0);
  return { memory: pages * (PAGE_BYTES / MEBIBYTE), processes: family.length };
}
function processes() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return void 0;
  }
}

// src/host/process.ts
var STDERR_LIMIT = 256 * 1024;
var USE_INTERVAL = 200;
async function runProcess(request) {
  throwIfInterrupted();
  const started = performance.now();
  const child = spawn(request.program, request.args, {
    ...request.directory === void 0 ? {} : { cwd: request.directory },
    env: { ...request.environment },
    detached: true,
    stdio: "pipe"
  });
  const group = holdGroup(child.pid);
  const watch = watchLimits(child, request.limits);
  const stderr = keepEnds(child);
  feed(child, request.input);
  try {
    const status = await ended(child);
    throwIfInterrupted();
    const seconds = (performance.now() - started) / 1e3;
    const stopped = watch.stopped();
    return { status, stdout: watch.stdout(), stderr: stderr(), seconds, ...stopped === void 0 ? {} : { stopped } };
  } finally {
    group.release();
    watch.end();
  }
}
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]));
    });
  });
}
function feed(child, input) {
  child.stdin.on("error", () => void 0);
  child.stdin.end(input ?? "");
}
function keepEnds(child) {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  child.stderr.on("data", (chunk) => {
    const room = STDERR_LIMIT - head.length;
    head = Buffer.concat([head, chunk.subarray(0, room)]);
    tail = Buffer.concat([tail, chunk.subarray(room)]);
    if (tail.length > 2 * STDERR_LIMIT) tail = tail.subarray(-STDERR_LIMIT);
  });
  return () => Buffer.concat([head, tail.subarray(-STDERR_LIMIT)]).toString("utf8");
}
function watchLimits(child, limits) {
  const chunks = [];
  let size = 0;
  let stopped;
  function end() {
    killGroup(child.pid);
    child.stdout.destroy();
    child.stderr.destroy();
  }
  function stop(why) {
    stopped ??= why;
    end();
  }
  const signal = currentSignal();
  signal?.addEventListener("abort", end);
  child.stdout.on("data", (chunk) => {
    size += chunk.length;
    if (size > limits.output) stop("output");
    else chunks.push(chunk);
  });
  const timer = setTimeout(() => {
    stop("timeout");
  }, limits.seconds * 1e3);
  const { memory = Infinity, processes: processes2 = Infinity } = limits;
  const poll = setInterval(() => {
    if (child.pid === void 0 || Math.min(memory, processes2) === Infinity) return;
    const use = processUse(child.pid);
    if ((use?.memory ?? 0) > memory) stop("memory");
    if ((use?.processes ?? 0) > processes2) stop("processes");
  }, USE_INTERVAL);
  return {
    stopped: () => stopped,
    stdout: () => Buffer.concat(chunks),
    end: () => {
      clearTimeout(timer);
      clearInterval(poll);
      signal?.removeEventListener("abort", end);
    }
  };
}

// src/host/registry/limiter.ts
function openLimiter(maximum) {
  const waiting = [];
  let running = 0;
  return async (task) => {
    if (running >= maximum) await new Promise((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === void 0) running -= 1;
      else next();
    }
  };
}

export {
  runProcess,
  openLimiter
};
