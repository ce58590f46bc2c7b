// Containers that restart with the image that they have, and write to volumes -> one finding with what can be saved before.
import type { Finding } from "../../errors.ts";
import { tellSome } from "../../tell-some.ts";
import { backupCommands, tellCommands } from "./backup-commands.ts";
import { actionOn } from "./container-pair.ts";
import { type HostContainer, persistentVolumes } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

const SHOWN_CONTAINERS = 12;

/** A new image is told with its volumes elsewhere (`volumes-at-stake`, `database-major`). */
function hasNewImage({ containers }: PlannedHost, { key, container }: { key: string; container: HostContainer }): boolean {
  const old = containers.old.get(key);
  return container.kind !== "nspawn" && old?.kind !== "nspawn" && old?.state.image !== container.state.image;
}

/** One finding for a host: a restart is no danger to data by itself, but the moment for a backup that is at rest. */
export function volumeFindings(planned: PlannedHost): readonly Finding[] {
  const { host, backupCommand, sides } = planned;
  const stateful = [...planned.containers.new].flatMap(([key, container]) => {
    const volumes = persistentVolumes(container);
    const isTold = volumes.length > 0 && actionOn(planned, container) === "restart" && !hasNewImage(planned, { key, container });
    return isTold ? [{ container, volumes }] : [];
  });
  if (stateful.length === 0) return [];
  const told = tellSome(stateful.map(({ container: { name }, volumes }) => `${name} (${volumes.join(", ")})`), SHOWN_CONTAINERS);
  const commands = backupCommand === undefined ? [] : stateful.flatMap(({ container }) => backupCommands(backupCommand, { host, container, state: sides.old }));
  const how = commands.length === 0 ? "Copy them" : `Run ${tellCommands(commands)}`;
  return [
    toFinding({
      code: "volumes-in-use",
      severity: "info",
      host,
      about: "volumes",
      message: `Containers restart with the image that they have, and write to: ${told}.`,
      hint: `${how} before the switch, if you want a backup of the time before it.`,
    }),
  ];
}
