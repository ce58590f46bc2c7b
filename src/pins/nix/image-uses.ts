// A Nix file's nodes -> the expressions that are given to something as its image, with what surrounds them.
import type { NixNode } from "../../nix/index.ts";
import { type ImageContext, isInImages } from "../image-words.ts";
import { attributeNames, childIn, type NixFile, pathTo, textOf } from "./nix-tree.ts";

/** An expression that is an image, or half of one. */
export type ImageUse = {
  readonly value: NixNode;
  readonly context: ImageContext;
  /** `imageName = "galley/web"` beside a tag: a name alone is none that anybody runs. */
  readonly isName: boolean;
  readonly isLoaded: boolean;
  /** `image = "galley/web"; tag = "1.0";`: arguments of a function that puts them together. */
  readonly hasTagBeside: boolean;
};

/** Names under which images stand: `image`, quadlet's `Image`, `postgresImage`, `img`; never `imageFile`. */
const IMAGE_NAME = /(?:image|^img)$/i;
const NAME_OF_IMAGE = /image[-_]?(?:name|repo|repository|ref|uri|url)$/i;
const ARCHIVES: ReadonlySet<string> = new Set(["imageFile", "imageStream"]);
const TAGS: ReadonlySet<string> = new Set(["tag", "imageTag", "version"]);

type Standing = { readonly set: NixNode | undefined; readonly names: readonly string[] };

/** True where one of the keys stands beside the image, in the same set or under the same path. */
function hasBeside(file: NixFile, { set, names, keys }: Standing & { readonly keys: ReadonlySet<string> }): boolean {
  const owner = set === undefined ? undefined : file.parents.get(set);
  const members = owner === undefined ? [] : [...(file.members.get(owner)?.values() ?? [])].flat();
  const prefix = names.slice(0, -1).join("\\0");
  return members.some((member) => keys.has(member.names.at(-1) ?? "") && member.names.slice(0, -1).join("\\0") === prefix);
}

/** `image = …;` in all its forms, `inherit image;` too. */
export function imageUses(file: NixFile): readonly ImageUse[] {
  return file.nodes.flatMap((node) => {
    const isInherited = node.kind === "inherit" || node.kind === "inherit_from";
    if (!isInherited && node.kind !== "binding") return [];
    const set = file.parents.get(node);
    const values = isInherited ? (childIn(node, "attrs")?.children ?? []) : [childIn(node, "expression")];
    return values.flatMap((value) => {
      if (value === undefined) return [];
      const names = isInherited ? [textOf(file, value)] : attributeNames(file, childIn(node, "attrpath"));
      const name = names.at(-1) ?? "";
      const isName = NAME_OF_IMAGE.test(name);
      const path = isInherited ? [...pathTo(file, node), name] : pathTo(file, node);
      if (!isName && !IMAGE_NAME.test(name) && !isInImages(path)) return [];
      const context = { path, isBesideContainerKeys: set !== undefined && file.containerSets.has(set) };
      return [{ value, context, isName, isLoaded: hasBeside(file, { set, names, keys: ARCHIVES }), hasTagBeside: hasBeside(file, { set, names, keys: TAGS }) }];
    });
  });
}
