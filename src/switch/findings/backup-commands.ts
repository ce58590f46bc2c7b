// The configured backup command into what to run for the volumes of one container.
import { quoteShellWord } from "../../nix/index.ts";

/** More commands than this nobody copies out of a sentence. */
const SHOWN = 4;

export type BackupTarget = { readonly host: string; readonly container: string; readonly volumes: readonly string[] };

/**
 * A template with `{volume}`, `{container}` and `{host}` filled in: once for each volume, or once where it does not name the
 * volume. What is filled in is quoted for a shell.
 */
export function backupCommands(template: string, { host, container, volumes }: BackupTarget): readonly string[] {
  const fill = (volume: string): string => {
    const values: Readonly<Record<string, string>> = { host, container, volume };
    return template.replace(/\{(host|container|volume)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : quoteShellWord(value);
    });
  };
  return [...new Set(volumes.map(fill))];
}

/** Commands as a part of a sentence: each as code, and how many more there are. */
export function tellCommands(commands: readonly string[]): string {
  const told = commands.slice(0, SHOWN).map((command) => `\`${command}\``).join(", ");
  const rest = commands.length - SHOWN;
  return rest > 0 ? `${told}, and the same for ${rest} more` : told;
}
