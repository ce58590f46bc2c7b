// A container whose image has a tag that moves -> what its start will run, which no merge decides.
import type { Finding } from "../../errors.ts";
import { parseImageReference } from "../../image-reference.ts";
import { aboutContainer, actionOn, type ContainerPair, familiarImage } from "./container-pair.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

/** Tags that name no version; what stands behind them is whatever was pushed last. */
const MOVING_WORDS =
  "latest|stable|release|current|lts|main|master|trunk|develop|dev|edge|nightly|rolling|beta|alpha|canary|next|unstable|testing|snapshot";
const MOVING = new RegExp(String.raw`^(?:${MOVING_WORDS})(?:[-_.].*)?$`, "i");
const PULL_WORDS: ReadonlyMap<string, string> = new Map([
  ["always", "every start pulls what it points to by then"],
  ["newer", "every start pulls what is newer by then"],
  ["never", "the host runs what it has, and fails if it has none"],
]);
/** Policies of `--pull` under which a start may run another image than the last one; `missing` keeps what is there. */
const PULLING = new Set(["always", "newer"]);

/** A unit that starts anew, whatever changed about it, runs what its tag points to by then. */
function startsAnother(planned: PlannedHost, { new: container }: ContainerPair): boolean {
  return PULLING.has(container.state.pull ?? "missing") && actionOn(planned, container) === "restart";
}

/** Undefined for a version or a digest, an image that Nix makes, and where the reader was told before: nothing about it changes or starts. */
export function movingTag(planned: PlannedHost, pair: ContainerPair): Finding | undefined {
  const { image, pull } = pair.new.state;
  const reference = parseImageReference(image);
  if (reference === undefined || reference.digest !== undefined || pair.new.isBuilt) return undefined;
  if (reference.tag !== undefined && !MOVING.test(reference.tag)) return undefined;
  const isSame = pair.old?.state.image === image && pair.old.state.pull === pull;
  if (isSame && !startsAnother(planned, pair)) return undefined;
  const what = reference.tag === undefined ? "no tag, which means latest" : `the tag ${reference.tag}, which moves`;
  const how = PULL_WORDS.get(pull ?? "missing") ?? "the host keeps the image that it has, or pulls whatever it points to at the first start";
  const verb = isSame ? "restarts with" : "runs";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "moving-tag",
    severity: "info",
    message: `Container ${pair.new.name} ${verb} ${familiarImage(image)} with ${what}: ${how}.`,
    hint: "Write a version, and a digest if the same bytes are to run everywhere.",
  });
}
