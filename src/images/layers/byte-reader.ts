// Pieces of bytes as they arrive -> reads of exact lengths, without holding more than one piece and what is asked for.

/** Reads from a source once, from its start to its end. */
export type ByteReader = {
  /** Exactly `length` bytes; undefined where the source ends before. The bytes are the caller's to keep. */
  take(length: number): Promise<Buffer | undefined>;
  /** Passes over `length` bytes; false where the source ends before. */
  skip(length: number): Promise<boolean>;
  /** Reads to the source's end, so that its own checks at the end are made. */
  drain(): Promise<void>;
  /** Ends the source early. */
  close(): Promise<void>;
};

/** Opens a reader. What the source throws is thrown by the read that meets it. */
export function openByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const pieces = source[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();

  async function advance(): Promise<boolean> {
    const next = await pieces.next();
    if (next.done === true) return false;
    rest = next.value;
    return true;
  }

  /** Hands over pieces of together `length` bytes; false where there are fewer. */
  async function pass(length: number, onPiece: (piece: Uint8Array) => void): Promise<boolean> {
    let missing = length;
    while (missing > 0) {
      if (rest.length === 0 && !(await advance())) return false;
      const piece = rest.subarray(0, missing);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      onPiece(piece);
    }
    return true;
  }

  return {
    async take(length) {
      const parts: Uint8Array[] = [];
      const isWhole = await pass(length, (piece) => parts.push(piece));
      return isWhole ? Buffer.concat(parts, length) : undefined;
    },
    skip: (length) => pass(length, () => undefined),
    async drain() {
      rest = new Uint8Array();
      while (await advance()) rest = new Uint8Array();
    },
    async close() {
      await pieces.return?.();
    },
  };
}
