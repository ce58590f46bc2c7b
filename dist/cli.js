#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  Command,
  InvalidArgumentError,
  runCommand
} from "./chunks/chunk-QZ22I2BC.js";
import {
  VERSION
} from "./chunks/chunk-OZAJUPE7.js";
import "./chunks/chunk-2G4XEMFZ.js";
import "./chunks/chunk-ZLOF7TVD.js";

// src/host/command-line.ts
var NONE = [];
function list(value, before) {
  return [...before, value];
}
function number(value) {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It has to be a number.");
}
function definePlan(program) {
  program.command("plan").description("plan a change; exit status 0: no change, 2: changes, 1: error (as terraform plan -detailed-exitcode)").option("--repo <dir>", "the checkout", ".").requiredOption("--base <rev>", "revision before the change; its merge base with --head counts").requiredOption("--head <rev>", "revision after the change").option("--host <name>", "plan only this host; may be repeated, `*` is a wildcard", list, NONE).option("--json <file>", "write the plan as JSON").option("--markdown <file>", "write the comment").option("--html <file>", "write the page").action((options) => runCommand(async () => (await import("./chunks/plan-ZEJ7WGPX.js")).planCommand(options)));
}
function defineConvert(program) {
  program.command("convert").description("convert a Compose project to a NixOS module; exit status 1 where a finding is an error");
  program.hook("preSubcommand", async (_program, command) => {
    if (command.name() === "convert") (await import("./chunks/convert-options-SCWF3UZ4.js")).addConvertOptions(command);
  });
}
function defineSwitch(program) {
  program.command("switch").description("say what a switch does to each unit").argument("<old>", "folder of unit files as in /etc/systemd/system, system closure, or host state as JSON").argument("<new>", "the same after the change").option("--active <file>", "units that are active before: JSON, or one name a line; default: what the old configuration starts by itself").option("--activation <file>", "units that activation scripts ask to restart or reload: JSON, or names to restart, one a line; default: none").option("--json", "print JSON").action(
    (...[old, fresh, options]) => runCommand(async () => (await import("./chunks/switch-OZGBBZPB.js")).switchCommand({ old, new: fresh, ...options }))
  );
}
function defineImageDiff(program) {
  program.command("image-diff").description("say what is different between two images; exit status 0: nothing, 2: something, 1: error").argument("<old>", "image reference").argument("<new>", "image reference").option("--platform <platform>", "OCI platform", "linux/amd64").option("--allow-private <registry>", "registry that may be on a private address or speak plain HTTP; may be repeated", list, NONE).option("--json", "print JSON").action(
    (...[old, next, options]) => runCommand(async () => (await import("./chunks/image-diff-MRT2SRPG.js")).imageDiffCommand({ old, new: next }, options))
  );
}
function defineUpdates(program) {
  program.command("updates").description("list newer tags and digests of the images written in a repository; exit status 0: none, 2: some, 1: error").option("--repo <dir>", "the checkout", ".").option("--head <rev>", "revision to look at", "HEAD").option("--json", "print JSON").action((options) => runCommand(async () => (await import("./chunks/updates-IUS3BZK7.js")).updatesCommand(options)));
}
function definePublish(program) {
  program.command("publish").description("write a plan's comment, with the token of GITHUB_TOKEN").requiredOption("--plan <file>", "plan.json that `stowplan plan` or the Action wrote").requiredOption("--repository <owner/name>", "the repository on GitHub").requiredOption("--pull-request <number>", "the pull request's number", number).action((options) => runCommand(async () => (await import("./chunks/publish-SG6JCPYL.js")).publishCommand(options)));
}
function createCommandLine() {
  const program = new Command("stowplan").description("Says what a change will do to the containers of a NixOS flake.").version(VERSION).showHelpAfterError("(--help lists the options)");
  for (const define of [definePlan, defineConvert, defineSwitch, defineImageDiff, defineUpdates, definePublish]) define(program);
  return program;
}

// src/cli.ts
await createCommandLine().parseAsync();
