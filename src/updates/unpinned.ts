// Pins without a digest that the pull request touches -> a finding for each reference, at the first place where it is written.
import type { Finding } from "../errors.ts";
import { type ImageReference, parseImageReference } from "../image-reference.ts";
import type { Pin } from "../pins/index.ts";
import type { UpdatePolicy } from "./policy/open-policy.ts";

/** Findings of this kind in one plan; the offered updates have the rest. */
const MOST_FINDINGS = 50;

function isWanted(image: ImageReference, { pin, policy }: { pin: Pin; policy: UpdatePolicy }): boolean {
  const subject = { image, files: [pin.file] };
  return image.digest === undefined && !policy.isIgnored(subject) && policy.settings({ ...subject, kind: "pin" }).enabled;
}

/** Silent where the configuration does not want digests to be added. */
export function unpinnedFindings(pins: readonly Pin[], policy: UpdatePolicy): readonly Finding[] {
  if (!policy.kinds.has("pin")) return [];
  const first = new Map<string, Pin>();
  for (const pin of pins) {
    const image = parseImageReference(pin.reference);
    if (image !== undefined && isWanted(image, { pin, policy }) && !first.has(pin.reference)) first.set(pin.reference, pin);
  }
  return [...first.values()].slice(0, MOST_FINDINGS).map(({ reference, file, line, column }) => ({
    code: "image-unpinned",
    severity: "info",
    subject: reference.slice(0, 1024),
    message: "The reference has no digest, so what runs depends on when it was pulled.",
    hint: "Take the digest from the offered updates; the preset `no-pin-digests` ends these notes.",
    place: { file, line, column },
  }));
}
