// Answers made to hurt: one scripted registry for each way, and what the client says of it. DESIGN.md, "Trust".
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { Registry, Repository } from "../../../src/ports.ts";
import { allBytes } from "./all-bytes.ts";
import { rejectsWith } from "./contract.ts";
import { openScripted } from "./scripted-client.ts";
import { type Script, sendJson } from "./scripted-server.ts";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const DIGEST = `sha256:${"a".repeat(64)}`;
const MEBIBYTE = 1024 * 1024;

function sendText(text: string, headers: Record<string, string> = {}): Script {
  return (_, response) => {
    response.writeHead(200, headers);
    response.end(text);
  };
}

/** Sends without end, as fast as it is read. */
function pour(response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(200, headers);
  const piece = Buffer.alloc(64 * 1024, 0x20);
  const push = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on("drain", push);
  push();
}

function drip(response: ServerResponse): void {
  response.writeHead(200);
  const dripping = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(dripping));
}

type Ask = (registry: Registry, repository: Repository) => Promise<unknown>;
const tags: Ask = (registry, repository) => registry.tags(repository);
const manifest: Ask = (registry, repository) => registry.manifest(repository, "1");
const resolve: Ask = (registry, repository) => registry.resolve(repository, "1");
const blob: Ask = (registry, repository) => registry.blob(repository, DIGEST);
const stream: Ask = (registry, repository) => allBytes(registry.openBlob(repository, { digest: DIGEST, limit: MEBIBYTE }));
const referrers: Ask = (registry, repository) => registry.referrers(repository, DIGEST);

