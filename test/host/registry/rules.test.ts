// Rules: where each registry is asked, and which URLs may be asked at all.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Endpoint, registryRules } from "../../../src/host/registry/rules.ts";

const RULES = registryRules({
  mirrors: { "docker.io": "http://mirror.lan:5000/docker.io/", "quay.io": "https://cache.example" },
  allowPrivate: ["harbour.lan", "harbour.lan:5000", "localhost:5000", "dock.lan:443", "bad host"],
  timeout: 30,
});
const PLAIN = registryRules({ mirrors: {}, allowPrivate: [], timeout: 30 });

const ENDPOINTS: readonly (readonly [registry: string, endpoint: Endpoint])[] = [
  ["docker.io", { origins: ["http://mirror.lan:5000"], prefix: "docker.io/" }],
  ["quay.io", { origins: ["https://cache.example"], prefix: "" }],
  ["ghcr.io", { origins: ["https://ghcr.io"], prefix: "" }],
  ["harbour.lan", { origins: ["https://harbour.lan", "http://harbour.lan"], prefix: "" }],
  ["harbour.lan:5000", { origins: ["https://harbour.lan:5000", "http://harbour.lan:5000"], prefix: "" }],
  ["localhost:5000", { origins: ["http://localhost:5000"], prefix: "" }],
  ["localhost:6000", { origins: ["https://localhost:6000"], prefix: "" }],
];

const ALLOWED = ["https://ghcr.io/v2/", "https://1.1.1.1/", "http://mirror.lan:5000/", "https://cache.example/", "http://harbour.lan/", "http://localhost:5000/", "https://dock.lan/"];
const REFUSED = ["http://ghcr.io/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:5000/", "http://harbour.lan:6000/", "http://localhost/", "ftp://ghcr.io/", "https://0x7f.1/", "https://[::ffff:127.0.0.1]/"];

describe("registry rules", () => {
  for (const [registry, endpoint] of ENDPOINTS) it(`${registry} is asked at ${endpoint.origins.join(" or ")}`, () => assert.deepEqual(RULES.endpoint(registry), endpoint));
  it("Docker Hub has another host than its name", () => assert.deepEqual(PLAIN.endpoint("docker.io").origins, ["https://registry-1.docker.io"]));
  for (const url of ALLOWED) it(`${url} may be asked`, () => assert.doesNotThrow(() => RULES.check(new URL(url), "x")));
  for (const url of REFUSED) it(`${url} may not`, () => assert.throws(() => RULES.check(new URL(url), "x"), { code: "registry-refused" }));
});
