// Updates and the policy -> groups, each of which becomes a branch: what moves together, and what stands alone.
import { compareTexts } from "../../compare-texts.ts";
import { type ImageReference, parseImageReference } from "../../image-reference.ts";
import { baseName } from "../../repository-paths.ts";
import type { UpdatePolicy } from "../policy/open-policy.ts";
import type { UpdateSettings } from "../policy/settings.ts";
import type { Update } from "../update.ts";
import { parseVersion } from "../versions/parse-version.ts";
import { branchName, updateBranchName, versionLine } from "./branch-name.ts";

/** An update with what holds for it. */
export type SettledUpdate = { readonly update: Update; readonly image: ImageReference; readonly settings: UpdateSettings };

/** `title` is the group's name for people; absent where an image stands alone. */
export type UpdateGroup = { readonly name: string; readonly title?: string; readonly members: readonly SettledUpdate[] };

/** Where a reference has several updates of one group, the first of these kinds is taken: it makes the others pointless. */
const PRECEDENCE: readonly Update["kind"][] = ["replacement", "rollback", "major", "minor", "patch", "precise", "digest", "pin"];

/** `group: none` of a rule. */
const NO_GROUP = "none";

/** Looks up what holds for each update; one whose reference cannot be read is left out. */
export function settle(updates: readonly Update[], policy: UpdatePolicy): readonly SettledUpdate[] {
  return updates.flatMap((update) => {
    const image = parseImageReference(update.reference);
    const files = [...new Set(update.places.map(({ file }) => file))];
    return image === undefined ? [] : [{ update, image, settings: policy.settings({ image, files, kind: update.kind }) }];
  });
}

/** The owner's part of a name: `ghcr.io/immich-app`. Docker Hub's official images have none. */
function ownerOf({ registry, path }: ImageReference): string | undefined {
  const slash = path.lastIndexOf("/");
  return slash < 0 || (registry === "docker.io" && path.startsWith("library/")) ? undefined : `${registry}/${path.slice(0, slash)}`;
}

/** What images of one release have in common: the owner and a version of at least two numbers, which are not equal by chance. */
function releaseOf(image: ImageReference): string | undefined {
  const owner = ownerOf(image);
  const numbers = parseVersion(image.tag ?? "latest")?.numbers ?? [];
  return owner === undefined || numbers.length < 2 ? undefined : `${owner}:${image.tag ?? ""}`;
}

/** Releases of which the repository has several images, whether all have something newer by now or not: names of branches must not depend on that. */
function sharedReleases(references: readonly string[]): ReadonlySet<string> {
  const paths = new Map<string, Set<string>>();
  for (const reference of references) {
    const image = parseImageReference(reference);
    const release = image === undefined ? undefined : releaseOf(image);
    if (image !== undefined && release !== undefined) paths.set(release, (paths.get(release) ?? new Set()).add(image.path));
  }
  return new Set([...paths].filter(([, images]) => images.size > 1).map(([release]) => release));
}

type GroupKey = { readonly name: string; readonly title?: string };

function groupKey({ update, image, settings }: SettledUpdate, shared: ReadonlySet<string>): GroupKey {
  const { kind, proposed } = update;
  if (settings.group !== undefined && settings.group !== NO_GROUP) {
    // Majors stay apart, also within a group.
    const title = kind === "major" ? `${settings.group} (major)` : settings.group;
    return { name: branchName(title), title };
  }
  const release = releaseOf(image);
  const isTag = kind === "patch" || kind === "minor" || kind === "major";
  if (!isTag || release === undefined || !shared.has(release)) return { name: updateBranchName(update) };
  const owner = ownerOf(image) ?? image.path;
  return { name: branchName(`${owner.replace(/^docker\.io\//, "")}-${versionLine(parseImageReference(proposed)?.tag ?? "latest", kind)}`), title: `${baseName(owner)} images` };
}

function withoutRepeats(members: readonly SettledUpdate[]): readonly SettledUpdate[] {
  const sorted = members.toSorted((left, right) => PRECEDENCE.indexOf(left.update.kind) - PRECEDENCE.indexOf(right.update.kind));
  const first = new Map<string, SettledUpdate>();
  for (const member of sorted) if (!first.has(member.update.reference)) first.set(member.update.reference, member);
  return [...first.values()].toSorted((left, right) => compareTexts(left.update.reference, right.update.reference));
}

/** Groups by rules and presets, then by releases of one owner; all else stands alone. `references` are all that the repository has. */
export function groupUpdates(settled: readonly SettledUpdate[], { policy, references }: { readonly policy: UpdatePolicy; readonly references: readonly string[] }): readonly UpdateGroup[] {
  const shared = policy.groupsMonorepos ? sharedReleases(references) : new Set<string>();
  const keyed = settled.map((member) => ({ member, key: groupKey(member, shared) }));
  return [...Map.groupBy(keyed, ({ key }) => key.name)].map(([name, group]) => {
    const title = group[0]?.key.title;
    return { name, ...(title === undefined ? {} : { title }), members: withoutRepeats(group.map(({ member }) => member)) };
  });
}
