// The configured backup command into what to run for the volumes of one container.
import type { HostState } from "../../evaluate/index.ts";
import { quoteShellWord } from "../../nix/index.ts";
import { type HostContainer, persistentVolumes } from "../host-containers.ts";
import { volumePath } from "./volume-path.ts";

/** More commands than this nobody copies out of a sentence. */
const SHOWN = 4;

/** A container, the name of its host, and the host's state before the switch: the backup is made there. */
export type BackupTarget = { readonly host: string; readonly container: HostContainer; readonly state: HostState };

/**
 * A template with `{volume}`, `{path}`, `{container}` and `{host}` filled in: once for each volume, or once where it names neither
 * the volume nor its path. What is filled in is quoted for a shell; a path that is not known here stays `{path}`.
 */
export function backupCommands(template: string, { host, container, state }: BackupTarget): readonly string[] {
  const fill = (volume: string): string => {
    const values: Readonly<Record<string, string | undefined>> = { host, container: container.name, volume, path: volumePath(volume, { container, host: state }) };
    return template.replace(/\{(host|container|volume|path)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : quoteShellWord(value);
    });
  };
  return [...new Set(persistentVolumes(container).map(fill))];
}

/** Commands as a part of a sentence: each as code, and how many more there are. */
export function tellCommands(commands: readonly string[]): string {
  const told = commands.slice(0, SHOWN).map((command) => `\`${command}\``).join(", ");
  const rest = commands.length - SHOWN;
  return rest > 0 ? `${told}, and the same for ${rest} more` : told;
}
