// `stowplan publish`: the plan.json that other runs left, of several shares all of them -> its comment on the pull request.
import { StowplanError } from "../../errors.ts";
import { publishPlan } from "../../plan.ts";
import { readPlanFiles } from "../action/files.ts";
import { openPublisher } from "../action/publish-ports.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { readGithubToken } from "./github-token.ts";
import { print } from "./output.ts";

/** Options of the command line. */
export type PublishOptions = { readonly plan: readonly string[]; readonly repository: string; readonly pullRequest: number };

/** `owner/name` as the command line takes it. Throws `usage`, also where it is absent. */
export function parseRepository(text = ""): { readonly owner: string; readonly repo: string } {
  const [owner = "", repo = "", ...rest] = text.split("/");
  if (owner !== "" && repo !== "" && rest.length === 0) return { owner, repo };
  throw new StowplanError({
    code: "usage",
    subject: `--repository ${text}`.trim(),
    message: text === "" ? "says where on GitHub to write, and is missing" : "is not the name of a repository",
    hint: "Write it as owner/name.",
  });
}

/** Publishes with the token of `GITHUB_TOKEN` or `GH_TOKEN`; prints what was done and the comment's address. */
export async function publishCommand(options: PublishOptions): Promise<number> {
  const repository = parseRepository(options.repository);
  const { forge } = openPublisher(readGithubToken("pull requests"), repository);
  const log = createTerminalLog(process.stderr);
  const published = await publishPlan({ plan: readPlanFiles(".", options.plan), pullRequest: options.pullRequest }, { forge, log });
  await print(`${published.text} ${published.url ?? ""}`.trim());
  return 0;
}
