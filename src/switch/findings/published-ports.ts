// The ports that a container publishes on its host, from Docker's and systemd-nspawn's notations.
import { isRecord } from "../../parse-json.ts";
import type { EngineContainer, HostContainer } from "../host-containers.ts";

/** One port of the host. The address is as it was written: empty for every address, `0.0.0.0` and `::` for those of one family. */
export type PublishedPort = { readonly address: string; readonly port: number; readonly protocol: string };

/** A range of more ports than this is not told one by one. */
const MAXIMUM_RANGE = 2048;
const PORT = /^(?:(?<address>\[[0-9a-f:.]+\]|[^:[\]]*):)?(?<first>\d+)(?:-(?<last>\d+))?:\d+(?:-\d+)?(?:\/(?<protocol>\w+))?$/i;

function plainAddress(address: string | undefined): string {
  const plain = (address ?? "").replace(/^\[|\]$/g, "").toLowerCase();
  if (/^[0:]+$/.test(plain) && plain.includes(":")) return "::";
  return plain === "*" ? "" : plain === "localhost" ? "127.0.0.1" : plain;
}

/** `127.0.0.1:8080:80/tcp`, `8000-8010:8000-8010`. Without a host's port (`80`, `127.0.0.1::80`) the engine chooses one. */
function readPublishedPort(text: string): readonly PublishedPort[] {
  const groups = PORT.exec(text)?.groups;
  if (groups === undefined) return [];
  const first = Number(groups["first"]);
  const last = Math.min(Number(groups["last"] ?? first), first + MAXIMUM_RANGE);
  const [address, protocol] = [plainAddress(groups["address"]), (groups["protocol"] ?? "tcp").toLowerCase()];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, offset) => ({ address, port: first + offset, protocol }));
}

/** True where two addresses cannot both be listened on: the engines bind `::` to IPv6 alone, and no address to both families. */
export function isSameAddress(left: string, right: string): boolean {
  const covers = (wide: string, narrow: string): boolean => wide === "" || wide === narrow || (wide === "::" && narrow.includes(":")) || (wide === "0.0.0.0" && narrow !== "" && !narrow.includes(":"));
  return covers(left, right) || covers(right, left);
}

function forwardedPorts(forwardPorts: unknown): readonly PublishedPort[] {
  const list: readonly unknown[] = Array.isArray(forwardPorts) ? forwardPorts : [];
  return list.flatMap((entry) => {
    if (!isRecord(entry) || typeof entry["hostPort"] !== "number") return [];
    return [{ address: "", port: entry["hostPort"], protocol: typeof entry["protocol"] === "string" ? entry["protocol"] : "tcp" }];
  });
}

/** `-p 80:80`, `-p80:80`, `--publish=80:80` and `--publish 80:80` among a container's other words. */
function publishedByOption(options: readonly string[]): readonly string[] {
  return options.flatMap((option, index) => {
    if (option === "-p" || option === "--publish") return options[index + 1] ?? [];
    return /^(?:--publish=|-p=?)(?<port>[\d[].*)$/.exec(option)?.groups?.["port"] ?? [];
  });
}

/** True for `--network=host` in any spelling, Quadlet's `Network=host` and Compose's `network_mode: host`. */
export function isOnHostNetwork({ networks, extraOptions }: Pick<EngineContainer["state"], "networks" | "extraOptions">): boolean {
  const named = extraOptions.some((option, index) => /^--net(?:work)?=host$/.test(option) || (/^--net(?:work)?$/.test(option) && extraOptions[index + 1] === "host"));
  return named || networks.includes("host");
}

/** Every port of the host that a container takes. In the host's own network nothing is published. */
export function publishedPorts(container: HostContainer): readonly PublishedPort[] {
  if (container.kind === "nspawn") return container.state.privateNetwork === true ? forwardedPorts(container.state["forwardPorts"]) : [];
  const { ports, extraOptions } = container.state;
  return isOnHostNetwork(container.state) ? [] : [...ports, ...publishedByOption(extraOptions)].flatMap(readPublishedPort);
}
