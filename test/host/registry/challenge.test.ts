// WWW-Authenticate headers as registries send them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Challenge, parseChallenge } from "../../../src/host/registry/challenge.ts";
import { parseDockerConfig } from "../../../src/host/registry/docker-config.ts";
import { retryAfter } from "../../../src/host/registry/patience.ts";

const CHALLENGES: readonly (readonly [header: string | undefined, challenge: Challenge | undefined])[] = [
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/redis:pull"',
    { kind: "bearer", realm: "https://auth.docker.io/token", service: "registry.docker.io", scope: "repository:library/redis:pull" },
  ],
  ['Bearer realm="https://ghcr.io/token", service="ghcr.io"', { kind: "bearer", realm: "https://ghcr.io/token", service: "ghcr.io" }],
  ["bearer realm=https://quay.io/v2/auth,service=quay.io", { kind: "bearer", realm: "https://quay.io/v2/auth", service: "quay.io" }],
  ['Bearer realm="/token"', { kind: "bearer", realm: "/token" }],
  ['Basic realm="harbour"', { kind: "basic" }],
  ['Basic realm="x", Bearer realm="https://a.example/t"', { kind: "bearer", realm: "https://a.example/t" }],
  ['Bearer service="x"', undefined],
  ["Negotiate", undefined],
  ["", undefined],
  [undefined, undefined],
];

describe("challenges", () => {
  for (const [header, challenge] of CHALLENGES) {
    it(header ?? "no header", () => assert.deepEqual(parseChallenge(header), challenge));
  }
});

describe("Docker's config.json", () => {
  it("gives credentials by host", () => {
    const auth = Buffer.from("skipper:har:bour").toString("base64");
    const text = JSON.stringify({
      auths: { "https://index.docker.io/v1/": { auth }, "ghcr.io": { username: "a", password: "b" }, "https://quay.io/v2/": { auth }, "x.example": {} },
      credsStore: "desktop",
    });
    assert.deepEqual(Object.fromEntries(parseDockerConfig(text)), {
      "registry-1.docker.io": { user: "skipper", password: "har:bour" },
      "ghcr.io": { user: "a", password: "b" },
      "quay.io": { user: "skipper", password: "har:bour" },
    });
  });
  for (const text of ["", "{", "[]", "null", '{"auths": 7}', '{"auths": {"x": {"auth": "!!"}}}']) {
    it(`gives none for ${text || "an empty file"}`, () => assert.equal(parseDockerConfig(text).size, 0));
  }
});

describe("Retry-After", () => {
  const NOW = Date.parse("2026-03-01T12:00:00Z");
  const TABLE: readonly (readonly [header: string | undefined, seconds: number | undefined])[] = [
    ["120", 120],
    ["0", 0],
    ["Sun, 01 Mar 2026 12:00:30 GMT", 30],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ];
  for (const [header, seconds] of TABLE) it(`${header ?? "no header"} is ${String(seconds)} seconds`, () => assert.equal(retryAfter(header, NOW), seconds));
});
