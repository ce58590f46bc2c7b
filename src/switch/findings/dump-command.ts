// A database's container into the command that writes all of its data to a file, as the user that the container itself has.
import type { ContainerState } from "../../evaluate/index.ts";
import { quoteShellWord } from "../../nix/index.ts";
import { isSecret } from "../../secrets.ts";
import type { DumpTool } from "./database-release.ts";

/** Variables that an image reads its first user from; a second set is that of other builds of the same server. */
type Account = { readonly user: string; readonly password?: string };

const ACCOUNTS: Readonly<Record<DumpTool, readonly Account[]>> = {
  "pg_dumpall": [{ user: "POSTGRES_USER" }, { user: "POSTGRESQL_USERNAME" }],
  "mariadb-dump": [{ user: "MARIADB_USER", password: "MARIADB_PASSWORD" }, { user: "MYSQL_USER", password: "MYSQL_PASSWORD" }],
  "mysqldump": [{ user: "MYSQL_USER", password: "MYSQL_PASSWORD" }],
  "mongodump": [{ user: "MONGO_INITDB_ROOT_USERNAME", password: "MONGO_INITDB_ROOT_PASSWORD" }],
};

/** Where no user is named, the images have this one. */
const ROOTS: Readonly<Partial<Record<DumpTool, readonly { readonly name: string; readonly password: string }[]>>> = {
  "mariadb-dump": [{ name: "root", password: "MARIADB_ROOT_PASSWORD" }, { name: "root", password: "MYSQL_ROOT_PASSWORD" }],
  "mysqldump": [{ name: "root", password: "MYSQL_ROOT_PASSWORD" }],
};

type Login = { readonly user: string; readonly password?: string };

/** A name as it is written, or the variable that holds it where its value must not be shown. */
function wordOf(variable: string, value: string): string {
  return isSecret(variable, value) || value === "" ? `"$${variable}"` : quoteShellWord(value);
}

/** Official images read a secret from a file where the variable's name ends in `_FILE`; the shell inside the container does too. */
function secretOf({ environment, environmentFiles }: ContainerState, variable: string): { password?: string } {
  if (environment[`${variable}_FILE`] !== undefined) return { password: `"$(cat "$${variable}_FILE")"` };
  const isGiven = environment[variable] !== undefined || environmentFiles.length > 0;
  return isGiven ? { password: `"$${variable}"` } : {};
}

function loginOf(tool: DumpTool, state: ContainerState): Login | undefined {
  for (const { user, password } of ACCOUNTS[tool]) {
    const value = state.environment[user];
    if (value !== undefined) return { user: wordOf(user, value), ...(password === undefined ? {} : secretOf(state, password)) };
  }
  const roots = (ROOTS[tool] ?? []).map(({ name, password }) => ({ user: name, ...secretOf(state, password) }));
  return roots.find((login) => login.password !== undefined);
}

/** What environment files set is not known here, but the shell inside the container knows it. */
function postgresUser({ environmentFiles }: ContainerState): string {
  return environmentFiles.length > 0 ? '"${POSTGRES_USER:-postgres}"' : "postgres";
}

function dumpWords(tool: DumpTool, state: ContainerState): readonly string[] {
  const login = loginOf(tool, state);
  const user = login === undefined ? [] : ["-u", login.user];
  const password = login?.password;
  switch (tool) {
    case "pg_dumpall":
      return [tool, "-U", login?.user ?? postgresUser(state)];
    case "mongodump":
      return [tool, "--archive", ...user, ...(password === undefined ? [] : ["-p", password, "--authenticationDatabase", "admin"])];
    case "mysqldump":
    case "mariadb-dump":
      return [tool, ...user, ...(password === undefined ? [] : [`--password=${password}`]), "--all-databases"];
  }
}

/** The container to dump, by the names that its engine and its host know. */
export type DumpTarget = { readonly backend: "docker" | "podman"; readonly name: string; readonly state: ContainerState };

/**
 * `docker exec db pg_dumpall -U mealie > db.dump`. Passwords are never written out: a shell inside the container reads them
 * from the variables that the container has.
 */
export function dumpCommand(tool: DumpTool, { backend, name, state }: DumpTarget): string {
  const words = dumpWords(tool, state).join(" ");
  const inside = words.includes("$") ? `sh -c ${quoteShellWord(words)}` : words;
  return `${backend} exec ${quoteShellWord(name)} ${inside} > ${quoteShellWord(`${name}.dump`)}`;
}
