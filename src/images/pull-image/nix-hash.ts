// A SHA-256 -> the forms in which Nix files write it, and back.

const BASE32 = "0123456789abcdfghijklmnpqrsvwxyz";
const SIZE = 32;
const BASE32_LENGTH = 52;

/** How a hash is written: `sha256-…=`, as `nix-prefetch-url` prints it, or in hexadecimal digits. */
export type HashForm = "sri" | "base32" | "base16";

/** Nix's base 32: five bits a digit from the end of the bytes, without e, o, u and t (Nix manual, "nix32"). */
function toBase32(bytes: Uint8Array): string {
  const digits = Array.from({ length: BASE32_LENGTH }, (_, index) => {
    const bit = (BASE32_LENGTH - 1 - index) * 5;
    const byte = Math.floor(bit / 8);
    const pair = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8);
    return BASE32[(pair >> (bit % 8)) & 31] ?? "";
  });
  return digits.join("");
}

function fromBase32(text: string): Buffer {
  const bytes = Buffer.alloc(SIZE + 1);
  for (let index = 0; index < BASE32_LENGTH; index += 1) {
    const bit = (BASE32_LENGTH - 1 - index) * 5;
    const value = BASE32.indexOf(text.charAt(index)) << (bit % 8);
    const byte = Math.floor(bit / 8);
    bytes[byte] = (bytes[byte] ?? 0) | (value & 0xff);
    if (byte < SIZE) bytes[byte + 1] = (bytes[byte + 1] ?? 0) | (value >> 8);
  }
  return bytes.subarray(0, SIZE);
}

/** Writes 32 bytes in a form. */
export function formatHash(bytes: Uint8Array, form: HashForm): string {
  if (form === "base32") return toBase32(bytes);
  if (form === "base16") return Buffer.from(bytes).toString("hex");
  return `sha256-${Buffer.from(bytes).toString("base64")}`;
}

/** Reads a hash with or without `sha256:` or `sha256-` in front; undefined where it is no SHA-256 (`lib.fakeHash` is one). */
export function parseHash(text: string): { readonly bytes: Buffer; readonly form: HashForm } | undefined {
  const bare = text.replace(/^sha256[:-]/, "");
  if (/^[0-9a-f]{64}$/i.test(bare)) return { bytes: Buffer.from(bare, "hex"), form: "base16" };
  if (/^[01][0-9a-df-np-sv-z]{51}$/.test(bare)) return { bytes: fromBase32(bare), form: "base32" };
  if (/^[A-Za-z0-9+/]{43}=$/.test(bare)) return { bytes: Buffer.from(bare, "base64"), form: "sri" };
  return undefined;
}
