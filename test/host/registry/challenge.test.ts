// WWW-Authenticate headers as registries send them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Challenge, parseChallenge } from "../../../src/host/registry/challenge.ts";
import { retryAfter } from "../../../src/host/registry/patience.ts";

const CHALLENGES: readonly (readonly [header: string | undefined, challenge: Challenge | undefined])[] = [
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/redis:pull"',
    { kind: "bearer", realm: "https://auth.docker.io/token", service: "registry.docker.io", scope: "repository:library/redis:pull" },
  ],
  ['Bearer realm="https://ghcr.io/token", service="ghcr.io"', { kind: "bearer", realm: "https://ghcr.io/token", service: "ghcr.io" }],
  ["bearer realm=https://quay.io/v2/auth,service=quay.io", { kind: "bearer", realm: "https://quay.io/v2/auth", service: "quay.io" }],
  [
    'Bearer realm="https://gitlab.com/jwt/auth",service="container_registry",scope="repository:galley/web:pull",error="invalid_token"',
    { kind: "bearer", realm: "https://gitlab.com/jwt/auth", service: "container_registry", scope: "repository:galley/web:pull" },
  ],
  [
    'Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*"',
    { kind: "bearer", realm: "https://codeberg.org/v2/token", service: "container_registry", scope: "*" },
  ],
  [
    'Bearer realm="https://harbor.example/service/token",service="harbor-registry",scope="repository:galley/web:pull"',
    { kind: "bearer", realm: "https://harbor.example/service/token", service: "harbor-registry", scope: "repository:galley/web:pull" },
  ],
  [
    'Bearer realm="https://europe-docker.pkg.dev/v2/token",service="europe-docker.pkg.dev",scope="repository:galley/web/app:pull"',
    { kind: "bearer", realm: "https://europe-docker.pkg.dev/v2/token", service: "europe-docker.pkg.dev", scope: "repository:galley/web/app:pull" },
  ],
  [
    'Bearer realm="https://public.ecr.aws/token/",service="public.ecr.aws",scope="aws"',
    { kind: "bearer", realm: "https://public.ecr.aws/token/", service: "public.ecr.aws", scope: "aws" },
  ],
  ['Basic realm="https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/",service="ecr.amazonaws.com"', { kind: "basic" }],
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
