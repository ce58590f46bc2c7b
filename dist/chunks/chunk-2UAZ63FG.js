import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;

// src/host/environment.ts
var ALLOWED = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "XDG_STATE_HOME",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NIX_SSL_CERT_FILE",
  "NIX_REMOTE",
  "NIX_DAEMON_SOCKET_PATH",
  "NIX_STORE_DIR",
  "NIX_STATE_DIR",
  "NIX_LOG_DIR",
  "NIX_CONF_DIR",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY"
];
function allowedEnvironment(environment, added) {
  const kept = ALLOWED.flatMap((name) => {
    const value = environment[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8", ...added };
}

// src/host/process.ts
import { spawn } from "node:child_process";

// src/host/process-groups.ts
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
var leaders = /* @__PURE__ */ new Set();
function killGroup(leader) {
  if (leader === void 0) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
  }
}
function killAll() {
  for (const leader of leaders) killGroup(leader);
}
function passOn(signal) {
  killAll();
  stopListening();
  process.kill(process.pid, signal);
}
function stopListening() {
  process.off("exit", killAll);
  for (const signal of SIGNALS) process.off(signal, passOn);
}
function holdGroup(leader) {
  if (leader === void 0) return { release: () => void 0 };
  if (leaders.size === 0) {
    process.on("exit", killAll);
    for (const signal of SIGNALS) process.on(signal, passOn);
  }
  leaders.add(leader);
  return {
    release: () => {
      leaders.delete(leader);
      if (leaders.size === 0) stopListening();
    }
  };
}

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
  return { group: Number(fields[2]), pages: Number(fields[21]) };
}
function groupMemory(group) {
  const names = processes();
  if (names === void 0) return void 0;
  const stats = names.map((name) => readProc(`/proc/${name}/stat`)).filter((text) => text !== void 0);
  const pages = stats.map(statOf).filter((stat) => stat.group === group);
  return pages.reduce((sum, stat) => sum + stat.pages, 0) * (PAGE_BYTES / MEBIBYTE);
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
var MEMORY_INTERVAL = 200;
async function runProcess(request) {
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
    child.once("close", (code) => {
      resolve(code ?? 129);
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
  function stop(why) {
    stopped ??= why;
    killGroup(child.pid);
    child.stdout.destroy();
    child.stderr.destroy();
  }
  child.stdout.on("data", (chunk) => {
    size += chunk.length;
    if (size > limits.output) stop("output");
    else chunks.push(chunk);
  });
  const timer = setTimeout(() => {
    stop("timeout");
  }, limits.seconds * 1e3);
  const memory = limits.memory;
  const poll = setInterval(() => {
    if (memory === void 0 || child.pid === void 0) return;
    if ((groupMemory(child.pid) ?? 0) > memory) stop("memory");
  }, MEMORY_INTERVAL);
  return {
    stopped: () => stopped,
    stdout: () => Buffer.concat(chunks),
    end: () => {
      clearTimeout(timer);
      clearInterval(poll);
    }
  };
}

export {
  allowedEnvironment,
  runProcess
};
