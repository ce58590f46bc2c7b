// An IP address -> whether it is on the public internet; everything else could be a machine that only the runner can see.
import { BlockList, isIP } from "node:net";

// IANA special-purpose registry for IPv4 (RFC 6890), plus multicast and the reserved rest.
const SPECIAL_IPV4: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Inside the global unicast range 2000::/3, but tunnels (Teredo, 6to4) or documentation. */
const SPECIAL_IPV6: readonly (readonly [network: string, prefix: number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

/** NAT64 (RFC 6052): an IPv4 address in the last 32 bits. */
const NAT64 = "64:ff9b::";

function blockList(fill: (list: BlockList) => void): BlockList {
  const list = new BlockList();
  fill(list);
  return list;
}

const special = blockList((list) => {
  for (const [network, prefix] of SPECIAL_IPV4) {
    list.addSubnet(network, prefix, "ipv4");
    list.addSubnet(`${NAT64}${network}`, 96 + prefix, "ipv6");
  }
  for (const [network, prefix] of SPECIAL_IPV6) list.addSubnet(network, prefix, "ipv6");
});

const global = blockList((list) => {
  list.addSubnet("0.0.0.0", 0, "ipv4");
  list.addSubnet("2000::", 3, "ipv6");
  list.addSubnet(NAT64, 96, "ipv6");
});

/** True for an address that anyone on the internet could reach. A text that is no address is not public. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return false;
  // BlockList judges IPv4-mapped addresses (::ffff:10.0.0.1) by the IPv4 rules.
  const family = version === 4 ? "ipv4" : "ipv6";
  return global.check(bare, family) && !special.check(bare, family);
}
