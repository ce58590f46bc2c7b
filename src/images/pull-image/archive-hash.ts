// Entries of an archive that is never written -> the archive's SHA-256.
import { createHash, type Hash } from "node:crypto";
import { ARCHIVE_END, paddingAfter, tarHeader } from "./tar-header.ts";

/** An archive as far as it has come. */
export type ArchiveHash = {
  file(name: string, content: Buffer): void;
  link(name: string, target: string): void;
  /** The archive with one more file whose content comes in pieces; this one stays as it is, so that a wrong guess costs nothing. */
  withFile(name: string, size: number): OpenFile;
  /** The SHA-256 of the whole archive; nothing can be added afterwards. */
  end(): Buffer;
};

/** A file whose content is coming; it must have exactly the size that was announced. */
export type OpenFile = { readonly write: (piece: Uint8Array) => void; readonly close: () => ArchiveHash };

function archiveFrom(hash: Hash): ArchiveHash {
  return {
    file(name, content) {
      hash.update(tarHeader({ kind: "file", name, size: content.length })).update(content).update(paddingAfter(content.length));
    },
    link(name, target) {
      hash.update(tarHeader({ kind: "link", name, target }));
    },
    withFile(name, size) {
      const next = hash.copy().update(tarHeader({ kind: "file", name, size }));
      return { write: (piece) => void next.update(piece), close: () => archiveFrom(next.update(paddingAfter(size))) };
    },
    end: () => hash.update(ARCHIVE_END).digest(),
  };
}

/** Opens an archive without entries. */
export function openArchiveHash(): ArchiveHash {
  return archiveFrom(createHash("sha256"));
}
