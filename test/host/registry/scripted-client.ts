// A scripted server and a client that may ask it, for the tests of one way to misbehave.
import { join } from "node:path";
import { tmpdir } from "node:os";
import type { TestContext } from "node:test";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import type { Registry, Repository } from "../../../src/ports.ts";
import { type Script, type ScriptedServer, startScripted } from "./scripted-server.ts";

/** No test may see the machine's own credentials. */
export const NO_DOCKER_CONFIG = { dockerConfig: join(tmpdir(), "stowplan-no-such-config.json") };

/** What a test works with. */
export type Opened = { readonly server: ScriptedServer; readonly registry: Registry; readonly repository: Repository };

/** Starts the server and a client that is allowed to ask it; both end with the test. */
export async function openScripted(context: TestContext, { script, alsoAllow = [], timeout = 20 }: { script: Script; alsoAllow?: readonly string[]; timeout?: number }): Promise<Opened> {
  const server = await startScripted(script);
  context.after(() => server.stop());
  const registry = openRegistry({ mirrors: {}, allowPrivate: [server.host, ...alsoAllow], timeout }, NO_DOCKER_CONFIG);
  return { server, registry, repository: { registry: server.host, path: "cargo/crate" } };
}
