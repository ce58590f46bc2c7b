// deploy/: the container's recipe names what is there, runs as nobody special, and its services agree with what the bot reads.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import * as z from "zod";
import { readStart } from "../src/host/bot-server/server-settings.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Instructions with their continued lines joined; comments are left out (Dockerfile reference, "Format"). */
const instructions = read("deploy/Containerfile")
  .replaceAll(/^\s*#.*\n/gm, "")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => ({ name: line.split(" ", 1)[0] ?? "", value: line.slice(line.indexOf(" ") + 1).trim() }));

function all(name: string): readonly string[] {
  return instructions.filter((instruction) => instruction.name === name).map(({ value }) => value);
}

const environment: unknown = Object.fromEntries(all("ENV").flatMap((value) => value.split(/\s+/).map((pair) => pair.split("=", 2))));
const Environment = z.record(z.string(), z.string());

describe("the Containerfile", () => {
  it("has no instruction that is none", () => {
    const known = ["FROM", "RUN", "COPY", "ENV", "USER", "WORKDIR", "VOLUME", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT"];
    assert.deepEqual(instructions.map(({ name }) => name).filter((name) => !known.includes(name)), []);
  });

  it("copies what the repository has", () => {
    for (const value of all("COPY")) assert.ok(existsSync(join(root, value.split(" ")[0] ?? "")), value);
  });

  it("names its base with a version and its registry", () => assert.match(all("FROM")[0] ?? "", /^docker\.io\/library\/node:24-/));

  it("does not run as root, and starts without a shell, so that signals arrive", () => {
    assert.deepEqual(all("USER"), ["stowplan"]);
    assert.deepEqual(JSON.parse(all("ENTRYPOINT")[0] ?? ""), ["node", "/opt/stowplan/bot.js"]);
  });

  it("installs what the bot starts, and nothing that is only recommended", () => {
    const [install = ""] = all("RUN").filter((value) => value.includes("apt-get install"));
    for (const name of ["bubblewrap", "git", "nix-bin", "util-linux", "ca-certificates"]) assert.match(install, new RegExp(` ${name}(?: |$)`));
    assert.match(install, /--no-install-recommends.*rm -rf \/var\/lib\/apt\/lists/);
  });

  it("sets variables that the bot takes", () => {
    const start = readStart({ ...Environment.parse(environment), APP_ID: "1", PRIVATE_KEY: "key", WEBHOOK_SECRET: "hush" });
    assert.ok(start.kind === "serve");
    assert.deepEqual([start.settings.role, start.settings.host, start.settings.port], ["all", "0.0.0.0", 3000]);
  });

  it("writes only where there is a volume or a home", () => {
    const { HOME, XDG_CACHE_HOME } = Environment.parse(environment);
    assert.equal(HOME, all("WORKDIR")[0]);
    assert.ok(z.array(z.string()).parse(JSON.parse(all("VOLUME")[0] ?? "")).includes(XDG_CACHE_HOME ?? ""));
  });
});

describe("the Compose file", () => {
  const Service = z.looseObject({ environment: z.record(z.string(), z.string()).optional(), image: z.string().optional() });
  const file = z.looseObject({ services: z.record(z.string(), Service) }).parse(parse(read("deploy/compose.yml"), { merge: true }));

  for (const name of ["web", "worker"]) {
    it(`gives ${name} a role that the bot takes`, () => {
      const given = { ...Environment.parse(environment), ...file.services[name]?.environment, APP_ID: "1", PRIVATE_KEY: "key", WEBHOOK_SECRET: "hush", DATABASE_URL: "postgres://stowplan@database/stowplan" };
      const start = readStart(given);
      assert.equal(start.kind === "serve" ? start.settings.role : "", name);
    });
  }

  it("holds no secret", () => assert.doesNotMatch(read("deploy/compose.yml"), /PASSWORD|PRIVATE_KEY|SECRET[=:]/));
});
