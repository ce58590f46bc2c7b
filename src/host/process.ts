// Runs one program to its end: argv array, chosen environment, bounded in time, memory and output, killed with all its children.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { constants } from "node:os";
import { currentSignal, throwIfInterrupted } from "./job-signal.ts";
import { holdGroup, killGroup } from "./process-groups.ts";
import { processUse } from "./process-memory.ts";

/** Wall seconds, bytes of standard output; of the program and all that it starts the resident memory in MiB and the count (only with /proc). */
export type ProcessLimits = { readonly seconds: number; readonly memory?: number; readonly processes?: number; readonly output: number };

export type ProcessRequest = {
  readonly program: string;
  readonly args: readonly string[];
  readonly directory?: string;
  /** The whole environment; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly limits: ProcessLimits;
};

/** `stopped` says which limit ended the run; `status` is then meaningless. A death by signal has status 128 plus its number. */
export type ProcessResult = {
  readonly status: number;
  readonly stdout: Buffer;
  /** The first and the last 256 KiB, where there was more. */
  readonly stderr: string;
  readonly stopped?: "timeout" | "memory" | "processes" | "output";
  readonly seconds: number;
};

const STDERR_LIMIT = 256 * 1024;
/** Milliseconds between two looks at /proc, which cost about one for each hundred processes of the machine. */
const USE_INTERVAL = 200;

/**
 * Runs a program. Rejects only where it could not be started at all (Node's error, code `ENOENT` for a missing program), and with the
 * reason of the job's signal where that ended it (job-signal.ts). The child leads a process group of its own, so that a limit ends its
 * children too.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  throwIfInterrupted();
  const started = performance.now();
  const child = spawn(request.program, request.args, {
    ...(request.directory === undefined ? {} : { cwd: request.directory }),
    env: { ...request.environment },
    detached: true,
    stdio: "pipe",
  });
  const group = holdGroup(child.pid);
  const watch = watchLimits(child, request.limits);
  const stderr = keepEnds(child);
  feed(child, request.input);
  try {
    const status = await ended(child);
    throwIfInterrupted();
    const seconds = (performance.now() - started) / 1000;
    const stopped = watch.stopped();
    return { status, stdout: watch.stdout(), stderr: stderr(), seconds, ...(stopped === undefined ? {} : { stopped }) };
  } finally {
    group.release();
    watch.end();
  }
}

function ended(child: ChildProcessWithoutNullStreams): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]));
    });
  });
}

/** A program that ends before it has read its input closes the pipe; that is its right and no error of ours. */
function feed(child: ChildProcessWithoutNullStreams, input: string | Buffer | undefined): void {
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
}

/** Keeps the beginning and the end: old versions of Nix print the error first, new ones last. */
function keepEnds(child: ChildProcessWithoutNullStreams): () => string {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  child.stderr.on("data", (chunk: Buffer) => {
    const room = STDERR_LIMIT - head.length;
    head = Buffer.concat([head, chunk.subarray(0, room)]);
    tail = Buffer.concat([tail, chunk.subarray(room)]);
    if (tail.length > 2 * STDERR_LIMIT) tail = tail.subarray(-STDERR_LIMIT);
  });
  return () => Buffer.concat([head, tail.subarray(-STDERR_LIMIT)]).toString("utf8");
}

type Watch = { stopped(): ProcessResult["stopped"]; stdout(): Buffer; end(): void };

function watchLimits(child: ChildProcessWithoutNullStreams, limits: ProcessLimits): Watch {
  const chunks: Buffer[] = [];
  let size = 0;
  let stopped: ProcessResult["stopped"];
  function end(): void {
    killGroup(child.pid);
    // A grandchild that left the group would hold the pipes open, and the wait for their end with them.
    child.stdout.destroy();
    child.stderr.destroy();
  }
  function stop(why: NonNullable<ProcessResult["stopped"]>): void {
    stopped ??= why;
    end();
  }
  const signal = currentSignal();
  signal?.addEventListener("abort", end);
  child.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > limits.output) stop("output");
    else chunks.push(chunk);
  });
  const timer = setTimeout(() => {
    stop("timeout");
  }, limits.seconds * 1000);
  const { memory = Infinity, processes = Infinity } = limits;
  const poll = setInterval(() => {
    if (child.pid === undefined || Math.min(memory, processes) === Infinity) return;
    const use = processUse(child.pid);
    if ((use?.memory ?? 0) > memory) stop("memory");
    if ((use?.processes ?? 0) > processes) stop("processes");
  }, USE_INTERVAL);
  return {
    stopped: () => stopped,
    stdout: () => Buffer.concat(chunks),
    end: () => {
      clearTimeout(timer);
      clearInterval(poll);
      signal?.removeEventListener("abort", end);
    },
  };
}
