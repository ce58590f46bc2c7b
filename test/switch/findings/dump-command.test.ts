// The dump that a database's container can make of itself, by the variables that it has.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ContainerState } from "../../../src/evaluate/index.ts";
import { dumpCommand } from "../../../src/switch/findings/dump-command.ts";
import type { DumpTool } from "../../../src/switch/findings/database-release.ts";

type Parts = { readonly environment?: Readonly<Record<string, string>>; readonly environmentFiles?: readonly string[] };

const CASES: readonly (readonly [tool: DumpTool, parts: Parts, inside: string])[] = [
  ["pg_dumpall", {}, "pg_dumpall -U postgres"],
  ["pg_dumpall", { environment: { POSTGRES_USER: "mealie", POSTGRES_PASSWORD: "tidewater" } }, "pg_dumpall -U mealie"],
  ["pg_dumpall", { environment: { POSTGRESQL_USERNAME: "mealie" } }, "pg_dumpall -U mealie"],
  ["pg_dumpall", { environment: { POSTGRES_USER: "two words" } }, "pg_dumpall -U 'two words'"],
  ["pg_dumpall", { environment: { POSTGRES_USER: "ghp_012345678901234567890123456789" } }, `sh -c 'pg_dumpall -U "$POSTGRES_USER"'`],
  ["pg_dumpall", { environmentFiles: ["/run/env"] }, `sh -c 'pg_dumpall -U "\${POSTGRES_USER:-postgres}"'`],
  ["mysqldump", {}, "mysqldump --all-databases"],
  ["mysqldump", { environment: { MYSQL_USER: "mira", MYSQL_PASSWORD: "tidewater" } }, `sh -c 'mysqldump -u mira --password="$MYSQL_PASSWORD" --all-databases'`],
  ["mysqldump", { environment: { MYSQL_USER: "mira", MYSQL_PASSWORD_FILE: "/run/p" } }, `sh -c 'mysqldump -u mira --password="$(cat "$MYSQL_PASSWORD_FILE")" --all-databases'`],
  ["mysqldump", { environment: { MYSQL_ROOT_PASSWORD: "tidewater" } }, `sh -c 'mysqldump -u root --password="$MYSQL_ROOT_PASSWORD" --all-databases'`],
  ["mariadb-dump", { environment: { MARIADB_USER: "mira" }, environmentFiles: ["/run/env"] }, `sh -c 'mariadb-dump -u mira --password="$MARIADB_PASSWORD" --all-databases'`],
  ["mariadb-dump", { environment: { MYSQL_USER: "mira" } }, "mariadb-dump -u mira --all-databases"],
  ["mongodump", { environment: {} }, "mongodump --archive"],
  [
    "mongodump",
    { environment: { MONGO_INITDB_ROOT_USERNAME: "mira", MONGO_INITDB_ROOT_PASSWORD: "tidewater" } },
    `sh -c 'mongodump --archive -u mira -p "$MONGO_INITDB_ROOT_PASSWORD" --authenticationDatabase admin'`,
  ],
];

describe("dump of a database", () => {
  for (const [tool, parts, inside] of CASES) {
    it(inside, () => {
      const command = dumpCommand(tool, { backend: "docker", name: "db", state: ContainerState.parse({ image: "db", ...parts }) });
      assert.equal(command, `docker exec db ${inside} > db.dump`);
      assert.doesNotMatch(command, /tidewater|ghp_/);
    });
  }

  it("leaves no hostile name unquoted", () => {
    const command = dumpCommand("pg_dumpall", { backend: "podman", name: "a;id", state: ContainerState.parse({ image: "db", environment: { POSTGRES_USER: "$(id)" } }) });
    assert.equal(command, `podman exec 'a;id' sh -c 'pg_dumpall -U '\\''$(id)'\\''' > 'a;id.dump'`);
  });
});
