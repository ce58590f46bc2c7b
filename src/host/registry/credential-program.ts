// The name of a Docker credential helper and a server -> what the helper knows of it.
import * as z from "zod";
import type { Environment } from "../environment.ts";
import { runProcess } from "../process.ts";
import type { Credentials } from "./credential-file.ts";

/** A helper may ask a cloud for a token; it may not ask a person. */
const LIMITS = { seconds: 20, output: 256 * 1024 } as const;
/** Docker's word in place of a user's name where the secret is an identity token. */
const TOKEN_USER = "<token>";

const Answer = z.looseObject({ Username: z.string(), Secret: z.string() });

/** What came of asking: `nothing` also where the helper failed, which is how helpers say that they know of nothing. */
export type HelperAnswer = { readonly kind: "credentials"; readonly credentials: Credentials } | { readonly kind: "nothing" } | { readonly kind: "not-installed"; readonly program: string };

/** What a helper must not see: the job's own tokens. Clouds' variables stay, for they are what it works with. */
function helperEnvironment(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(([name]) => !/^(?:INPUT_|ACTIONS_|GITHUB_TOKEN$|GH_TOKEN$|NODE_OPTIONS$)/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function readAnswer(stdout: string): HelperAnswer {
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    return { kind: "nothing" };
  }
  const { data } = Answer.safeParse(json);
  if (data === undefined || data.Secret === "") return { kind: "nothing" };
  const { Username: user, Secret: secret } = data;
  return { kind: "credentials", credentials: user === TOKEN_USER ? { kind: "identity", token: secret } : { kind: "password", user, password: secret } };
}

/** Which helper to ask, for which server, in the words of the configuration. */
export type HelperQuestion = { readonly name: string; readonly server: string };

/** Runs `docker-credential-NAME get` with the server on its standard input (Docker's credential helper protocol). */
export async function askHelper({ name, server }: HelperQuestion, environment: Environment): Promise<HelperAnswer> {
  const program = `docker-credential-${name}`;
  try {
    const run = await runProcess({ program, args: ["get"], environment: helperEnvironment(environment), input: server, limits: LIMITS });
    return run.status === 0 && run.stopped === undefined ? readAnswer(run.stdout.toString("utf8")) : { kind: "nothing" };
  } catch {
    return { kind: "not-installed", program };
  }
}
