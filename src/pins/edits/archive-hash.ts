// An image that Nix pulls and its new reference -> the hash that belongs to it, in the form in which the old one is written.
import { parseImageReference } from "../../image-reference.ts";
import type { HashForm, Pin } from "../pin.ts";
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

/** Nix's alphabet for base 32 has no e, o, u and t (Nix manual, "nix hash"). */
const NIX32 = "0123456789abcdfghijklmnpqrsvwxyz";
const SHA256_BYTES = 32;

/** Bytes from the last to the first, five bits a digit. */
function nixBase32(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / 5);
  return Array.from({ length }, (_, index) => {
    const bit = (length - 1 - index) * 5;
    const low = (bytes[bit >> 3] ?? 0) >> (bit & 7);
    const high = (bytes[(bit >> 3) + 1] ?? 0) << (8 - (bit & 7));
    return NIX32[(low | high) & 31] ?? "";
  }).join("");
}

/** The form of a SHA-256 as it is written; undefined for anything else, such as the placeholder `lib.fakeHash`. */
export function hashForm(text: string): HashForm | undefined {
  if (/^sha256-[A-Za-z0-9+/]{43}=$/.test(text)) return "sri";
  if (/^[0-9a-df-np-sv-z]{52}$/.test(text)) return "base32";
  return /^[0-9a-f]{64}$/.test(text) ? "base16" : undefined;
}

/** Writes an SRI hash in another form; undefined where it is no SHA-256. */
export function writeHash(sri: string, form: HashForm): string | undefined {
  if (hashForm(sri) !== "sri") return undefined;
  const bytes = Buffer.from(sri.slice("sha256-".length), "base64");
  if (bytes.length !== SHA256_BYTES) return undefined;
  if (form === "sri") return sri;
  return form === "base16" ? bytes.toString("hex") : nixBase32(bytes);
}
