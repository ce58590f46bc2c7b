// The configuration's registries -> what the registry port wants to know.
import type { RegistryOptions } from "../ports.ts";
import type { Config } from "./schema.ts";

/** The rules under which registries are asked. */
export function registryOptions({ registries }: Pick<Config, "registries">): RegistryOptions {
  return { mirrors: registries.mirrors, allowPrivate: registries["allow-private"], timeout: registries.timeout };
}