const deep = `{"schemaVersion":2,"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
const bomb = gzipSync(Buffer.alloc(64 * MEBIBYTE));

const TABLE: readonly { readonly name: string; readonly ask: Ask; readonly script: Script; readonly code: string; readonly message?: RegExp; readonly timeout?: number }[] = [
  { name: "a tag list without end", ask: tags, script: (_, response) => pour(response, {}), code: "registry-limit" },
  { name: "a manifest without end", ask: manifest, script: (_, response) => pour(response, {}), code: "registry-limit" },
  { name: "a configuration without end", ask: blob, script: (_, response) => pour(response, {}), code: "registry-limit" },
  { name: "a layer without end", ask: stream, script: (_, response) => pour(response, {}), code: "registry-limit" },
  { name: "a list of referrers without end", ask: referrers, script: (_, response) => pour(response, {}), code: "registry-limit" },
  { name: "a manifest that announces less than it sends", ask: manifest, script: (_, response) => pour(response, { "content-length": String(8 * MEBIBYTE) }), code: "registry-limit" },
  { name: "a body that drips", ask: tags, script: (_, response) => drip(response), code: "registry-unreachable", message: /within 0\.3 s/, timeout: 0.3 },
  // On a very busy machine the answer itself may not begin in time.
  { name: "a layer that drips", ask: stream, script: (_, response) => drip(response), code: "registry-unreachable", message: /too slowly|within 2 s/, timeout: 2 },
  { name: "no answer", ask: resolve, script: () => undefined, code: "registry-unreachable", message: /within 0\.3 s/, timeout: 0.3 },
  { name: "headers without end", ask: tags, script: sendText("{}", { "x-cargo": "x".repeat(200_000) }), code: "registry-unreachable" },
  { name: "a body shorter than announced", ask: tags, script: (request, response) => (response.writeHead(200, { "content-length": "100" }), response.write("{}", () => setImmediate(() => request.socket.destroy()))), code: "registry-unreachable" },
  { name: "an answer that is no HTTP", ask: tags, script: (request) => void request.socket.end("ahoy\r\n\r\n"), code: "registry-unreachable" },
  { name: "nested tag lists", ask: tags, script: sendText(deep), code: "registry-invalid", message: /nested/ },
  { name: "a nested manifest", ask: manifest, script: sendText(deep), code: "registry-invalid", message: /nested/ },
  { name: "nested referrers", ask: referrers, script: sendText(deep), code: "registry-invalid", message: /nested/ },
  { name: "a web page in place of tags", ask: tags, script: sendText("<!DOCTYPE html><title>Log in</title>", { "content-type": "text/html" }), code: "registry-invalid", message: /web page/ },
  { name: "a web page in place of a manifest", ask: manifest, script: sendText("\n <html></html>"), code: "registry-invalid", message: /web page/ },
  { name: "a compressed body that was not asked for", ask: tags, script: (_, response) => (response.writeHead(200, { "content-encoding": "gzip" }), void response.end(bomb)), code: "registry-invalid", message: /not JSON/ },
  { name: "another digest in the header", ask: manifest, script: sendText("{}", { "docker-content-digest": DIGEST, "content-type": MANIFEST }), code: "registry-invalid", message: /does not match/ },
  { name: "other content than the digest", ask: blob, script: sendText("other"), code: "registry-invalid", message: /does not match/ },
  { name: "a manifest of schema 1", ask: manifest, script: sendText('{"schemaVersion":1}'), code: "registry-invalid", message: /schema 1/ },
  { name: "redirects in a circle", ask: tags, script: (request, response) => sendJson(response, { status: 302, headers: { location: request.url ?? "" } }), code: "registry-invalid", message: /more than 5 times/ },
  { name: "a redirect to plain HTTP", ask: tags, script: (_, response) => sendJson(response, { status: 302, headers: { location: "http://registry.example/v2/" } }), code: "registry-refused", message: /without encryption/ },
  { name: "a redirect to another scheme", ask: tags, script: (_, response) => sendJson(response, { status: 302, headers: { location: "file:///etc/passwd" } }), code: "registry-refused" },
  { name: "a redirect to a cloud's metadata", ask: blob, script: (_, response) => sendJson(response, { status: 307, headers: { location: "https://169.254.169.254/latest/" } }), code: "registry-refused" },
  { name: "a redirect to a mapped address", ask: stream, script: (_, response) => sendJson(response, { status: 307, headers: { location: "https://[::ffff:10.0.0.1]/x" } }), code: "registry-refused" },
  { name: "a redirect to a name of this machine", ask: stream, script: (_, response) => sendJson(response, { status: 307, headers: { location: "https://localhost/x" } }), code: "registry-refused" },
  { name: "a token service at a private address", ask: tags, script: (_, response) => sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="https://192.168.0.1/token"' } }), code: "registry-refused" },
  { name: "a token service that is no URL", ask: tags, script: (_, response) => sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="http://["' } }), code: "registry-invalid" },
  { name: "a challenge without end", ask: tags, script: (_, response) => sendJson(response, { status: 401, headers: { "www-authenticate": `Bearer realm="/token",x="${"a,".repeat(6000)}"` } }), code: "registry-denied" },
  {
    name: "a token without end",
    ask: tags,
    script: (request, response) => (request.url === "/token" ? pour(response, {}) : sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="/token"' } })),
    code: "registry-limit",
  },
  { name: "too many requests, for a day", ask: manifest, script: (_, response) => sendJson(response, { status: 429, headers: { "retry-after": "86400" } }), code: "registry-rate-limited" },
];

describe("hostile answers", () => {
  for (const { name, ask, script, code, message, timeout } of TABLE) {
    it(`${name}: ${code}`, async (context) => {
      const { registry, repository, server } = await openScripted(context, { script, ...(timeout === undefined ? {} : { timeout }) });
      const error = await rejectsWith(ask(registry, repository), code);
      if (message !== undefined) assert.match(error.message, message);
      assert.ok(server.seen.length <= 6);
    });
  }

  it("keep no memory that they claim: a bomb is never unpacked", async (context) => {
    const { registry, repository } = await openScripted(context, { script: (_, response) => (response.writeHead(200, { "content-encoding": "gzip" }), void response.end(bomb)) });
    const before = process.memoryUsage().arrayBuffers;
    await rejectsWith(tags(registry, repository), "registry-invalid");
    assert.ok(process.memoryUsage().arrayBuffers - before < 32 * MEBIBYTE);
  });
});
