// A PostgreSQL server of a test's own: in a temporary folder, on loopback, without any wait for disks.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "../fakes/github.ts";
import { until } from "./until.ts";

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

/** The folder of the server that answers, which could be another test's; empty where none does. */
function folderOf(url: string): string {
  return spawnSync(join(programs(), "psql"), [url, "--quiet", "--tuples-only", "--no-align", "--command", "show data_directory"], { encoding: "utf8" }).stdout.trim();
}

/** Starts a server; a few seconds. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-postgres-"));
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  chmodSync(folder, 0o700);
  const made = spawnSync(join(programs(), "initdb"), ["--pgdata", folder, "--auth", "trust", "--username", "stowplan", "--no-sync", "--locale", "C.UTF-8"], { ...account, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  let port = 0;
  const addressOf = (database: string): string => `postgres://stowplan@127.0.0.1:${port}/${database}`;
  const args = ["-D", folder, "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off", "-c", "max_connections=60"];
  let server: ChildProcess;
  let databases = 0;
  /** PostgreSQL cannot choose a port itself, and another program may take a free one before it listens: then it ends, and is started again. */
  async function start(choosePort: () => Promise<number>): Promise<void> {
    await until(async () => {
      port = await choosePort();
      server = spawn(join(programs(), "postgres"), [...args, "-p", String(port)], { ...account, cwd: folder, stdio: "ignore" });
      await until(() => server.exitCode !== null || folderOf(addressOf("postgres")) === folder, "PostgreSQL");
      return server.exitCode === null;
    }, "a port for PostgreSQL");
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
  await start(freePort);
  return {
    createDatabase: () => {
      databases += 1;
      ask(addressOf("postgres"), `create database stowplan${databases}`);
      return addressOf(`stowplan${databases}`);
    },
    ask,
    kill,
    start: () => start(() => Promise.resolve(port)),
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
