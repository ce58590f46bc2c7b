// A stream of pieces -> all its bytes.

/** Reads to the end. */
export async function allBytes(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return Buffer.concat(read);
}
