// Built images -> a registry on loopback that serves them: Debian's docker-registry where it is found, otherwise the one brought along.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { HostedImage } from "./homelab-images.ts";
import { pullOnlyRegistry } from "./pull-only-registry.ts";
import { pushImages } from "./push-images.ts";

/**
 * A registry that is running. Repositories are served as `registry/path`, so the mirror of docker.io is `${url}/docker.io`.
 */
export type RunningRegistry = {
  /** For example `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly kind: "docker-registry" | "pull-only";
  stop(): Promise<void>;
};

/** How docker-registry is started, for tests that need more than the demo. */
export type RegistryProgramOptions = {
  /** More lines of the registry's configuration, such as an `auth:` section. */
  readonly configuration?: string;
  /** Told every line of the access log. */
  readonly onAccess?: (line: string) => void;
  /** Headers of the pushes, such as credentials. */
  readonly headers?: Readonly<Record<string, string>>;
};

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}

function configurationText({ root, port, more }: { root: string; port: number; more: string }): string {
  return [
    "version: 0.1",
    "log: {level: error, accesslog: {disabled: false}}",
    `storage: {filesystem: {rootdirectory: ${JSON.stringify(root)}}, delete: {enabled: true}}`,
    `http: {addr: "127.0.0.1:${port}"}`,
    more,
    "",
  ].join("\n");
}

/** Waits until the registry answers at all: with authentication, 401 is an answer too. */
async function untilAnswering(url: string, program: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (program.exitCode !== null) throw new Error(`docker-registry ended with status ${program.exitCode}`);
    const response = await fetch(`${url}/v2/`).catch(() => undefined);
    if (response !== undefined) return;
    await delay(25);
  }
  throw new Error("docker-registry did not answer within five seconds");
}

/** Starts Debian's docker-registry with an empty store in a temporary folder, and pushes the images. */
export async function startRegistryProgram(images: readonly HostedImage[], options: RegistryProgramOptions = {}): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), "stowplan-registry-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = join(folder, "config.yml");
  await writeFile(file, configurationText({ root: join(folder, "store"), port, more: options.configuration ?? "" }));
  const program = spawn("docker-registry", ["serve", file], { stdio: ["ignore", "pipe", "ignore"] });
  createInterface({ input: program.stdout }).on("line", (line) => options.onAccess?.(line));
  function kill(): void {
    program.kill();
  }
  // The registry must not outlive a demo that ends with an exception.
  process.once("exit", kill);
  async function stop(): Promise<void> {
    process.off("exit", kill);
    const ended = program.exitCode === null ? once(program, "exit") : undefined;
    kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await untilAnswering(url, program);
    await pushImages({ url, ...(options.headers === undefined ? {} : { headers: options.headers }) }, images);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, kind: "docker-registry", stop };
}

/** Starts the registry that can only be pulled from. */
export async function startPullOnlyRegistry(images: readonly HostedImage[]): Promise<RunningRegistry> {
  const server = pullOnlyRegistry(images);
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, kind: "pull-only", stop: () => close(server) };
}

/** Starts whichever registry this machine has; the caller stops it. */
export async function startRegistry(images: readonly HostedImage[]): Promise<RunningRegistry> {
  const isFound = spawnSync("docker-registry", ["--version"], { stdio: "ignore" }).status === 0;
  return isFound ? startRegistryProgram(images) : startPullOnlyRegistry(images);
}
