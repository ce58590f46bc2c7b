import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createTerminalLog
} from "./chunk-SF3IBUUS.js";
import {
  print
} from "./chunk-4TK7WZ4R.js";
import {
  openPublisher
} from "./chunk-5KPOLBTB.js";
import {
  publishPlan
} from "./chunk-EC7SCMQJ.js";
import {
  readPlanFiles
} from "./chunk-NGKABVIQ.js";
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";

// src/host/commands/publish.ts
function parseRepository(text) {
  const [owner = "", repo = "", ...rest] = text.split("/");
  if (owner !== "" && repo !== "" && rest.length === 0) return { owner, repo };
  throw new StowplanError({
    code: "usage",
    subject: `--repository ${text}`,
    message: "is not the name of a repository",
    hint: "Write it as owner/name."
  });
}
async function publishCommand(options) {
  const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "";
  const { forge } = openPublisher(token, parseRepository(options.repository));
  const log = createTerminalLog(process.stderr);
  const published = await publishPlan({ plan: readPlanFiles(".", options.plan), pullRequest: options.pullRequest }, { forge, log });
  await print(`${published.text} ${published.url ?? ""}`.trim());
  return 0;
}

export {
  parseRepository,
  publishCommand
};
