// A text or bytes -> the SHA-256 by which they are known again.
import { createHash } from "node:crypto";

/** 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
