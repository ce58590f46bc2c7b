// Hosts and projects at base and head -> every image that changes, compared at its registry.
import type { ProjectPair } from "../compose/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { HostPair } from "../evaluate/index.ts";
import type { Config } from "../config/index.ts";
import type { Log, Registry } from "../ports.ts";
import { type ChangedImage, changedImages } from "./changed-images.ts";
import { downloadSize } from "./content-differences.ts";
import type { ImageChange } from "./image-change.ts";
import type { DescribePorts } from "./describe-change.ts";
import type { ImagePair } from "./image-differences.ts";
import { type FailedImage, imageFindings } from "./image-findings.ts";
import { readImage, type RemoteImage } from "./read-image.ts";
import { summarizeImage } from "./summarize-image.ts";
import { trimDetails } from "./trim-details.ts";

/** What compareImages needs: both sides of everything that runs images, and a way to ask registries. */
export type CompareRequest = {
  readonly hosts: readonly HostPair[];
  readonly projects: readonly ProjectPair[];
  readonly registry: Registry;
  readonly config: Pick<Config, "images">;
  readonly ports: DescribePorts & { readonly log: Log };
};

/** Images compared in one plan: a pull request that moves more is not read image by image, and registries are spared. */
const MAXIMUM_IMAGES = 500;

/** A change with what was found on the way, and both images where there is something to compare. */
type Compared = {
  readonly change: ImageChange;
  readonly failures: readonly FailedImage[];
  readonly findings: readonly Finding[];
  readonly pair?: ImagePair;
};
type Side = { readonly image?: RemoteImage; readonly failures: readonly FailedImage[] };

async function readSide(changed: ChangedImage, { side, registry }: { side: "old" | "new"; registry: Registry }): Promise<Side> {
  const reference = changed[side];
  if (reference === undefined) return { failures: [] };
  const reading = await readImage({ reference, platform: changed.platform }, registry);
  if (reading.kind === "image") return { image: reading.image, failures: [] };
  const at = side === "new" && changed.place !== undefined ? { place: changed.place } : {};
  return { failures: [{ reference, platform: changed.platform, side, failure: reading.failure, ...at }] };
}

type Images = { readonly old?: RemoteImage; readonly new?: RemoteImage };

function isSame({ old, new: next }: Images): boolean {
  return old !== undefined && old.platformDigest === next?.platformDigest;
}

function changeOf(changed: ChangedImage, images: Images): ImageChange {
  const { old, new: next } = images;
  return {
    platform: changed.platform,
    ...(changed.old === undefined ? {} : { old: summarizeImage(changed.old, old) }),
    ...(changed.new === undefined ? {} : { new: summarizeImage(changed.new, next) }),
    usedBy: changed.usedBy.slice(0, 5000),
    differences: [],
    ...(old === undefined || next === undefined ? {} : { download: downloadSize({ old, new: next }) }),
    isSameContent: isSame(images),
  };
}

function pairOf({ containers }: ChangedImage, images: Images): { pair?: ImagePair } {
  const { old, new: next } = images;
  return old === undefined || next === undefined || isSame(images) ? {} : { pair: { old, new: next, containers } };
}

function builtLocally(changed: ChangedImage): Finding {
  return {
    code: "image-builds-locally",
    severity: "info",
    subject: (changed.new ?? changed.old ?? "").slice(0, 1024),
    message: "This image is built or loaded on the host, so no registry can say what changes inside it.",
    hint: "",
  };
}

function leftOut(count: number): readonly Finding[] {
  if (count <= 0) return [];
  const message = `${count} changed images beyond the first ${MAXIMUM_IMAGES} are not compared.`;
  return [{ code: "plan-cut", severity: "warning", subject: "images", message, hint: "Split the pull request." }];
}

/** A new image has nothing to compare with, a removed one nothing to pull: only a move asks for both sides. */
async function compareOne(changed: ChangedImage, registry: Registry): Promise<Compared> {
  if (changed.isLocal) return { change: changeOf(changed, {}), failures: [], findings: [builtLocally(changed)] };
  if (changed.new === undefined) return { change: changeOf(changed, {}), failures: [], findings: [] };
  const [old, next] = await Promise.all([readSide(changed, { side: "old", registry }), readSide(changed, { side: "new", registry })]);
  const images = { ...(old.image === undefined ? {} : { old: old.image }), ...(next.image === undefined ? {} : { new: next.image }) };
  return { change: changeOf(changed, images), ...pairOf(changed, images), failures: [...next.failures, ...old.failures], findings: [] };
}

type Describing = { readonly registry: Registry; readonly settings: Config["images"]; readonly ports: DescribePorts };

/** One after the other, so that the budget goes to the same images in every run. What reads images is loaded where one moved. */
async function describeAll(compared: readonly Compared[], { registry, ...parts }: Describing): Promise<readonly ImageChange[]> {
  if (compared.every(({ pair }) => pair === undefined)) return compared.map(({ change }) => change);
  const { describeChange, openDescribeTools } = await import("./describe-change.ts");
  const tools = openDescribeTools(registry, parts);
  const changes: ImageChange[] = [];
  for (const { change, pair } of compared) changes.push(pair === undefined ? change : await describeChange(change, { pair, tools }));
  return trimDetails(changes);
}

/** Two references as they are written, and the OCI platform to compare them on. */
export type ReferencePair = { readonly old: string; readonly new: string; readonly platform: string };

/** Where two references are compared, with what limits, and what may be asked besides. */
export type ReferenceTools = { readonly registry: Registry; readonly config: Pick<Config, "images">; readonly ports: DescribePorts };

/** Compares two images that nobody needs to run. What could not be read is a finding, and the value then has no differences. */
export async function compareReferences(pair: ReferencePair, { registry, config, ports }: ReferenceTools): Promise<Found<ImageChange>> {
  const compared = await compareOne({ ...pair, usedBy: [], containers: [], isLocal: false }, registry);
  const [value = compared.change] = await describeAll([compared], { registry, settings: config.images, ports });
  return { value, findings: imageFindings(compared.failures) };
}

/**
 * Compares every image that a host's container or a Compose service has at one side only, on the host's own platform.
 * Images that cannot be read are in the value without differences, and a finding says why; nothing throws but our own faults.
 */
export async function compareImages({ hosts, projects, registry, config, ports }: CompareRequest): Promise<Found<readonly ImageChange[]>> {
  const { log } = ports;
  const all = changedImages(hosts, projects);
  const changed = all.slice(0, MAXIMUM_IMAGES);
  if (changed.length === 0) return { value: [], findings: [] };
  log.progress({ subject: "images", state: "running", text: `comparing ${changed.length} at their registries` });
  const compared = await Promise.all(changed.map((one) => compareOne(one, registry)));
  const failures = compared.flatMap((one) => one.failures);
  const value = await describeAll(compared, { registry, settings: config.images, ports });
  log.progress({ subject: "images", state: "done", text: `${changed.length} compared${failures.length === 0 ? "" : `, ${failures.length} not read`}` });
  const findings = [...imageFindings(failures), ...compared.flatMap((one) => one.findings), ...leftOut(all.length - changed.length)];
  return { value, findings };
}
