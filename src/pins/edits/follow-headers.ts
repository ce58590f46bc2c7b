// Edited Compose files -> the headers of the modules made from them, which hold their hashes.
import { readHeader } from "../../convert/index.ts";
import type { SourceTree } from "../../ports.ts";
import { sha256 } from "../../sha256.ts";
import type { Pin } from "../pin.ts";

type Edited = { readonly files: ReadonlyMap<string, string>; readonly pins: readonly Pin[]; readonly tree: SourceTree };

/** A hash that was not that of the old text is left: the module was out of date before. */
async function followHeader(module: string, { files, tree }: Omit<Edited, "pins">): Promise<string> {
  let text = module;
  for (const { path, sha256: written } of readHeader(module)?.inputs ?? []) {
    const [old, next] = [await tree.read(path), files.get(path)];
    if (old !== undefined && next !== undefined && written === sha256(old)) text = text.replace(written, sha256(next));
  }
  return text;
}

/** Writes the new hashes into every generated module, also into one of which nothing else changes. */
export async function followHeaders({ files, pins, tree }: Edited): Promise<ReadonlyMap<string, string>> {
  const modules = new Set(pins.filter(({ generatedFrom }) => generatedFrom !== undefined).map(({ file }) => file));
  const followed = new Map(files);
  for (const module of modules) {
    const text = files.get(module) ?? (await tree.read(module)) ?? "";
    const fresh = await followHeader(text, { files, tree });
    if (fresh !== text) followed.set(module, fresh);
  }
  return followed;
}
