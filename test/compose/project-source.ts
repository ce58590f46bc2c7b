// Projects in memory for the reader's tests: files by path, options as a user would write them.
import { ProjectConfig } from "../../src/config/index.ts";
import type { ProjectSource } from "../../src/discover/index.ts";

/** A project whose folder on the host is `/srv/shop`. */
export function projectSource({ inputs = ["compose.yml"], ...options }: Readonly<Record<string, unknown>> & { readonly inputs?: readonly string[] } = {}): ProjectSource {
  const first = inputs[0] ?? "compose.yml";
  const folder = first.includes("/") ? first.slice(0, first.lastIndexOf("/")) : ".";
  return { label: "shop", folder, inputs, options: ProjectConfig.parse({ inputs, root_path: "/srv/shop", ...options }), existsIn: { base: true, head: true } };
}
