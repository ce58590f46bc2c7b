import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPublisher
} from "./chunk-QASD4FI4.js";
import "./chunk-6KGCE64C.js";
import {
  createTerminalLog
} from "./chunk-D3QAJNR6.js";
import {
  print
} from "./chunk-ON4T7WZQ.js";
import {
  readPlanFile
} from "./chunk-RNMCGNXY.js";
import "./chunk-BFCQ3DKT.js";
import {
  publishPlan
} from "./chunk-Y327OZPR.js";
import "./chunk-DYJ6VIHI.js";
import "./chunk-6T5N4MY6.js";
import "./chunk-APZQ5ANY.js";
import "./chunk-W6MGZQ5J.js";
import "./chunk-OZ3ETFMM.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import {
  StowplanError
} from "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";

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
