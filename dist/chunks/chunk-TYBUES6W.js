import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createTerminalLog
} from "./chunk-T2MY2ZDE.js";
import {
  print
} from "./chunk-INK3WNVC.js";
import {
  publishPlan
} from "./chunk-76S57DQK.js";
import {
  openPublisher
} from "./chunk-6E2AX5AM.js";
import {
  readPlanFiles
} from "./chunk-NHKIAR5M.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/commands/github-token.ts
function readGithubToken(rights) {
  const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "";
  if (token !== "") return token;
  throw new StowplanError({
    code: "usage",
    subject: "GITHUB_TOKEN",
    message: "is not set, and GitHub is written to with a token only",
    hint: `Set it to a token that may write ${rights}; with GitHub's own program: GITHUB_TOKEN=$(gh auth token).`
  });
}

// src/host/commands/publish.ts
function parseRepository(text = "") {
  const [owner = "", repo = "", ...rest] = text.split("/");
  if (owner !== "" && repo !== "" && rest.length === 0) return { owner, repo };
  throw new StowplanError({
    code: "usage",
    subject: `--repository ${text}`.trim(),
    message: text === "" ? "says where on GitHub to write, and is missing" : "is not the name of a repository",
    hint: "Write it as owner/name."
  });
}
async function publishCommand(options) {
  const repository = parseRepository(options.repository);
  const { forge } = openPublisher(readGithubToken("pull requests"), repository);
  const log = createTerminalLog(process.stderr);
  const published = await publishPlan({ plan: readPlanFiles(".", options.plan), pullRequest: options.pullRequest }, { forge, log });
  await print(`${published.text} ${published.url ?? ""}`.trim());
  return 0;
}

export {
  readGithubToken,
  parseRepository,
  publishCommand
};
