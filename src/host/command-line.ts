// The command line's commands and options; what a command does is loaded only when it is run.
import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { VERSION } from "../version.ts";
import { runCommand } from "./commands/run-command.ts";

const NONE: readonly string[] = [];

function list(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function number(value: string): number {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It has to be a number.");
}

function megabytes(value: string): number {
  return value === "0" ? 0 : number(value);
}

function definePlan(program: Command): void {
  program
    .command("plan")
    .description("plan a change; exit status 0: no change, 2: changes, 1: error (as terraform plan -detailed-exitcode)")
    .option("--repo <dir>", "the checkout", ".")
    .option("--base <rev>", "revision before the change; its merge base with --head counts", "HEAD")
    .option("--head <rev>", "revision after the change; default: the work tree, with what is not committed")
    .option("--host <name>", "plan only this host; may be repeated, `*` is a wildcard", list, NONE)
    .option("--json <file>", "write the plan as JSON")
    .option("--markdown <file>", "write the comment")
    .option("--html <file>", "write the page")
    .action((options) => runCommand(async () => (await import("./commands/plan.ts")).planCommand(options)));
}

/** Its flags are a project's options; they are added when it is run, because their schema takes long to load. */
function defineConvert(program: Command): void {
  program.command("convert").description("convert a Compose project to a NixOS module; exit status 1 where a finding is an error");
  program.hook("preSubcommand", async (_program, command) => {
    if (command.name() === "convert") (await import("./commands/convert-options.ts")).addConvertOptions(command);
  });
}

function defineSwitch(program: Command): void {
  program
    .command("switch")
    .description("say what a switch does to each unit")
    .argument("<old>", "folder of unit files as in /etc/systemd/system, system closure, or host state as JSON")
    .argument("<new>", "the same after the change")
    .option("--active <file>", "units that are active before: JSON, or one name a line; default: what the old configuration starts by itself")
    .option("--activation <file>", "units that activation scripts ask to restart or reload: JSON, or names to restart, one a line; default: none")
    .option("--json", "print JSON")
    .action((...[old, fresh, options]) =>
      runCommand(async () => (await import("./commands/switch.ts")).switchCommand({ old, new: fresh, ...options })),
    );
}

function defineImageDiff(program: Command): void {
  program
    .command("image-diff")
    .description("say what is different between two images; exit status 0: nothing, 2: something, 1: error")
    .argument("<old>", "image reference")
    .argument("<new>", "image reference")
    .option("--platform <platform>", "OCI platform", "linux/amd64")
    .option("--allow-private <registry>", "registry that may be on a private address or speak plain HTTP; may be repeated", list, NONE)
    .option("--max-download <megabytes>", "most that is read of layers and SBOMs to compare packages; 0: nothing", megabytes)
    .option("--json", "print JSON")
    .action((...[old, next, options]) =>
      runCommand(async () => (await import("./commands/image-diff.ts")).imageDiffCommand({ old, new: next }, options)),
    );
}

function defineUpdates(program: Command): void {
  program
    .command("updates")
    .description("list newer tags and digests of the images written in a repository; exit status 0: none, 2: some, 1: error")
    .option("--repo <dir>", "the checkout", ".")
    .option("--head <rev>", "revision to look at", "HEAD")
    .option("--json", "print JSON")
    .option("--open", "open and keep current the pull requests on GitHub, with the token of GITHUB_TOKEN")
    .option("--repository <owner/name>", "the repository on GitHub, for --open")
    .option("--branch <name>", "branch that the pull requests go to, for --open; default: the default branch")
    .action((options) =>
      runCommand(async () =>
        options.open === true ? (await import("./commands/open-updates.ts")).openUpdatesCommand(options) : (await import("./commands/updates.ts")).updatesCommand(options),
      ),
    );
}

function definePins(program: Command): void {
  program
    .command("pins")
    .description("list every place where an image reference is written, without evaluating")
    .option("--repo <dir>", "the checkout", ".")
    .option("--rev <rev>", "revision to look at; default: the files as they are")
    .option("--json", "print JSON (docs/pins.schema.json)")
    .action((options) => runCommand(async () => (await import("./commands/pins.ts")).pinsCommand(options)));
}

function definePublish(program: Command): void {
  program
    .command("publish")
    .description("write a plan's comment, with the token of GITHUB_TOKEN")
    .requiredOption("--plan <file...>", "plan.json that `stowplan plan` or the Action wrote; several where jobs shared the hosts")
    .requiredOption("--repository <owner/name>", "the repository on GitHub")
    .requiredOption("--pull-request <number>", "the pull request's number", number)
    .action((options) => runCommand(async () => (await import("./commands/publish.ts")).publishCommand(options)));
}

/** The whole command line, ready to parse. A wrong option ends the process with status 1 and a line that names it. */
export function createCommandLine(): Command {
  const program = new Command("stowplan")
    .description("Says what a change will do to the containers of a NixOS flake.")
    .version(VERSION)
    .showHelpAfterError("(--help lists the options)");
  for (const define of [definePlan, defineConvert, defineSwitch, defineImageDiff, defineUpdates, definePins, definePublish]) define(program);
  return program;
}
