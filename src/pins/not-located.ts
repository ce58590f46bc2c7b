// What hosts run and what was found -> findings about images that stand in no file as a text.
import type { Finding } from "../errors.ts";
import { type HostPair, type HostState, type LiveImage, liveImages } from "../evaluate/index.ts";
import { parseImageReference } from "../image-reference.ts";
import { tellSome } from "../tell-some.ts";
import { normalReference } from "./edits/reference-spans.ts";

const HINT = "Write the reference as one literal, or in parts that stand in the same file, if stowplan shall find it.";
const MOST_NAMED = 20;

function containerKey({ container, kind, scope, owner }: LiveImage): string {
  return JSON.stringify([container, kind, scope, owner]);
}

function soughtImages(state: HostState | undefined, found: ReadonlySet<string>): readonly LiveImage[] {
  const images = state === undefined ? [] : liveImages(state);
  return images.filter(({ isLocal, reference }) => !isLocal && parseImageReference(reference) !== undefined && !found.has(normalReference(reference)));
}

function movedFinding(host: string, { container, reference, files }: LiveImage): Finding {
  const defined = files.length === 0 ? "" : ` The container is defined in ${tellSome(files, 3)}.`;
  return {
    code: "image-not-located",
    severity: "info",
    subject: reference.slice(0, 1024),
    message: `Container ${container} of ${host} runs it, but it was found in no file, so no edit can be offered.${defined}`.slice(0, 8192),
    hint: HINT,
  };
}

/** What the pull request does not move is told once for a host: nobody asks where each of it is written. */
function otherFinding(host: string, images: readonly LiveImage[]): readonly Finding[] {
  const references = [...new Set(images.map(({ reference }) => reference))].toSorted();
  if (references.length === 0) return [];
  const message = `It also runs ${tellSome(references, MOST_NAMED)}, which ${references.length === 1 ? "was" : "were"} found in no file, so newer versions cannot be written there.`;
  return [{ code: "image-not-located", severity: "info", subject: `host ${host}`, message: message.slice(0, 8192), hint: HINT }];
}

/** `found` holds normal references. Each image that the pull request moves has a finding of its own. */
export function notLocated(hosts: readonly HostPair[], found: ReadonlySet<string>): readonly Finding[] {
  return hosts.flatMap(({ name, base, head }) => {
    const before = new Map((base === undefined ? [] : liveImages(base)).map((image) => [containerKey(image), image.reference]));
    const sought = soughtImages(head, found);
    const moved = sought.filter((image) => before.get(containerKey(image)) !== image.reference);
    return [...moved.map((image) => movedFinding(name, image)), ...otherFinding(name, sought.filter((image) => !moved.includes(image)))];
  });
}
