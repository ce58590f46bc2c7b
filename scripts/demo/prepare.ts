// For a workflow: makes the example's repository in a folder and leaves its registry running; prints base and head as step outputs.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BRANCHES, makeHomelabRepository } from "./homelab-repository.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: prepare.ts FOLDER");
const here = dirname(fileURLToPath(import.meta.url));
const server = spawn(process.execPath, [join(here, "serve-images.ts")], { detached: true, stdio: ["ignore", "pipe", "ignore"] });
const line = await new Promise<string>((resolve) => server.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString())));
server.stdout.destroy();
server.unref();
makeHomelabRepository(folder, line.trim());
process.stdout.write(`base=${BRANCHES.base}\nhead=${BRANCHES.head}\n`);
