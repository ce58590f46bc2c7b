// The bot's log: one JSON object per line, or lines for people, without secrets; Probot and Octokit log through it too.
import type { DestinationStream, Logger } from "pino";
import * as z from "zod";
import type { Environment } from "../environment.ts";
import { hideFields, hideLogArguments } from "./hidden-log-entry.ts";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
const Level = z.enum(LEVELS);
const Line = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().default(""), err: z.looseObject({ stack: z.string().optional() }).optional() });

/** pino's numbers: 60 is fatal, 10 is trace. */
function levelName(level: number): string {
  return LEVELS[6 - level / 10] ?? String(level);
}

function printLine(line: z.infer<typeof Line>): string {
  const { level, time, msg, err, ...fields } = line;
  const rest = Object.entries(fields).filter(([name]) => name !== "name").map(([name, value]) => ` ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return `${new Date(time).toISOString()} ${levelName(level).toUpperCase()} ${msg}${rest.join("")}\n${err?.stack === undefined ? "" : `${err.stack}\n`}`;
}

/** GitHub's App hosts set NODE_ENV=production; there programs read the log. */
function isForPeople(environment: Environment): boolean {
  const format = environment["LOG_FORMAT"] ?? "";
  return format === "" ? environment["NODE_ENV"] !== "production" : format === "pretty";
}

/** `write` gets whole lines. */
export async function createBotLog(environment: Environment, write: (line: string) => void): Promise<Logger> {
  // The bundle gives a CommonJS module as its default alone.
  const { default: pino } = await import("pino");
  const isPretty = isForPeople(environment);
  const destination: DestinationStream = {
    write: (text) => {
      // Here too, because a child logger's own fields pass no hook.
      const line = Line.parse(hideFields(Line.parse(JSON.parse(text))));
      write(isPretty ? printLine(line) : `${JSON.stringify(line)}\n`);
    },
  };
  return pino(
    {
      level: Level.safeParse(environment["LOG_LEVEL"]).data ?? "info",
      base: { name: "stowplan" },
      // The hook has made errors plain already.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(entry, method) {
          const [first, ...rest] = hideLogArguments(entry);
          Reflect.apply(method, this, [first, ...rest]);
        },
      },
    },
    destination,
  );
}
