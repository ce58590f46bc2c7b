// An image's configuration and its layers -> the folders that an archive carries for Docker before 1.10.
import { sha256 } from "../../sha256.ts";
import { rawMembers, rawObject } from "./raw-json.ts";

/** One folder: its name is the layer's old id, `json` describes it, its `layer.tar` is a link to the layer. */
export type LegacyLayer = { readonly id: string; readonly diffId: string; readonly json: Buffer };

/** What the topmost layer says of the whole image. */
const IMAGE_MEMBERS = ["architecture", "config", "container", "container_config", "created", "docker_version", "os"] as const;

/** Chain ids of layers (OCI image specification, "Layer ChainID") as hexadecimal digits. */
function chainIds(diffIds: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : sha256(`sha256:${below} sha256:${diffId}`));
  }
  return chain;
}

/**
 * Gives the folders from the lowest layer up. `diffIds` are SHA-256 values of the unpacked layers in hexadecimal digits; `config` is
 * a valid JSON object. An id is the SHA-256 of what `json` will hold, with the chain id in place of the id itself.
 */
export function legacyLayers(config: Buffer, diffIds: readonly string[]): readonly LegacyLayer[] {
  const members = rawMembers(config);
  const ofImage = Object.fromEntries(IMAGE_MEMBERS.map((name) => [name, members.get(name) ?? "null"]));
  const layers: LegacyLayer[] = [];
  for (const [index, chainId] of chainIds(diffIds).entries()) {
    const parent = layers.at(-1);
    const facts = { ...(parent === undefined ? {} : { parent: `"${parent.id}"` }), ...(index === diffIds.length - 1 ? ofImage : {}) };
    const id = sha256(rawObject({ ...facts, layer_id: `"sha256:${chainId}"` }));
    layers.push({ id, diffId: diffIds[index] ?? "", json: rawObject({ ...facts, id: `"${id}"` }) });
  }
  return layers;
}
