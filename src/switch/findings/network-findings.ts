// The containers of a host into findings about ports and addresses that two of them claim.
import type { Finding, Place } from "../../errors.ts";
import type { Containers, EngineContainer, HostContainer } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { isSameAddress, publishedPorts } from "./published-ports.ts";
import { toFinding } from "./risk.ts";

/** Something that two containers claim; the later one is `second`. */
type Clash = { readonly what: string; readonly first: string; readonly second: string; readonly place?: Place | undefined };
type Claim = { readonly container: string; readonly address: string };

/** A port is looked up among this many claims; who publishes one port more often has other worries. */
const MAXIMUM_CLAIMS = 16;

function portClashes(containers: readonly HostContainer[]): readonly Clash[] {
  const claims = new Map<string, Claim[]>();
  return containers.flatMap((container) =>
    publishedPorts(container).flatMap(({ address, port, protocol }): readonly Clash[] => {
      const what = `${port}/${protocol}`;
      const others = claims.get(what) ?? [];
      claims.set(what, [...others.slice(0, MAXIMUM_CLAIMS), { container: container.name, address }]);
      const other = others.find((claim) => isSameAddress(claim.address, address));
      if (other === undefined) return [];
      const named = address === "" ? what : `${what} of ${address}`;
      return [{ what: named, first: other.container, second: container.name, place: container.place }];
    }),
  );
}

function plain(address: unknown): string | undefined {
  return typeof address === "string" && address !== "" ? address.replace(/\/\d+$/, "").toLowerCase() : undefined;
}

/** `--ip` and `--ip6` of Docker and Podman count within one network. */
function fixedAddresses({ extraOptions, networks }: EngineContainer["state"]): readonly string[] {
  const named = extraOptions.flatMap((option) => /^--net(?:work)?=(?<name>[^:]+)/.exec(option)?.groups?.["name"] ?? []);
  const network = networks[0] ?? named[0];
  return extraOptions.flatMap((option) => {
    const address = /^--ip6?=(?<address>.+)$/.exec(option)?.groups?.["address"]?.toLowerCase();
    return address === undefined ? [] : [network === undefined ? address : `${address} in network ${network}`];
  });
}

/** Addresses that belong to a container alone. */
function ownAddresses(container: HostContainer): readonly string[] {
  if (container.kind !== "nspawn") return fixedAddresses(container.state);
  if (container.state.privateNetwork !== true) return [];
  return [plain(container.state.localAddress), plain(container.state["localAddress6"])].filter((address) => address !== undefined);
}

/** The host's side of an nspawn container's network, which several containers may share. */
function hostAddresses(container: HostContainer): readonly string[] {
  if (container.kind !== "nspawn" || container.state.privateNetwork !== true) return [];
  return [plain(container.state.hostAddress), plain(container.state["hostAddress6"])].filter((address) => address !== undefined);
}

/** No container's own address may be used twice or be the host's. */
function addressClashes(containers: readonly HostContainer[]): readonly Clash[] {
  const owners = new Map<string, string>();
  const twice = containers.flatMap((container) =>
    ownAddresses(container).flatMap((what): readonly Clash[] => {
      const first = owners.get(what);
      if (first === undefined) owners.set(what, container.name);
      return first === undefined ? [] : [{ what, first, second: `container ${container.name}`, place: container.place }];
    }),
  );
  const asHost = containers.flatMap((container) =>
    hostAddresses(container).flatMap((what): readonly Clash[] => {
      const first = owners.get(what);
      return first === undefined ? [] : [{ what, first, second: `the host's side of ${container.name}`, place: container.place }];
    }),
  );
  return [...twice, ...asHost];
}

/** Clashes that were not there before; each is told once. */
function newClashes(find: (containers: readonly HostContainer[]) => readonly Clash[], { containers }: PlannedHost): readonly Clash[] {
  const keyOf = ({ what, first, second }: Clash): string => `${what} ${first} ${second}`;
  // Inside an nspawn container there may be a network of its own.
  const onHost = (side: Containers): readonly HostContainer[] => [...side.values()].filter(({ scope }) => scope !== "nested");
  const known = new Set(find(onHost(containers.old)).map(keyOf));
  const found = new Map(find(onHost(containers.new)).map((clash) => [keyOf(clash), clash]));
  return [...found].flatMap(([key, clash]) => (known.has(key) ? [] : [clash]));
}

function portFinding(host: string, { what, first, second, place }: Clash): Finding {
  const message =
    first === second ? `Container ${first} publishes ${what} twice.` : `Containers ${first} and ${second} both publish ${what}; the one that starts last fails.`;
  return toFinding({ code: "port-conflict", severity: "error", host, about: `port ${what}`, message, hint: "Give one of them another port of the host.", place });
}

function addressFinding(host: string, { what, first, second, place }: Clash): Finding {
  const message = `${what} is the address of container ${first} and of ${second}.`;
  return toFinding({ code: "address-conflict", severity: "error", host, about: `address ${what}`, message, hint: "Give each container an address of its own.", place });
}

/** Clashes of the new configuration that the old one does not have. */
export function networkFindings(planned: PlannedHost): readonly Finding[] {
  return [
    ...newClashes(portClashes, planned).map((clash) => portFinding(planned.host, clash)),
    ...newClashes(addressClashes, planned).map((clash) => addressFinding(planned.host, clash)),
  ];
}
