// The bytes of a layer as the registry has them -> the layer's archive, unpacked as it arrives and never past a limit.
import { Readable, type Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { StowplanError } from "../../errors.ts";

/** How errors call the layer, and the most bytes it may unpack to. */
export type UnpackLimits = { readonly subject: string; readonly limit: number };

/** What the first bytes tell; media types are not always right, and skopeo goes by the bytes, too. */
const FORMATS = [
  { name: "gzip", magic: [0x1f, 0x8b, 0x08] },
  { name: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68] },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
] as const;
const LONGEST_MAGIC = 6;

function formatOf(start: Uint8Array): (typeof FORMATS)[number]["name"] | undefined {
  return FORMATS.find(({ magic }) => magic.every((byte, index) => start[index] === byte))?.name;
}

function invalid(subject: string, detail: { readonly message: string; readonly cause?: unknown }): StowplanError {
  return new StowplanError({ code: "registry-invalid", subject, hint: "Push the image again, with layers in gzip.", ...detail });
}

/** Reads until the format can be told; gives what was read together with the rest. */
async function peek(pieces: AsyncIterable<Uint8Array>): Promise<{ start: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const iterator = pieces[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  while (start.length < LONGEST_MAGIC) {
    const next = await iterator.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield start;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { start, all: all() };
}

async function* decompress(packed: AsyncGenerator<Uint8Array>, { through, subject }: { through: Transform; subject: string }): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false });
  let sourceError: Error | undefined;
  // `pipe` does not hand errors on.
  source.once("error", (error: Error) => through.destroy((sourceError = error)));
  source.pipe(through);
  try {
    for await (const piece of through) {
      const bytes: unknown = piece;
      if (bytes instanceof Uint8Array) yield bytes;
    }
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError;
    throw invalid(subject, { message: "The layer cannot be unpacked.", cause });
  } finally {
    source.destroy();
    through.destroy();
  }
}

/** Unpacks gzip and zstd, and leaves plain archives as they are. Throws `registry-invalid` and `registry-limit`, and what the source throws. */
export async function* unpackLayer(packed: AsyncIterable<Uint8Array>, { subject, limit }: UnpackLimits): AsyncGenerator<Uint8Array> {
  const { start, all } = await peek(packed);
  const format = formatOf(start);
  if (format === "bzip2" || format === "xz") {
    await all.return(undefined);
    throw invalid(subject, { message: `The layer is compressed with ${format}, which is not read here.` });
  }
  const through = format === "gzip" ? createGunzip() : format === "zstd" ? createZstdDecompress() : undefined;
  let size = 0;
  for await (const piece of through === undefined ? all : decompress(all, { through, subject })) {
    size += piece.length;
    if (size > limit) {
      const hint = "Nothing to do for ordinary images; this one is made to fill memory or time.";
      throw new StowplanError({ code: "registry-limit", subject, message: `The layer unpacks to more than ${limit} bytes.`, hint });
    }
    yield piece;
  }
}
