import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPublisher
} from "./chunk-VVKBET7G.js";
import "./chunk-6KGCE64C.js";
import {
  createTerminalLog
} from "./chunk-UYBLW6UV.js";
import {
  print
} from "./chunk-YZNXLUAH.js";
import {
  readPlanFile
} from "./chunk-U6FDOI55.js";
import "./chunk-XQHDKIKD.js";
import {
  publishPlan
} from "./chunk-IRP5QSGH.js";
import "./chunk-K5JQ26TK.js";
import "./chunk-BOQZRW4Z.js";
import "./chunk-H2WBBVKI.js";
import "./chunk-5FQVYANH.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import {
  StowplanError
} from "./chunk-2G4XEMFZ.js";
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
