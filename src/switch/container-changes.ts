// The containers of a host at base and head into those that came, went or changed.
import { compareTexts } from "../compare-texts.ts";
import { changedData } from "./causes/data-changes.ts";
import { type Containers, type HostContainer, persistentVolumes } from "./host-containers.ts";
import type { ContainerChange } from "./switch-plan.ts";

export type ContainerSides = {
  readonly old: Containers;
  readonly new: Containers;
};

function imageOf(container: HostContainer | undefined): string | undefined {
  return container === undefined || container.kind === "nspawn" ? undefined : container.state.image.slice(0, 4096);
}

function changeOf({ old, new: fresh }: { old: HostContainer | undefined; new: HostContainer | undefined }): readonly ContainerChange[] {
  const either = fresh ?? old;
  if (either === undefined) return [];
  if (old !== undefined && fresh !== undefined && changedData({ old: old.state, new: fresh.state }).length === 0) return [];
  const [before, after] = [imageOf(old), imageOf(fresh)];
  return [
    {
      name: either.name.slice(0, 1024),
      kind: either.kind,
      change: old === undefined ? "added" : fresh === undefined ? "removed" : "changed",
      unit: either.unit.slice(0, 1024),
      ...(either.scope === "system" ? {} : { scope: either.scope }),
      ...(either.owner === undefined ? {} : { owner: either.owner.slice(0, 1024) }),
      image: { ...(before === undefined ? {} : { old: before }), ...(after === undefined ? {} : { new: after }) },
      volumes: [...new Set([...persistentVolumes(old), ...persistentVolumes(fresh)])].slice(0, 1000).map((volume) => volume.slice(0, 4096)),
    },
  ];
}

/** Containers that differ, by name. A container that moves to another unit (another backend) is one removed and one added. */
export function containerChanges({ old, new: fresh }: ContainerSides): readonly ContainerChange[] {
  const keys = [...new Set([...old.keys(), ...fresh.keys()])];
  const changes = keys.flatMap((key) => changeOf({ old: old.get(key), new: fresh.get(key) }));
  return changes.sort((left, right) => compareTexts(left.name, right.name));
}
