// /etc/fstab on both sides -> the mount units that the switch program stops, restarts and reloads, and the swap devices it turns off.
import type { FileSystem } from "../units/fstab.ts";
import { swapUnitOfDevice } from "../units/fstab-units.ts";
import { automountUnitOf, mountUnitOf } from "../units/unit-name.ts";
import type { Lists } from "./lists.ts";
import type { SwitchInput } from "./switch-input.ts";

/** Nobody can unmount these while the system runs. */
const NEVER_UNMOUNTED: ReadonlySet<string> = new Set(["/", "/nix"]);

function decideMount(lists: Lists, { mountPoint, old, fresh }: { mountPoint: string; old: FileSystem; fresh: FileSystem | undefined }): void {
  const unit = mountUnitOf(mountPoint);
  if (fresh === undefined) {
    lists.stop.add(old.options.includes("x-systemd.automount") ? automountUnitOf(mountPoint) : unit);
    return;
  }
  const isElsewhere = old.type !== fresh.type || old.device !== fresh.device;
  const hasOtherOptions = old.options !== fresh.options;
  if (isElsewhere && !NEVER_UNMOUNTED.has(mountPoint)) lists.restart.add(unit);
  else if (hasOtherOptions) lists.reload.add(unit);
  else if (isElsewhere) lists.skip.add(unit);
}

/**
 * Decides as switch-to-configuration-ng does after it has compared unit files. What is new in the file is not looked at: it is mounted
 * because local-fs.target is started again. Nothing is decided where a side's file is not known.
 */
export function decideMounts({ old, new: fresh }: Pick<SwitchInput, "old" | "new">, lists: Lists): void {
  if (old.fstab === undefined || fresh.fstab === undefined) return;
  for (const [mountPoint, fileSystem] of old.fstab.fileSystems) {
    decideMount(lists, { mountPoint, old: fileSystem, fresh: fresh.fstab.fileSystems.get(mountPoint) });
  }
}

/** Units of the swap devices that the program turns off by itself, without systemd; options that change are left as they are. */
export function swapsTurnedOff({ old, new: fresh }: Pick<SwitchInput, "old" | "new">): readonly string[] {
  const [before, after] = [old.fstab, fresh.fstab];
  if (before === undefined || after === undefined) return [];
  return [...before.swaps.keys()].filter((device) => !after.swaps.has(device)).map(swapUnitOfDevice);
}
