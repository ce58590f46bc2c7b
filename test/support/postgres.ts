// A PostgreSQL server of a test's own: in a temporary folder, on loopback, without any wait for disks.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../fakes/github.ts";

export type Postgres = {
  /** Address of an empty database of its own. */
  createDatabase(): string;
  /** Runs a statement and gives what psql prints. */
  ask(database: string, statement: string): string;
  /** Ends it at once, as a machine does that loses its power. */
  kill(): Promise<void>;
  /** Starts it again, with what it had. */
  start(): Promise<void>;
  remove(): Promise<void>;
};

/** Debian keeps the server's programs out of the PATH, because several versions may be there. */
function programs(): string {
  const found = globSync("/usr/lib/postgresql/*/bin/initdb").toSorted().at(-1);
  return found === undefined ? "" : dirname(found);
}

/** PostgreSQL refuses to run as root; nobody's account is on every machine. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const account = isRoot ? NOBODY : {};

function isReady(url: string): boolean {
  return spawnSync(join(programs(), "psql"), [url, "--command", "select 1"], { stdio: "ignore" }).status === 0;
}

/** Starts a server; a few seconds. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-postgres-"));
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  chmodSync(folder, 0o700);
  const made = spawnSync(join(programs(), "initdb"), ["--pgdata", folder, "--auth", "trust", "--username", "stowplan", "--no-sync", "--locale", "C.UTF-8"], { ...account, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const addressOf = (database: string): string => `postgres://stowplan@127.0.0.1:${port}/${database}`;
  const args = ["-D", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off", "-c", "max_connections=60"];
  let server: ChildProcess;
  let databases = 0;
  async function start(): Promise<void> {
    server = spawn(join(programs(), "postgres"), args, { ...account, cwd: folder, stdio: "ignore" });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (isReady(addressOf("postgres"))) return;
      await setTimeout(100);
    }
    throw new Error("PostgreSQL did not start");
  }
  async function kill(): Promise<void> {
    if (server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    // An immediate shutdown: nothing is written, connections break.
    server.kill("SIGQUIT");
    await ended;
  }
  function ask(url: string, statement: string): string {
    const asked = spawnSync(join(programs(), "psql"), [url, "--quiet", "--tuples-only", "--no-align", "--command", statement], { encoding: "utf8" });
    if (asked.status !== 0) throw new Error(asked.stderr);
    return asked.stdout.trim();
  }
  await start();
  return {
    createDatabase: () => {
      databases += 1;
      ask(addressOf("postgres"), `create database stowplan${databases}`);
      return addressOf(`stowplan${databases}`);
    },
    ask,
    kill,
    start,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
