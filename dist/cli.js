#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  Command,
  InvalidArgumentError,
  Option,
  runCommand
} from "./chunks/chunk-76FM6RLP.js";
import {
  cacheFolder
} from "./chunks/chunk-YS4NMTKR.js";
import "./chunks/chunk-HFE6FFMJ.js";
import {
  DOCUMENTS,
  VERSION
} from "./chunks/chunk-FFLDBSQF.js";
import "./chunks/chunk-L2TPXMAP.js";
import "./chunks/chunk-N3YWGI6C.js";
import "./chunks/chunk-Q3OPO74A.js";

// src/cli.ts
import { enableCompileCache } from "node:module";

// src/host/command-line.ts
var NONE = [];
var NARROWEST_TEXT = 30;
var EXAMPLES = `
In the repository of your flake:
  stowplan plan                    what you have not committed yet, against HEAD
  stowplan plan --base main        this branch and what is not committed, against main
  stowplan updates                 newer versions of your images

Documents: ${DOCUMENTS}/getting-started.md`;
function list(value, before) {
  return [...before, value];
}
function number(value) {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It has to be a number.");
}
function platform(value) {
  if (/^[a-z0-9]+(?:\/[a-z0-9_]+){1,2}$/.test(value)) return value;
  throw new InvalidArgumentError("Write it as linux/amd64 or linux/arm64.");
}
function megabytes(value) {
  return value === "0" ? 0 : number(value);
}
function definePlan(program) {
  program.command("plan").description("plan a change, by default what is not committed; exit status 0: no change, 2: changes, 1: error").option("--repo <dir>", "the checkout", ".").option("--base <rev>", "revision before the change; its merge base with --head counts", "HEAD").option("--head <rev>", "revision after the change; default: the work tree, with what is not committed").addOption(new Option("--host <name>", "plan only this host; may be repeated, `*` is a wildcard").argParser(list).default(NONE, "every host")).option("--flake <dir>", "folder of the flake.nix, relative to the repository's root; default: what the configuration says, else the root").option("--json [file]", "write the plan as JSON; without a file print it in place of the report, as `-` does for each of the three").option("--markdown <file>", "write the comment").option("--html <file>", "write the page").action((options) => runCommand(async () => (await import("./chunks/plan-RMUXOXX6.js")).planCommand(options)));
}
function defineConvert(program) {
  program.command("convert").description("convert a Compose project to a NixOS module; exit status 1 where a finding is an error, and no file is written then");
  program.hook("preSubcommand", async (_program, command) => {
    if (command.name() === "convert") (await import("./chunks/convert-options-TOD326GV.js")).addConvertOptions(command);
  });
}
function defineSwitch(program) {
  program.command("switch").description("say what a switch does to each unit").argument("<old>", "folder of unit files as in /etc/systemd/system, system closure, or host state as JSON").argument("<new>", "the same after the change").option("--active <file>", "units that are active before: JSON, or one name a line; default: what the old configuration starts by itself").option("--activation <file>", "units that activation scripts ask to restart or reload: JSON, or names to restart, one a line; default: none").option("--json", "print JSON").action(
    (...[old, fresh, options]) => runCommand(async () => (await import("./chunks/switch-6EXYX5EL.js")).switchCommand({ old, new: fresh, ...options }))
  );
}
function defineImageDiff(program) {
  program.command("image-diff").description("say what is different between two images; exit status 0: nothing, 2: something, 1: error").argument("<old>", "image, as in postgres:15").argument("<new>", "image, as in postgres:16").option("--platform <platform>", "platform that the images run on", platform, "linux/amd64").addOption(new Option("--allow-private <registry>", "registry that may be on a private address or speak plain HTTP; may be repeated").argParser(list).default(NONE, "none")).option("--max-download <megabytes>", "most that is read of layers and SBOMs to compare packages; 0: nothing", megabytes).option("--json", "print JSON").action(
    (...[old, next, options]) => runCommand(async () => (await import("./chunks/image-diff-J3KRZIPR.js")).imageDiffCommand({ old, new: next }, options))
  );
}
function defineUpdates(program) {
  program.command("updates").description("list newer tags and digests of the images written in a repository; exit status 0: none, 2: some, 1: an error, or a digest that is written is gone").option("--repo <dir>", "the checkout", ".").option("--head <rev>", "revision to look at", "HEAD").option("--json", "print JSON").option("--open", "open and keep current the pull requests on GitHub, with the token of GITHUB_TOKEN").option("--repository <owner/name>", "the repository on GitHub, for --open").option("--branch <name>", "branch that the pull requests go to, for --open; default: the default branch").action(
    (options) => runCommand(
      async () => options.open === true ? (await import("./chunks/open-updates-7IOVPSUC.js")).openUpdatesCommand(options) : (await import("./chunks/updates-MEJBEDQ5.js")).updatesCommand(options)
    )
  );
}
function definePins(program) {
  program.command("pins").description("list every place where an image reference is written, without evaluating").option("--repo <dir>", "the checkout", ".").option("--rev <rev>", "revision to look at; default: the files as they are").option("--json", `print JSON; its schema: ${DOCUMENTS}/pins.schema.json`).action((options) => runCommand(async () => (await import("./chunks/pins-Z6467IIT.js")).pinsCommand(options)));
}
function definePublish(program) {
  program.command("publish").description("write a plan's comment on GitHub, with the token of GITHUB_TOKEN").requiredOption("--plan <file...>", "plan.json that `stowplan plan` or the Action wrote; several where jobs shared the hosts").requiredOption("--repository <owner/name>", "the repository on GitHub").requiredOption("--pull-request <number>", "the pull request's number", number).action((options) => runCommand(async () => (await import("./chunks/publish-G7ON4AEF.js")).publishCommand(options)));
}
function createCommandLine() {
  const program = new Command("stowplan").description("Says what a change will do to the containers of a NixOS flake.").version(VERSION).configureHelp({ minWidthToWrap: NARROWEST_TEXT }).addHelpText("after", EXAMPLES).showHelpAfterError("(--help lists the options)");
  for (const define of [definePlan, defineConvert, defineSwitch, defineImageDiff, defineUpdates, definePins, definePublish]) define(program);
  return program;
}

// src/cli.ts
var folder = cacheFolder(process.env);
if (folder !== void 0) enableCompileCache(`${folder}-code`);
await createCommandLine().parseAsync();
