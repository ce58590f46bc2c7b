// Addresses: the table says which ones a stranger's image name may lead to.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPublicAddress } from "../../../src/host/registry/addresses.ts";

const PUBLIC = ["1.1.1.1", "140.82.121.33", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2606:4700::6810:84e5", "2a00:1450:4001::200e", "64:ff9b::8c52:7921", "::ffff:140.82.121.33"];

const PRIVATE: readonly (readonly [address: string, what: string])[] = [
  ["127.0.0.1", "loopback"],
  ["127.8.8.8", "loopback"],
  ["0.0.0.0", "this host"],
  ["10.1.2.3", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.1.1", "private"],
  ["100.64.0.1", "carrier-grade NAT, Tailscale"],
  ["169.254.169.254", "link-local, the metadata service of clouds"],
  ["198.18.0.1", "benchmarks"],
  ["224.0.0.1", "multicast"],
  ["255.255.255.255", "broadcast"],
  ["::1", "loopback"],
  ["::", "unspecified"],
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local with a zone"],
  ["fc00::1", "unique local"],
  ["fd12:3456::1", "unique local"],
  ["ff02::1", "multicast"],
  ["::ffff:127.0.0.1", "loopback, mapped"],
  ["::ffff:a9fe:a9fe", "link-local, mapped"],
  ["64:ff9b::7f00:1", "loopback behind NAT64"],
  ["64:ff9b::a00:1", "private behind NAT64"],
  ["2002:7f00:1::", "6to4"],
  ["2001:0:7f00:1::", "Teredo"],
  ["2001:db8::1", "documentation"],
  ["localhost", "no address"],
  ["", "nothing"],
];

describe("public addresses", () => {
  for (const address of PUBLIC) it(`${address} is public`, () => assert.equal(isPublicAddress(address), true));
  for (const [address, what] of PRIVATE) it(`${address || "(empty)"} is not: ${what}`, () => assert.equal(isPublicAddress(address), false));
});
