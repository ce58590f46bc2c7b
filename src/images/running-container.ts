// A container that runs an image -> what its own options say about mounts, ports and users, wherever they say it.
import type { ContainerState } from "../evaluate/index.ts";
import { tellSome } from "../tell-some.ts";

/** A container by its name on the host, and what is known of it in the words of `oci-containers`. */
export type RunningContainer = { readonly name: string; readonly options: ContainerState };

/** Flags of `docker run` and `podman run` that declare what an image leaves open, by their short and long names. */
const FLAGS = {
  mount: /^(?:-v|--volume|--mount|--tmpfs)$/,
  port: /^(?:-p|--publish)$/,
  user: /^(?:-u|--user)$/,
  network: /^(?:--net|--network)$/,
} as const;

/** The values of a flag, written `--flag=value` or as two arguments. */
function valuesOf({ options }: RunningContainer, flag: keyof typeof FLAGS): readonly string[] {
  const { extraOptions } = options;
  return extraOptions.flatMap((argument, index) => {
    const equals = argument.indexOf("=");
    if (argument.startsWith("-") && equals > 0 && FLAGS[flag].test(argument.slice(0, equals))) return [argument.slice(equals + 1)];
    const next = extraOptions[index + 1];
    return FLAGS[flag].test(argument) && next !== undefined ? [next] : [];
  });
}

/** `/srv/mealie:/app/data:rw` -> `/app/data`; an anonymous volume is its own target; `type=bind,target=/app/data` names it. */
function mountTarget(volume: string): string {
  const named = /(?:^|,)(?:target|destination|dst)=([^,]+)/.exec(volume)?.[1];
  const [source = "", target] = volume.split(":");
  return withoutSlash(named ?? (target?.startsWith("/") === true ? target : source));
}

/** A folder's path as it is compared: `/config/` is `/config`. */
function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/+$/, "");
}

/** True where the container mounts something at a path; a mount above it does not keep the engine from making a volume there. */
export function mounts(container: RunningContainer, path: string): boolean {
  return [...container.options.volumes, ...valuesOf(container, "mount")].map(mountTarget).includes(withoutSlash(path));
}

function portRange(text: string): readonly number[] {
  const [, first = "", last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return first === "" || to < from || to > 65_535 ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** `127.0.0.1:8080:80/tcp` -> true for `80/tcp`; ranges are taken apart. */
export function publishes(container: RunningContainer, port: string): boolean {
  return [...container.options.ports, ...valuesOf(container, "port")].some((published) => {
    const [address = "", protocol = "tcp"] = published.split("/");
    return portRange(address.slice(address.lastIndexOf(":") + 1)).some((number) => `${number}/${protocol}` === port);
  });
}

/** True where the container says as which user it runs. */
export function setsUser(container: RunningContainer): boolean {
  return typeof container.options.user === "string" || valuesOf(container, "user").length > 0;
}

/** On the host's network every port of the container is the host's own. */
export function isOnHostNetwork(container: RunningContainer): boolean {
  return [...container.options.networks, ...valuesOf(container, "network")].includes("host");
}

const MOST_NAMES = 3;

/** `mealie`, `mealie and cellar`, `a, b, c and 4 more`. */
export function tellContainers(containers: readonly RunningContainer[]): string {
  const names = [...new Set(containers.map(({ name }) => name))];
  if (names.length > MOST_NAMES) return tellSome(names, MOST_NAMES);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
