// The option values of one container at base and head into causes: the image, one variable, one label, one port.
import type { ContainerState, NspawnState } from "../../evaluate/index.ts";
import { formatFamiliarName, parseImageReference } from "../../image-reference.ts";
import { type Change, toCause } from "./cause.ts";
import { changedData, type DataChange } from "./data-changes.ts";
import type { Cause } from "../switch-plan.ts";

/** How people call an entry of each list or set. */
const SINGULAR: ReadonlyMap<string, string> = new Map([
  ["labels", "label"],
  ["ports", "port"],
  ["volumes", "volume"],
  ["environment", "variable"],
  ["environmentFiles", "environment file"],
  ["extraOptions", "option"],
  ["preRunExtraOptions", "option before run"],
  ["cmd", "argument"],
  ["dependsOn", "dependency"],
  ["networks", "network"],
  ["devices", "device"],
  ["capabilities", "capability"],
  ["bindMounts", "bind mount"],
  ["forwardPorts", "forwarded port"],
]);

/** `v1.3.2` and a short digest where the repository stays, else the whole reference. */
function imageWords(old: string, fresh: string): { old: string; new: string; label: string } {
  const [before, after] = [parseImageReference(old), parseImageReference(fresh)];
  const isSameRepository = before !== undefined && after !== undefined && formatFamiliarName(before) === formatFamiliarName(after);
  if (!isSameRepository) return { label: "image", old, new: fresh };
  if (before.tag !== after.tag) return { label: "image", old: before.tag ?? "without a tag", new: after.tag ?? "without a tag" };
  const short = (digest: string | undefined): string => digest?.slice(0, "sha256:".length + 12) ?? "not pinned";
  return { label: "image digest", old: short(before.digest), new: short(after.digest) };
}

/** What the secret rule judges an entry by: the name before its `=`, or the option that it is the value of. */
function entryName({ old, new: fresh, after }: DataChange, option: string): string {
  const assigned = /^(?:--?[\w-]+=)?(?<name>[A-Za-z_-][\w.-]*)=/.exec(fresh ?? old ?? "")?.groups?.["name"];
  if (assigned !== undefined) return assigned;
  return after !== undefined && /^--?[A-Za-z][\w-]*$/.test(after) ? after : option;
}

function describe(change: DataChange): Change {
  const [option = "", ...rest] = change.path;
  const values = { ...(change.old === undefined ? {} : { old: change.old }), ...(change.new === undefined ? {} : { new: change.new }) };
  const subject = change.path.join(".");
  if (option === "image" && change.old !== undefined && change.new !== undefined) {
    return { kind: "option", subject, name: "image", ...imageWords(change.old, change.new) };
  }
  const label = [SINGULAR.get(option) ?? option, ...rest].join(" ");
  return { kind: "option", subject, label, name: change.isEntry ? entryName(change, option) : (rest.at(-1) ?? option), ...values };
}

/** Causes of a container's option changes, the image first. Order of `old` and `new` does not matter for options that are equal. */
export function optionCauses(old: ContainerState | NspawnState, fresh: ContainerState | NspawnState): readonly Cause[] {
  const changes = changedData({ old, new: fresh });
  const images = changes.filter(({ path }) => path[0] === "image");
  return [...images, ...changes.filter(({ path }) => path[0] !== "image")].map((change) => toCause(describe(change)));
}
