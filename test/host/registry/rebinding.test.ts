// Names whose addresses change between a check and its use: every connection's own lookup is the check.
import assert from "node:assert/strict";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { describe, it, mock } from "node:test";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import { rejectsWith } from "./contract.ts";
import { NO_DOCKER_CONFIG } from "./scripted-client.ts";
import { startScripted } from "./scripted-server.ts";

type Found = { readonly address: string; readonly family: number };

type LookupArguments = [name: string, options: unknown, callback: (error: null, found: readonly Found[]) => void];

const ANSWERS: readonly (readonly [what: string, found: readonly Found[]])[] = [
  ["a loopback address", [{ address: "127.0.0.1", family: 4 }]],
  ["a private address behind a public one", [{ address: "140.82.121.33", family: 4 }, { address: "10.0.0.1", family: 4 }]],
  ["a mapped loopback address", [{ address: "::ffff:127.0.0.1", family: 6 }]],
  ["a metadata service", [{ address: "169.254.169.254", family: 4 }]],
  ["a unique local address", [{ address: "fd00::1", family: 6 }]],
];

describe("names that lead to", () => {
  for (const [what, found] of ANSWERS) {
    it(`${what} are refused, at every connection anew`, async (context) => {
      const server = await startScripted((_, response) => response.end("{}"));
      const lookup = mock.method(dns, "lookup", (...[, , callback]: LookupArguments) => callback(null, found));
      syncBuiltinESMExports();
      context.after(async () => {
        lookup.mock.restore();
        syncBuiltinESMExports();
        await server.stop();
      });
      const port = server.host.slice(server.host.indexOf(":"));
      const registry = openRegistry({ mirrors: {}, allowPrivate: [], timeout: 60 }, NO_DOCKER_CONFIG);
      for (const path of ["cargo/crate", "cargo/box"]) {
        const error = await rejectsWith(registry.tags({ registry: `rebound.example${port}`, path }), "registry-refused");
        assert.match(error.message, /rebound\.example/);
        assert.ok(found.every(({ address }) => !error.message.includes(address)));
      }
      assert.equal(lookup.mock.callCount(), 2);
      assert.equal(server.seen.length, 0);
    });
  }
});
