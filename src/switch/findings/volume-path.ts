// A volume of a container -> the folder on the host that holds its data, where the configuration says enough to know it.
import * as z from "zod";
import type { HostState } from "../../evaluate/index.ts";
import type { HostContainer } from "../host-containers.ts";

const Docker = z.object({
  extraOptions: z.string().default(""),
  daemonSettings: z.object({ "data-root": z.string().default("/var/lib/docker"), "userns-remap": z.string().optional() }).prefault({}),
});

const Podman = z.object({
  containersConf: z.object({ engine: z.object({ volume_path: z.string().optional() }).prefault({}) }).prefault({}),
  storage: z.object({ storage: z.object({ graphroot: z.string().default("/var/lib/containers/storage") }).prefault({}) }).prefault({}),
});

/** dockerd(8), `--data-root`. With user namespaces the volumes lie in a folder named after ids that only the host knows. */
function dockerVolumes({ docker }: HostState): string | undefined {
  const settings = Docker.safeParse(docker).data;
  if (settings === undefined || settings.daemonSettings["userns-remap"] !== undefined) return undefined;
  const option = /--(?:data-root|graph)[= ]["']?(?<root>[^\s"']+)/.exec(settings.extraOptions)?.groups?.["root"];
  return `${option ?? settings.daemonSettings["data-root"]}/volumes`;
}

/** containers.conf(5), `volume_path`; containers-storage.conf(5), `graphroot`. */
function podmanVolumes({ podman }: HostState): string | undefined {
  const settings = Podman.safeParse(podman).data;
  return settings && (settings.containersConf.engine.volume_path ?? `${settings.storage.storage.graphroot}/volumes`);
}

/**
 * A path is its own. A named volume of root's engine lies below the engine's folder; those of users and of systems inside nspawn
 * containers are undefined, because homes and nested settings are not known here.
 */
export function volumePath(volume: string, { container, host }: { readonly container: HostContainer; readonly host: HostState }): string | undefined {
  if (volume.startsWith("/")) return volume;
  const isRoots = container.kind !== "nspawn" && container.scope === "system" && ["root", undefined].includes(userOf(container.state["podman"]));
  if (!isRoots || volume.startsWith(".")) return undefined;
  const folder = container.engine === "docker" ? dockerVolumes(host) : podmanVolumes(host);
  return folder && `${folder}/${volume}/_data`;
}

/** `podman.user` of `oci-containers`, which runs a container with the storage of that user. */
function userOf(podman: unknown): string | undefined {
  return z.object({ user: z.string().optional() }).safeParse(podman).data?.user;
}
