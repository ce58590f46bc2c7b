// Hosts and projects at base and head -> the images that differ, each with the platform and everyone who runs it.
import type { ProjectPair } from "../compose/index.ts";
import type { Place } from "../errors.ts";
import { type HostPair, type HostState, type LiveImage, liveImages } from "../evaluate/index.ts";
import { isLocalName } from "../image-reference.ts";
import { type ComposeImage, composeImages } from "./compose-images.ts";
import type { ImageUser } from "./image-change.ts";
import { platformOfSystem } from "./platform.ts";
import type { RunningContainer } from "./running-container.ts";

/** One move of an image, before any registry is asked. */
export type ChangedImage = {
  readonly platform: string;
  readonly old?: string;
  readonly new?: string;
  readonly usedBy: readonly ImageUser[];
  /** The containers and services that run it at head, for what they publish and mount. */
  readonly containers: readonly RunningContainer[];
  /** True where Nix builds or loads the image, so that no registry has it. */
  readonly isLocal: boolean;
  /** Where the new reference is written, if a Compose file says so. */
  readonly place?: Place;
};

const DEFAULT_PLATFORM = "linux/amd64";

/** Both sides of what was compared, as pairs of equal names; a name that only one side has is there with one value. */
function pairs<T>(base: Readonly<Record<string, T>>, head: Readonly<Record<string, T>>): readonly { name: string; old?: T; new?: T }[] {
  const names = [...new Set([...Object.keys(base), ...Object.keys(head)])].toSorted();
  return names.map((name) => {
    const [old, next] = [base[name], head[name]];
    return { name, ...(old === undefined ? {} : { old }), ...(next === undefined ? {} : { new: next }) };
  });
}

/** A store path moves with every rebuild, so only its name and being there are compared. */
function imageKey(image: LiveImage | undefined): string {
  return image === undefined ? "" : `${image.reference} ${image.isLocal ? "built" : ""}`;
}

/** A container that moves to another mechanism, but not to another image, is no change of an image. */
function imagesByContainer(state: HostState | undefined): Record<string, LiveImage> {
  const images = state === undefined ? [] : liveImages(state);
  return Object.fromEntries(images.map((image) => [JSON.stringify([image.container, image.scope, image.owner]), image]));
}

function changesOfHost(host: HostPair): readonly ChangedImage[] {
  if (host.status === "failed") return [];
  const platform = platformOfSystem(host.head?.system ?? host.base?.system ?? "x86_64-linux");
  return pairs(imagesByContainer(host.base), imagesByContainer(host.head))
    .filter((pair) => imageKey(pair.old) !== imageKey(pair.new))
    .map(({ old, new: fresh }) => ({
      platform,
      ...(old === undefined ? {} : { old: old.reference }),
      ...(fresh === undefined ? {} : { new: fresh.reference }),
      usedBy: [{ kind: "container" as const, host: host.name, name: (fresh ?? old)?.container ?? "" }],
      containers: fresh === undefined ? [] : [{ name: fresh.container, options: fresh.options }],
      isLocal: (fresh ?? old)?.isLocal === true,
    }));
}

function imagesByService(project: ProjectPair["head"]): Record<string, ComposeImage> {
  return Object.fromEntries((project === undefined ? [] : composeImages(project)).map((image) => [image.service, image]));
}

function changesOfProject(project: ProjectPair, hosts: readonly HostPair[]): readonly ChangedImage[] {
  if (project.isBroken) return [];
  const name = project.head?.name ?? project.base?.name ?? project.source.label;
  return pairs(imagesByService(project.base), imagesByService(project.head))
    .filter((pair) => pair.old?.image !== pair.new?.image)
    .map((pair) => ({
      platform: (pair.new ?? pair.old)?.platform ?? platformOfImages([pair.old?.image, pair.new?.image], hosts),
      ...(pair.old === undefined ? {} : { old: pair.old.image }),
      ...(pair.new === undefined ? {} : { new: pair.new.image, place: pair.new.place }),
      usedBy: [{ kind: "service" as const, project: name, name: pair.name }],
      containers: pair.new === undefined ? [] : [{ name: pair.name, options: pair.new.options }],
      isLocal: isLocalName(pair.new?.image ?? pair.old?.image ?? ""),
    }));
}

/** A Compose file does not say where it runs: on a host that runs one of its images already, else on the hosts' commonest platform. */
function platformOfImages(images: readonly (string | undefined)[], hosts: readonly HostPair[]): string {
  const states = hosts.flatMap(({ base, head }) => [base, head]).filter((state) => state !== undefined);
  const running = states.filter((state) => liveImages(state).some(({ reference }) => images.includes(reference)));
  const counts = new Map<string, number>();
  for (const { system } of running.length > 0 ? running : states) counts.set(system, (counts.get(system) ?? 0) + 1);
  const [commonest] = [...counts].toSorted(([, left], [, right]) => right - left);
  return commonest === undefined ? DEFAULT_PLATFORM : platformOfSystem(commonest[0]);
}

/** Finds the images that differ; the same move on the same platform is one entry with several users. */
export function changedImages(hosts: readonly HostPair[], projects: readonly ProjectPair[]): readonly ChangedImage[] {
  const merged = new Map<string, ChangedImage>();
  const all = [...hosts.flatMap(changesOfHost), ...projects.flatMap((project) => changesOfProject(project, hosts))];
  for (const change of all) {
    const key = JSON.stringify([change.platform, change.old, change.new, change.isLocal]);
    const known = merged.get(key);
    const together = known && {
      ...known,
      usedBy: [...known.usedBy, ...change.usedBy],
      containers: [...known.containers, ...change.containers],
      ...(known.place === undefined && change.place !== undefined ? { place: change.place } : {}),
    };
    merged.set(key, together ?? change);
  }
  return [...merged.values()];
}
