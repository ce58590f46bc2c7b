// The ports that a container publishes on its host, from Docker's and systemd-nspawn's notations.
import type { HostContainer } from "../host-containers.ts";

/** One port of the host; an empty address is every address. */
export type PublishedPort = { readonly address: string; readonly port: number; readonly protocol: string };

/** A range of more ports than this is not told one by one. */
const MAXIMUM_RANGE = 2048;
const PORT = /^(?:(?<address>\[[0-9a-f:.]+\]|[^:[\]]*):)?(?<first>\d+)(?:-(?<last>\d+))?:\d+(?:-\d+)?(?:\/(?<protocol>\w+))?$/i;

function plainAddress(address: string | undefined): string {
  const plain = (address ?? "").replace(/^\[|\]$/g, "");
  return plain === "0.0.0.0" || plain === "::" || plain === "*" ? "" : plain;
}

/** `127.0.0.1:8080:80/tcp`, `8000-8010:8000-8010`. Without a host's port (`80`, `127.0.0.1::80`) the engine chooses one. */
export function readPublishedPort(text: string): readonly PublishedPort[] {
  const groups = PORT.exec(text)?.groups;
  if (groups === undefined) return [];
  const first = Number(groups["first"]);
  const last = Math.min(Number(groups["last"] ?? first), first + MAXIMUM_RANGE);
  const [address, protocol] = [plainAddress(groups["address"]), (groups["protocol"] ?? "tcp").toLowerCase()];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, offset) => ({ address, port: first + offset, protocol }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function forwardedPorts(forwardPorts: unknown): readonly PublishedPort[] {
  const list: readonly unknown[] = Array.isArray(forwardPorts) ? forwardPorts : [];
  return list.flatMap((entry) => {
    if (!isRecord(entry) || typeof entry["hostPort"] !== "number") return [];
    return [{ address: "", port: entry["hostPort"], protocol: typeof entry["protocol"] === "string" ? entry["protocol"] : "tcp" }];
  });
}

/** Every port of the host that a container takes. In the host's own network nothing is published. */
export function publishedPorts(container: HostContainer): readonly PublishedPort[] {
  if (container.kind === "nspawn") return container.state.privateNetwork === true ? forwardedPorts(container.state["forwardPorts"]) : [];
  const { ports, networks, extraOptions } = container.state;
  const isOnHost = networks.includes("host") || extraOptions.some((option) => /^--net(?:work)?=host$/.test(option));
  return isOnHost ? [] : ports.flatMap(readPublishedPort);
}
