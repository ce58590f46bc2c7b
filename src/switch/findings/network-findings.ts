// The containers of a host into findings about ports and addresses that two of them claim.
import type { Finding, Place } from "../../errors.ts";
import type { HostContainer } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { publishedPorts } from "./published-ports.ts";

/** Something that two containers claim; `key` tells whether base had the same clash. */
type Clash = { readonly key: string; readonly what: string; readonly first: string; readonly second: string; readonly place?: Place };
type Claim = { readonly container: string; readonly address: string };

function placeOf({ place }: HostContainer): { place?: Place } {
  return place === undefined ? {} : { place };
}

function portClashes(containers: readonly HostContainer[]): readonly Clash[] {
  const claims = new Map<string, Claim[]>();
  return containers.flatMap((container) =>
    publishedPorts(container).flatMap(({ address, port, protocol }): readonly Clash[] => {
      const what = `${port}/${protocol}`;
      const others = claims.get(what) ?? [];
      const other = others.find((claim) => claim.address === address || claim.address === "" || address === "");
      claims.set(what, [...others.slice(0, 15), { container: container.name, address }]);
      if (other === undefined) return [];
      return [{ key: `${what} ${other.container} ${container.name}`, what: address === "" ? what : `${what} of ${address}`, first: other.container, second: container.name, ...placeOf(container) }];
    }),
  );
}

function plain(address: unknown): string | undefined {
  return typeof address === "string" && address !== "" ? address.replace(/\/\d+$/, "").toLowerCase() : undefined;
}

/** Addresses that belong to a container alone: nspawn's own side, and `--ip` of Docker and Podman within one network. */
function ownAddresses(container: HostContainer): readonly string[] {
  if (container.kind === "nspawn") {
    if (container.state.privateNetwork !== true) return [];
    return [plain(container.state.localAddress), plain(container.state["localAddress6"])].filter((address) => address !== undefined);
  }
  const { extraOptions, networks } = container.state;
  const named = extraOptions.flatMap((option) => /^--net(?:work)?=(?<name>[^:]+)/.exec(option)?.groups?.["name"] ?? []);
  const network = [...networks, ...named][0] ?? "";
  return extraOptions.flatMap((option) => {
    const address = /^--ip6?=(?<address>.+)$/.exec(option)?.groups?.["address"];
    return address === undefined ? [] : [`${address.toLowerCase()}${network === "" ? "" : ` in network ${network}`}`];
  });
}

function hostAddresses(container: HostContainer): readonly string[] {
  if (container.kind !== "nspawn" || container.state.privateNetwork !== true) return [];
  return [plain(container.state.hostAddress), plain(container.state["hostAddress6"])].filter((address) => address !== undefined);
}

/** Containers may share the host's address, but no container's own address may be used twice or be the host's. */
function addressClashes(containers: readonly HostContainer[]): readonly Clash[] {
  const owners = new Map<string, string>();
  const twice = containers.flatMap((container) =>
    ownAddresses(container).flatMap((address): readonly Clash[] => {
      const owner = owners.get(address);
      if (owner === undefined) owners.set(address, container.name);
      return owner === undefined ? [] : [{ key: `${address} ${owner} ${container.name}`, what: address, first: owner, second: container.name, ...placeOf(container) }];
    }),
  );
  const hosts = containers.flatMap((container) =>
    hostAddresses(container).flatMap((address): readonly Clash[] => {
      const owner = owners.get(address);
      return owner === undefined ? [] : [{ key: `${address} ${owner} host of ${container.name}`, what: address, first: owner, second: `the host's side of ${container.name}`, ...placeOf(container) }];
    }),
  );
  return [...twice, ...hosts];
}

function isNew(clashes: readonly Clash[], before: readonly Clash[]): readonly Clash[] {
  const known = new Set(before.map((clash) => clash.key));
  return [...new Map(clashes.map((clash) => [clash.key, clash])).values()].filter((clash) => !known.has(clash.key));
}

/** Clashes of the new configuration that the old one does not have. */
export function networkFindings({ host, containers }: PlannedHost): readonly Finding[] {
  const [old, fresh] = [[...containers.old.values()], [...containers.new.values()]];
  const ports = isNew(portClashes(fresh), portClashes(old)).map(({ what, first, second, place }): Finding => ({
    code: "port-conflict",
    severity: "error",
    subject: `${host}: port ${what}`.slice(0, 1024),
    message: (first === second ? `Container ${first} publishes ${what} twice.` : `Containers ${first} and ${second} both publish ${what}; the one that starts last fails.`).slice(0, 8192),
    hint: "Give one of them another port of the host.",
    ...(place === undefined ? {} : { place }),
  }));
  const addresses = isNew(addressClashes(fresh), addressClashes(old)).map(({ what, first, second, place }): Finding => ({
    code: "address-conflict",
    severity: "error",
    subject: `${host}: address ${what}`.slice(0, 1024),
    message: `${what} is the address of container ${first} and of ${second.startsWith("the ") ? second : `container ${second}`}.`.slice(0, 8192),
    hint: "Give each container an address of its own.",
    ...(place === undefined ? {} : { place }),
  }));
  return [...ports, ...addresses];
}
