// Containers whose image changes into findings: databases that move a release, volumes at stake, tags that decide nothing.
import type { Finding } from "../../errors.ts";
import { backupCommands, tellCommands } from "./backup-commands.ts";
import { compareReleases, type Database, databaseOf } from "./database-release.ts";
import { dumpCommand } from "./dump-command.ts";
import { aboutContainer, actionOn, type ContainerPair, enginePairs, familiarImage } from "./container-pair.ts";
import { type EngineContainer, persistentVolumes } from "../host-containers.ts";
import { movingTag } from "./moving-tag.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

/** What saves the volumes, in the configured command's words where there is one. */
function backupWords({ backupCommand, host, sides }: PlannedHost, container: EngineContainer): string | undefined {
  const commands = backupCommand === undefined ? [] : backupCommands(backupCommand, { host, container, state: sides.old });
  return commands.length === 0 ? undefined : `run ${tellCommands(commands)}`;
}

/** Where a command has to be run, if not as root on the host. */
function whereOf({ scope, owner }: EngineContainer): string {
  if (scope === "nested") return ` inside the container ${owner ?? ""}`;
  return scope === "user" ? ` as ${owner === undefined ? "the user who runs it" : `user ${owner}`}` : "";
}

/** The dump is made by the container that still runs. */
function dumpHint(planned: PlannedHost, { old, container }: { old: Database; container: EngineContainer }): string {
  const { name, state, engine: backend } = container;
  const dump = old.dump === undefined ? "take a snapshot with the running version" : `run \`${dumpCommand(old.dump, { backend, name, state })}\``;
  const save = backupWords(planned, container) ?? "keep a copy of the volumes";
  return `Before the switch ${dump}${whereOf(container)}, and ${save}.`;
}

/** Volumes that both sides use, and those of the old side. */
type Volumes = { readonly kept: readonly string[]; readonly left: readonly string[] };
type Move = { readonly old: Database; readonly new: Database; readonly container: EngineContainer; readonly volumes: Volumes };

function moveMessage({ old, new: fresh, container, volumes }: Move): string {
  const versions = `${old.name} ${old.release.join(".")} → ${fresh.release.join(".")}`;
  if (volumes.kept.length === 0) {
    const left = volumes.left.length === 0 ? "nothing keeps its data" : `its old data stays in ${volumes.left.join(", ")}`;
    return `${versions} in container ${container.name}, which starts with an empty data directory: ${left}.`;
  }
  const back = compareReleases(fresh.release, old.release) < 0;
  const consequence = back
    ? "an older release does not read the data of a newer one"
    : old.upgradesInPlace
      ? "the new release converts the data when it starts, and the old one cannot read it any more"
      : "the new release does not start on the old data directory";
  return `${versions} in container ${container.name} with data in ${volumes.kept.join(", ")}: ${consequence}.`;
}

function databaseMove(planned: PlannedHost, pair: ContainerPair): Finding | undefined {
  if (pair.old === undefined) return undefined;
  const [old, fresh] = [databaseOf(pair.old.state.image), databaseOf(pair.new.state.image)];
  if (old === undefined || fresh?.name !== old.name) return undefined;
  if (compareReleases(fresh.release, old.release) === 0) return undefined;
  const [before, after] = [persistentVolumes(pair.old), persistentVolumes(pair.new)];
  if (old.isOftenCache && before.length === 0) return undefined;
  const volumes = { kept: after.filter((volume) => before.includes(volume)), left: before };
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "database-major",
    severity: "warning",
    message: moveMessage({ old, new: fresh, container: pair.new, volumes }),
    hint: dumpHint(planned, { old, container: pair.old }),
  });
}

function volumesAtStake(planned: PlannedHost, pair: ContainerPair): Finding | undefined {
  const volumes = persistentVolumes(pair.new);
  if (pair.old === undefined || pair.old.state.image === pair.new.state.image || volumes.length === 0) return undefined;
  if (actionOn(planned, pair.new) !== "restart") return undefined;
  const save = backupWords(planned, pair.new) ?? "copy these volumes";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "volumes-at-stake",
    severity: "info",
    message: `Container ${pair.new.name} restarts with ${familiarImage(pair.new.state.image)} and writes to ${volumes.join(", ")}.`,
    hint: `Before the switch ${save} if the new version may convert its data.`,
  });
}

/** Findings about images and the data they work on. A database's move says all that its volumes would. */
export function imageFindings(planned: PlannedHost): readonly Finding[] {
  return enginePairs(planned).flatMap((pair) => {
    const database = databaseMove(planned, pair);
    const found = [database ?? volumesAtStake(planned, pair), movingTag(planned, pair)];
    return found.filter((finding) => finding !== undefined);
  });
}
