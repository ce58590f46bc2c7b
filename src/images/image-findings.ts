// Images that could not be read -> findings; a registry that fails for many images is one finding.
import type { Finding, Place, StowplanError } from "../errors.ts";
import { parseImageReference } from "../image-reference.ts";
import { shorten } from "../shorten.ts";
import type { ImageFailure } from "./read-image.ts";

/** One image that could not be read, and which side of the change it stands on. */
export type FailedImage = {
  readonly reference: string;
  readonly platform: string;
  readonly side: "old" | "new";
  readonly failure: ImageFailure;
  readonly place?: Place;
};

const UNREAD = "What changes inside it is unknown.";

/** What an old image that is gone means, besides having nothing to compare with. */
function ofMissing({ reference, side, place }: FailedImage, error: StowplanError): Finding {
  const at = place === undefined ? {} : { place };
  if (side === "new") return { code: "image-missing", severity: "error", subject: reference, message: error.message, hint: error.hint, ...at };
  const message = `${error.message} A rollback to the old configuration could not pull it.`;
  const hint = "Keep the old image at hand until the new one has proved itself, or push it to a registry of your own.";
  // A digest is a promise that the image stays as it is; a tag that is gone has usually made room for its successor.
  const isPinned = parseImageReference(reference)?.digest !== undefined;
  return { code: "image-missing", severity: isPinned ? "error" : "warning", subject: reference, message, hint };
}

function ofPlatform({ reference, platform, side, place }: FailedImage, platforms: readonly string[]): Finding {
  const offered = platforms.length === 0 ? "for no platform" : `only for ${platforms.slice(0, 12).join(", ")}`;
  return {
    code: "image-platform-missing",
    severity: side === "new" ? "error" : "warning",
    subject: reference,
    message: `The image is offered ${offered}, and not for ${platform}.`,
    hint: "Choose a tag or another image that is built for the host's platform.",
    ...(place === undefined ? {} : { place }),
  };
}

function ofReference({ reference, side, place }: FailedImage): Finding {
  return {
    code: "reference-invalid",
    severity: side === "new" ? "error" : "info",
    subject: reference,
    message: "This is not an image reference that Docker or Podman would take.",
    hint: "Write it as registry/name:tag in small letters, with @sha256:… for a digest.",
    ...(place === undefined ? {} : { place }),
  };
}

function ofRegistry(failed: FailedImage, error: StowplanError): Finding {
  const { code, message, hint } = error;
  const text = `${message} ${UNREAD}`;
  if (code === "registry-missing") return ofMissing(failed, error);
  if (code === "registry-denied" || code === "registry-refused" || code === "registry-unreachable" || code === "registry-rate-limited") {
    return { code, severity: "warning", subject: failed.reference, message: text, hint };
  }
  return { code: "image-unread", severity: "warning", subject: failed.reference, message: text, hint };
}

function ofImage(failed: FailedImage): Finding {
  const { failure } = failed;
  switch (failure.kind) {
    case "invalid-reference":
      return ofReference(failed);
    case "no-platform":
      return ofPlatform(failed, failure.platforms);
    case "no-image":
      return {
        code: "image-unread",
        severity: "warning",
        subject: failed.reference,
        message: `${failure.message} ${UNREAD}`,
        hint: "Check that the reference names a container image and not a chart or another artifact.",
      };
    case "registry":
      return ofRegistry(failed, failure.error);
  }
}

/** Findings in the order of the images. What a registry says of all of them alike is told once, with their names. */
export function imageFindings(failures: readonly FailedImage[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const failed of failures) {
    const finding = ofImage(failed);
    const isShared = finding.code === "registry-unreachable" || finding.code === "registry-rate-limited" || finding.code === "registry-refused";
    const key = isShared ? `${finding.code} ${finding.message}` : `${finding.code} ${finding.severity} ${finding.subject}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const subjects = [...new Set(group.map(({ subject }) => subject))];
    return subjects.length === 1 ? [first] : [{ ...first, subject: shorten(subjects.join(", "), 1024) }];
  });
}
