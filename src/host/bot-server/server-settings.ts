// Environment variables -> what the bot's server needs to know, or what is wrong with them.
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Environment } from "../environment.ts";

/** `web` only takes webhooks, `worker` only does jobs, `all` does both. */
export const Role = z.enum(["all", "web", "worker"]);
export type Role = z.infer<typeof Role>;

export type ServerSettings = {
  readonly role: Role;
  readonly host: string;
  readonly port: number;
  readonly webhookPath: string;
  /** Address of the PostgreSQL database that processes share; without one the jobs are kept in this process. */
  readonly database?: string;
  /** Milliseconds that running jobs get to end when the process is told to. */
  readonly patience: number;
};

/** `setup` is a bot without an App: Probot's pages make one (Probot, "Configuring a GitHub App"). */
export type Start = { readonly kind: "setup" } | { readonly kind: "serve"; readonly settings: ServerSettings };

const Variables = z.object({
  STOWPLAN_ROLE: Role.default("all"),
  STOWPLAN_PATIENCE: z.coerce.number().min(0).max(3600).default(60),
  DATABASE_URL: z.string().regex(/^postgres(?:ql)?:\/\//).optional(),
  HOST: z.string().min(1).default("localhost"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  WEBHOOK_PATH: z.string().startsWith("/").default("/api/github/webhooks"),
});

const HINTS: Readonly<Record<keyof z.infer<typeof Variables>, string>> = {
  STOWPLAN_ROLE: "Set it to all, web or worker, or leave it out.",
  STOWPLAN_PATIENCE: "Set it to seconds, 3600 at most, or leave it out.",
  DATABASE_URL: "Set it to an address that begins with postgres://, or leave it out to keep the jobs in this process.",
  HOST: "Set it to an address of this machine, or leave it out.",
  PORT: "Set it to a number between 1 and 65535, or leave it out.",
  WEBHOOK_PATH: "Let it begin with a slash, or leave it out.",
};

function wrong(subject: string, { message, hint }: { message: string; hint: string }): StowplanError {
  return new StowplanError({ code: "usage", subject, message, hint });
}

function hasKey(environment: Environment): boolean {
  return environment["PRIVATE_KEY"] !== undefined || environment["PRIVATE_KEY_PATH"] !== undefined;
}

function readSettings(environment: Environment): ServerSettings {
  // An empty variable is one that is not set, as a container's recipe leaves it.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    const name = Variables.keyof().safeParse(parsed.error.issues[0]?.path[0]).data ?? "STOWPLAN_ROLE";
    // The value itself is not told: an address may hold a password.
    throw wrong(name, { message: "The environment variable has a wrong value.", hint: HINTS[name] });
  }
  const { STOWPLAN_ROLE: role, STOWPLAN_PATIENCE: seconds, DATABASE_URL: database, HOST: host, PORT: port, WEBHOOK_PATH: webhookPath } = parsed.data;
  if (role !== "all" && database === undefined) {
    throw wrong("STOWPLAN_ROLE", { message: `A bot that is only ${role} shares its jobs with others, and has no database to do so.`, hint: "Set DATABASE_URL, or leave STOWPLAN_ROLE out." });
  }
  return { role, host, port, webhookPath, patience: seconds * 1000, ...(database === undefined ? {} : { database }) };
}

/** Reads the environment. Throws `usage` where a variable is wrong or missing. */
export function readStart(environment: Environment): Start {
  const hasApp = (environment["APP_ID"] ?? "") !== "" && hasKey(environment);
  if (!hasApp && environment["NODE_ENV"] !== "production") return { kind: "setup" };
  if (!hasApp) {
    throw wrong("APP_ID", { message: "The bot does not know which GitHub App it is.", hint: "Set APP_ID, and PRIVATE_KEY or PRIVATE_KEY_PATH; or start it once without NODE_ENV=production to make an App." });
  }
  const settings = readSettings(environment);
  // Probot would take a well-known secret instead, with which everybody could sign webhooks.
  if (settings.role !== "worker" && (environment["WEBHOOK_SECRET"] ?? "") === "") {
    throw wrong("WEBHOOK_SECRET", { message: "Without a secret nobody can tell GitHub's webhooks from forged ones.", hint: "Set it to the secret of the App's webhook." });
  }
  return { kind: "serve", settings };
}
