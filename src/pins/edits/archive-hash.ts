// An image that Nix pulls and its new reference -> the hash that belongs to it, in the form in which the old one is written.
import { parseImageReference } from "../../image-reference.ts";
import { formatHash, type HashForm, parseHash, pullImageHash } from "../../images/index.ts";
import type { Registry } from "../../ports.ts";
import type { Pin } from "../pin.ts";
import { referenceSpans } from "./reference-spans.ts";

/** What the hash of a pulled image's archive depends on: nixpkgs' `dockerTools.pullImage`. */
export type ArchiveRequest = {
  /** The image with its digest, without a tag. */
  readonly reference: string;
  /** OCI platform such as `linux/amd64`. */
  readonly platform: string;
  /** The name and tag that the archive gives the image. */
  readonly finalImageName: string;
  readonly finalImageTag: string;
};

/** Gives the archive's hash as SRI (`sha256-…`). Throws StowplanError where the registry does not give the image. */
export type ArchiveHash = (request: ArchiveRequest) => Promise<string>;

/** What to ask for; a text where it cannot be known. */
export function archiveRequest(pin: Pin, target: string): ArchiveRequest | string {
  const spans = referenceSpans(target);
  const name = target.slice(0, spans.name.end);
  const [hosts, ...more] = pin.platforms;
  const platform = pin.archive?.platform ?? (more.length === 0 ? hosts : undefined);
  if (platform === undefined) return "the platform that the archive is for is not known; name it with `arch`";
  return {
    reference: `${name}@${parseImageReference(target)?.digest ?? ""}`,
    platform,
    finalImageName: pin.archive?.finalName ?? name,
    finalImageTag: target.slice(spans.tag.start, spans.tag.end) || "latest",
  };
}

/** The form of a SHA-256 as it is written; undefined for anything else. */
export function hashForm(text: string): HashForm | undefined {
  return parseHash(text)?.form;
}

/** Writes a hash in the form of another one, with the `sha256:` before it if that has one; undefined where either is no SHA-256. */
export function writeHash(hash: string, old: string): string | undefined {
  const [parsed, form] = [parseHash(hash), hashForm(old)];
  if (parsed === undefined || form === undefined) return undefined;
  return `${old.startsWith("sha256:") ? "sha256:" : ""}${formatHash(parsed.bytes, form)}`;
}

/** Asks a registry: the image is streamed once, and nothing of it is kept. */
export function archiveHashFrom(registry: Registry): ArchiveHash {
  return ({ reference, platform, finalImageName, finalImageTag }) => {
    const [imageName = "", imageDigest = ""] = reference.split("@");
    const [os = "linux", arch = ""] = platform.split("/");
    return pullImageHash({ image: { imageName, imageDigest, os, arch, finalImageName, finalImageTag }, registry });
  };
}
