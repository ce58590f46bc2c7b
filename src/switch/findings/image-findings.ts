// Containers whose image changes into findings: databases that move a release, volumes at stake, tags that decide nothing.
import type { Finding } from "../../errors.ts";
import { formatFamiliarReference, parseImageReference } from "../../image-reference.ts";
import { backupCommands, tellCommands } from "./backup-commands.ts";
import { compareReleases, type Database, databaseOf } from "./database-release.ts";
import { dumpCommand } from "./dump-command.ts";
import { type EngineContainer, persistentVolumes } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { type Risk, toFinding } from "./risk.ts";

/** A container on both sides; `old` is absent where it is new. */
type Pair = { readonly old?: EngineContainer; readonly new: EngineContainer };

function pairs({ containers }: PlannedHost): readonly Pair[] {
  return [...containers.new].flatMap(([key, container]): readonly Pair[] => {
    if (container.kind === "nspawn") return [];
    const old = containers.old.get(key);
    return [{ ...(old === undefined || old.kind === "nspawn" ? {} : { old }), new: container }];
  });
}

function aboutContainer(host: string, { name, place }: EngineContainer): Pick<Risk, "host" | "about" | "place"> {
  return { host, about: `container ${name}`, place };
}

/** Enough of a digest to tell two apart. */
const SHOWN_DIGEST = "sha256:".length + 12;

function familiar(image: string): string {
  const reference = parseImageReference(image);
  if (reference === undefined) return image;
  return formatFamiliarReference(reference.digest === undefined ? reference : { ...reference, digest: reference.digest.slice(0, SHOWN_DIGEST) });
}

/** What saves the volumes, in the configured command's words where there is one. */
function backupWords({ backupCommand, host }: PlannedHost, container: EngineContainer): string | undefined {
  const volumes = persistentVolumes(container);
  if (backupCommand === undefined || volumes.length === 0) return undefined;
  return `run ${tellCommands(backupCommands(backupCommand, { host, container: container.name, volumes }))}`;
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

function databaseMove(planned: PlannedHost, pair: Pair): Finding | undefined {
  if (pair.old === undefined) return undefined;
  const [old, fresh] = [databaseOf(pair.old.state.image), databaseOf(pair.new.state.image)];
  if (old === undefined || fresh?.name !== old.name) return undefined;
  if (compareReleases(fresh.release, old.release) === 0) return undefined;
  const [before, after] = [persistentVolumes(pair.old), persistentVolumes(pair.new)];
  const volumes = { kept: after.filter((volume) => before.includes(volume)), left: before };
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "database-major",
    severity: "warning",
    message: moveMessage({ old, new: fresh, container: pair.new, volumes }),
    hint: dumpHint(planned, { old, container: pair.old }),
  });
}

function volumesAtStake(planned: PlannedHost, pair: Pair): Finding | undefined {
  const volumes = persistentVolumes(pair.new);
  if (pair.old === undefined || pair.old.state.image === pair.new.state.image || volumes.length === 0) return undefined;
  if (pair.new.scope !== "system" || !planned.actions.some((action) => action.unit === pair.new.unit && action.action === "restart")) return undefined;
  const save = backupWords(planned, pair.new) ?? "copy these volumes";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "volumes-at-stake",
    severity: "info",
    message: `Container ${pair.new.name} restarts with ${familiar(pair.new.state.image)} and writes to ${volumes.join(", ")}.`,
    hint: `Before the switch ${save} if the new version may convert its data.`,
  });
}

/** Tags that name no version; what stands behind them is whatever was pushed last. */
const MOVING_WORDS =
  "latest|stable|release|current|lts|main|master|trunk|develop|dev|edge|nightly|rolling|beta|alpha|canary|next|unstable|testing|snapshot";
const MOVING = new RegExp(String.raw`^(?:${MOVING_WORDS})(?:[-_.].*)?$`, "i");
const PULL_WORDS: ReadonlyMap<string, string> = new Map([
  ["always", "every start pulls what it points to by then"],
  ["newer", "every start pulls what is newer by then"],
  ["never", "the host runs what it has, and fails if it has none"],
]);

function movingTag(planned: PlannedHost, pair: Pair): Finding | undefined {
  const { image, pull } = pair.new.state;
  const reference = parseImageReference(image);
  if (reference === undefined || reference.digest !== undefined || pair.new.isBuilt) return undefined;
  if (reference.tag !== undefined && !MOVING.test(reference.tag)) return undefined;
  if (pair.old?.state.image === image && pair.old.state.pull === pull) return undefined;
  const what = reference.tag === undefined ? "no tag, which means latest" : `the tag ${reference.tag}, which moves`;
  const how = PULL_WORDS.get(pull ?? "missing") ?? "the host keeps the image that it has, or pulls whatever it points to at the first start";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "moving-tag",
    severity: "info",
    message: `Container ${pair.new.name} runs ${familiar(image)} with ${what}: ${how}.`,
    hint: "Write a version, and a digest if the same bytes are to run everywhere.",
  });
}

/** Findings about images and the data they work on. A database's move says all that its volumes would. */
export function imageFindings(planned: PlannedHost): readonly Finding[] {
  return pairs(planned).flatMap((pair) => {
    const database = databaseMove(planned, pair);
    const found = [database ?? volumesAtStake(planned, pair), movingTag(planned, pair)];
    return found.filter((finding) => finding !== undefined);
  });
}
