#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  Command,
  InvalidArgumentError,
  runCommand
} from "./chunks/chunk-EZUX5XQE.js";
import {
  VERSION
} from "./chunks/chunk-2JO2ZRTD.js";
import "./chunks/chunk-WQC5UWUZ.js";
import "./chunks/chunk-6FVXE4FK.js";
import "./chunks/chunk-Q3OPO74A.js";

// src/host/command-line.ts
var NONE = [];
function list(value, before) {
  return [...before, value];
}
function number(value) {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It has to be a number.");
}
function megabytes(value) {
  return value === "0" ? 0 : number(value);
}
function definePlan(program) {
  program.command("plan").description("plan a change; exit status 0: no change, 2: changes, 1: error (as terraform plan -detailed-exitcode)").option("--repo <dir>", "the checkout", ".").option("--base <rev>", "revision before the change; its merge base with --head counts", "HEAD").option("--head <rev>", "revision after the change; default: the work tree, with what is not committed").option("--host <name>", "plan only this host; may be repeated, `*` is a wildcard", list, NONE).option("--json <file>", "write the plan as JSON").option("--markdown <file>", "write the comment").option("--html <file>", "write the page").action((options) => runCommand(async () => (await import("./chunks/plan-DY5OX5SH.js")).planCommand(options)));
}
function defineConvert(program) {
  program.command("convert").description("convert a Compose project to a NixOS module; exit status 1 where a finding is an error");
  program.hook("preSubcommand", async (_program, command) => {
    if (command.name() === "convert") (await import("./chunks/convert-options-5YQCQ62L.js")).addConvertOptions(command);
  });
}
function defineSwitch(program) {
  program.command("switch").description("say what a switch does to each unit").argument("<old>", "folder of unit files as in /etc/systemd/system, system closure, or host state as JSON").argument("<new>", "the same after the change").option("--active <file>", "units that are active before: JSON, or one name a line; default: what the old configuration starts by itself").option("--activation <file>", "units that activation scripts ask to restart or reload: JSON, or names to restart, one a line; default: none").option("--json", "print JSON").action(
    (...[old, fresh, options]) => runCommand(async () => (await import("./chunks/switch-TC4P2WDV.js")).switchCommand({ old, new: fresh, ...options }))
  );
}
function defineImageDiff(program) {
  program.command("image-diff").description("say what is different between two images; exit status 0: nothing, 2: something, 1: error").argument("<old>", "image reference").argument("<new>", "image reference").option("--platform <platform>", "OCI platform", "linux/amd64").option("--allow-private <registry>", "registry that may be on a private address or speak plain HTTP; may be repeated", list, NONE).option("--max-download <megabytes>", "most that is read of layers and SBOMs to compare packages; 0: nothing", megabytes).option("--json", "print JSON").action(
    (...[old, next, options]) => runCommand(async () => (await import("./chunks/image-diff-6IMZROQG.js")).imageDiffCommand({ old, new: next }, options))
  );
}
function defineUpdates(program) {
  program.command("updates").description("list newer tags and digests of the images written in a repository; exit status 0: none, 2: some, 1: error").option("--repo <dir>", "the checkout", ".").option("--head <rev>", "revision to look at", "HEAD").option("--json", "print JSON").option("--open", "open and keep current the pull requests on GitHub, with the token of GITHUB_TOKEN").option("--repository <owner/name>", "the repository on GitHub, for --open").option("--branch <name>", "branch that the pull requests go to, for --open; default: the default branch").action(
    (options) => runCommand(
      async () => options.open === true ? (await import("./chunks/open-updates-E3QIJICP.js")).openUpdatesCommand(options) : (await import("./chunks/updates-LSAXPVCU.js")).updatesCommand(options)
    )
  );
}
function definePins(program) {
  program.command("pins").description("list every place where an image reference is written, without evaluating").option("--repo <dir>", "the checkout", ".").option("--rev <rev>", "revision to look at; default: the files as they are").option("--json", "print JSON (docs/pins.schema.json)").action((options) => runCommand(async () => (await import("./chunks/pins-UVQ3NFIK.js")).pinsCommand(options)));
}
function definePublish(program) {
  program.command("publish").description("write a plan's comment, with the token of GITHUB_TOKEN").requiredOption("--plan <file...>", "plan.json that `stowplan plan` or the Action wrote; several where jobs shared the hosts").requiredOption("--repository <owner/name>", "the repository on GitHub").requiredOption("--pull-request <number>", "the pull request's number", number).action((options) => runCommand(async () => (await import("./chunks/publish-2SH2YKYJ.js")).publishCommand(options)));
}
function createCommandLine() {
  const program = new Command("stowplan").description("Says what a change will do to the containers of a NixOS flake.").version(VERSION).showHelpAfterError("(--help lists the options)");
  for (const define of [definePlan, defineConvert, defineSwitch, defineImageDiff, defineUpdates, definePins, definePublish]) define(program);
  return program;
}

// src/cli.ts
await createCommandLine().parseAsync();
