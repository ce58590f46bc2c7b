// The units of one systemd -> the containers that their scripts run by `docker run` or `podman run`.
import { parseImageReference } from "../../image-reference.ts";
import { type RunCommand, runCommands } from "../../run-commands.ts";
import { ContainerState } from "../container-state.ts";
import type { UnitState } from "../unit-state.ts";
import { assignments } from "./option-words.ts";

/** A container that a unit's own commands start. */
export type ScriptContainer = { readonly name: string; readonly unit: string; readonly engine: RunCommand["engine"]; readonly options: ContainerState };

/** Commands of a unit: `ExecStart=`, `ExecStartPre=`, …, with lines that go on joined (systemd.service(5)). */
const EXEC = /^Exec\w+=(?<command>(?:[^\n]*\\\n)*[^\n]*)/gm;
const SHELL_SCRIPT = /^#!.*\b(?:ba|da|z|k)?sh\b/;

function commandsOf(unit: UnitState): readonly RunCommand[] {
  const lines = [...unit.text.matchAll(EXEC)].map((match) => match.groups?.["command"] ?? "");
  const scripts = Object.values(unit.files).filter((text) => SHELL_SCRIPT.test(text));
  return [...lines, ...scripts].flatMap((text) => runCommands(text)).filter(({ verb }) => verb !== "pull");
}

function valuesOf({ flags }: RunCommand, names: readonly string[]): readonly string[] {
  return flags.flatMap(([flag, value]) => (names.includes(flag) && value !== "" ? [value] : []));
}

/** Flags that have a word of their own among the options. */
const NAMED: ReadonlySet<string> = new Set([
  "-e", "--env", "--env-file", "-l", "--label", "-p", "--publish", "-v", "--volume", "--network", "--net", "--pull", "--entrypoint", "-u", "--user", "-h", "--hostname", "--name",
]);

function otherFlags({ flags }: RunCommand): readonly string[] {
  return flags.filter(([flag]) => flag.startsWith("--") && !NAMED.has(flag)).map(([flag, value]) => (value === "" ? flag : `${flag}=${value}`));
}

function optionsOf(command: RunCommand): ContainerState {
  const values = (...names: readonly string[]): readonly string[] => valuesOf(command, names);
  return ContainerState.parse({
    image: command.reference,
    environment: assignments(values("-e", "--env")),
    environmentFiles: values("--env-file"),
    labels: assignments(values("-l", "--label")),
    ports: values("-p", "--publish"),
    volumes: values("-v", "--volume"),
    networks: values("--network", "--net"),
    extraOptions: otherFlags(command),
    cmd: command.words,
    ...(values("--pull")[0] === undefined ? {} : { pull: values("--pull")[0] }),
    entrypoint: values("--entrypoint")[0] ?? null,
    user: values("-u", "--user")[0] ?? null,
    hostname: values("-h", "--hostname")[0] ?? null,
  });
}

/** Without `--name` the engine invents a name at every start; the unit's says which container is meant. */
function containerName(command: RunCommand, { unit, isOnly }: { unit: string; isOnly: boolean }): string {
  const stem = unit.replace(/\.\w+$/, "");
  return valuesOf(command, ["--name"])[0] ?? (isOnly ? stem : `${stem}: ${command.reference}`);
}

/** Reads units that are switched on; `known` are those whose containers are declared in another way, by their scripts among others. */
export function scriptContainers(units: Readonly<Record<string, UnitState>>, known: ReadonlySet<string>): readonly ScriptContainer[] {
  return Object.entries(units).flatMap(([unit, state]) => {
    if (!state.enable || known.has(unit)) return [];
    const commands = commandsOf(state).filter(({ reference }) => parseImageReference(reference) !== undefined);
    const images = new Set(commands.map(({ reference }) => reference));
    const found = commands.map((command) => ({ name: containerName(command, { unit, isOnly: images.size === 1 }), unit, engine: command.engine, options: optionsOf(command) }));
    // A script that may start the same container in two places (if/else) runs it once.
    return [...new Map(found.map((container) => [container.name, container])).values()];
  });
}
