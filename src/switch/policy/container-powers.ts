// A container's options -> what it may do that a policy may speak of: privileges, the host's network, sockets of engines, open ports.
import type { HostContainer } from "../host-containers.ts";
import { isOnHostNetwork, publishedPorts } from "../findings/published-ports.ts";

/** One power; `detail` tells two of a kind apart and is shown: the socket's path, the port. */
export type Power = { readonly kind: "privileged" | "host-network" | "engine-socket" | "published-to-all"; readonly detail: string };

type EngineState = Extract<HostContainer, { readonly engine: unknown }>["state"];

/** Where the engines listen, for root and for users (docker(1), podman-system-service(1), containerd). */
const SOCKETS = /^(?:\/var)?\/run\/(?:(?:user\/[^/]+\/)?(?:docker|podman\/podman)\.sock|containerd\/containerd\.sock|docker\/containerd\/containerd\.sock)$/;
/** Folders that hold such a socket. */
const FOLDERS: ReadonlySet<string> = new Set(["/", "/run", "/var", "/var/run", "/run/podman", "/var/run/podman", "/run/containerd", "/var/run/containerd"]);

function holdsSocket(source: string): boolean {
  const path = source.length > 1 ? source.replace(/\/+$/, "") : source;
  return SOCKETS.test(path) || FOLDERS.has(path === "" ? "/" : path);
}

/** The values of a flag among words, as `--flag=value`, `--flag value` or, of a short one, `-fvalue`. */
function flagValues(words: readonly string[], flags: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (flags.includes(word)) return words[index + 1] ?? [];
    const flag = flags.find((one) => word.startsWith(one.startsWith("--") ? `${one}=` : one));
    return flag === undefined ? [] : word.slice(flag.length).replace(/^=/, "");
  });
}

/** `type=bind,source=/run/docker.sock,target=…` (docker-run(1), "--mount"). */
function mountSource(mount: string): string {
  const fields = mount.split(",").map((field) => field.split("="));
  return fields.find(([name]) => name === "source" || name === "src")?.[1] ?? "";
}

function boundSources({ volumes, extraOptions }: EngineState): readonly string[] {
  const words = [...volumes, ...flagValues(extraOptions, ["-v", "--volume"])].map((volume) => volume.split(":")[0] ?? "");
  return [...words, ...flagValues(extraOptions, ["--mount"]).map(mountSource)];
}

function isPrivileged(state: EngineState): boolean {
  return state["privileged"] === true || state.extraOptions.some((option) => /^--privileged(?:=(?:true|1))?$/i.test(option));
}

function publishedToAll(container: HostContainer): readonly string[] {
  const open = publishedPorts(container).filter(({ address }) => address === "" || address === "0.0.0.0" || address === "::");
  const named = open.map(({ port, protocol }) => `${port}/${protocol}`);
  const isAll = container.kind !== "nspawn" && container.state.extraOptions.some((option) => /^(?:-P|--publish-all(?:=true)?)$/.test(option));
  return [...new Set(isAll ? [...named, "every port that the image exposes"] : named)];
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((entry) => typeof entry === "string");
}

/** nspawn shares the host's network unless it is told otherwise, which says nothing about a container; so that is not looked at. */
function nspawnPowers(container: Extract<HostContainer, { kind: "nspawn" }>): readonly Power[] {
  const { state } = container;
  const capabilities = [...texts(state["additionalCapabilities"]), ...flagValues(texts(state["extraFlags"]), ["--capability"])];
  const sources = Object.entries(state.bindMounts ?? {}).map(([path, mount]) => mount.hostPath ?? path);
  return [
    ...(capabilities.includes("all") ? [{ kind: "privileged", detail: "" } as const] : []),
    ...sources.filter(holdsSocket).map((detail) => ({ kind: "engine-socket", detail }) as const),
    ...publishedToAll(container).map((detail) => ({ kind: "published-to-all", detail }) as const),
  ];
}

/** Every power of a container. The ports of containers within containers are published inside, so they are left out. */
export function containerPowers(container: HostContainer): readonly Power[] {
  if (container.kind === "nspawn") return nspawnPowers(container);
  const { state, scope } = container;
  const ports = scope === "nested" ? [] : publishedToAll(container);
  return [
    ...(isPrivileged(state) ? [{ kind: "privileged", detail: "" } as const] : []),
    ...(isOnHostNetwork(state) ? [{ kind: "host-network", detail: "" } as const] : []),
    ...[...new Set(boundSources(state).filter(holdsSocket))].map((detail) => ({ kind: "engine-socket", detail }) as const),
    ...ports.map((detail) => ({ kind: "published-to-all", detail }) as const),
  ];
}
