import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __filename = (await import("node:url")).fileURLToPath(import.meta.url);
const __dirname = (await import("node:path")).dirname(__filename);
import {
  openPublisher
} from "./chunk-IIMV5BHO.js";
import "./chunk-RRUNBL4V.js";
import {
  createTerminalLog
} from "./chunk-2YDQA7ZA.js";
import {
  print
} from "./chunk-QJWYLXBO.js";
import {
  readPlanFile
} from "./chunk-23EU6ADY.js";
import "./chunk-TPJDDI4M.js";
import {
  publishPlan
} from "./chunk-72KIXSNJ.js";
import "./chunk-I5OMERSP.js";
import "./chunk-2SCNQLUY.js";
import "./chunk-6SJIJ5GO.js";
import "./chunk-UE4BJHUK.js";
import "./chunk-G4OWENTA.js";
import "./chunk-DJQHDDOU.js";
import "./chunk-C62UHUK7.js";
import {
  StowplanError
} from "./chunk-LDI2SRQR.js";
import "./chunk-YEIKXF5Y.js";

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
  const published = await publishPlan({ plan: readPlanFile(options.plan), pullRequest: options.pullRequest }, { forge, log });
  await print(`${published.text} ${published.url ?? ""}`.trim());
  return 0;
}
export {
  publishCommand
};
