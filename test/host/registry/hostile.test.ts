// The client against registries that misbehave: a scripted server for each way.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import { rejectsWith } from "./contract.ts";
import { NO_DOCKER_CONFIG, openScripted } from "./scripted-client.ts";
import { type Script, sendJson, startScripted } from "./scripted-server.ts";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
function digest(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

describe("tag lists", () => {
  it("are read over all pages, whatever host the Link names", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (request, response) => {
        const last = Number(new URL(request.url ?? "", "http://x").searchParams.get("last") ?? "0");
        const tags = [1, 2, 3].map((step) => String(last + step));
        const link = last < 6 ? { link: `<http://10.0.0.1/elsewhere?last=${last + 3}&n=3>; rel="next"` } : undefined;
        sendJson(response, { headers: { ...link }, body: { tags } });
      },
    });
    assert.deepEqual(await registry.tags(repository), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert.deepEqual(server.seen.map(({ path }) => path), [
      "/v2/cargo/crate/tags/list?n=1000",
      "/v2/cargo/crate/tags/list?last=3&n=3",
      "/v2/cargo/crate/tags/list?last=6&n=3",
    ]);
  });

  it("end where a page leads back or brings nothing", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (_, response) => sendJson(response, { headers: { link: '</v2/cargo/crate/tags/list?again>; rel="next"' }, body: { tags: ["1"] } }),
    });
    assert.deepEqual(await registry.tags(repository), ["1"]);
    assert.equal(server.seen.length, 2);
  });

  it("that never end are given up", async (context) => {
    let page = 0;
    const { registry, repository, server } = await openScripted(context, {
      script: (_, response) => {
        page += 1;
        sendJson(response, { headers: { link: `<?last=${page}>; rel="next"` }, body: { tags: [String(page)] } });
      },
    });
    await rejectsWith(registry.tags(repository), "registry-limit");
    assert.ok(server.seen.length <= 200);
  });

  it("may be null", async (context) => {
    const { registry, repository } = await openScripted(context, { script: (_, response) => sendJson(response, { body: { name: "x", tags: null } }) });
    assert.deepEqual(await registry.tags(repository), []);
  });

  for (const body of ["no object", { tags: 7 }, []]) {
    it(`that are ${JSON.stringify(body)} are refused`, async (context) => {
      const { registry, repository } = await openScripted(context, { script: (_, response) => sendJson(response, { body }) });
      await rejectsWith(registry.tags(repository), "registry-invalid");
    });
  }
});

describe("contents", () => {
  const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [] }));

  function sending(bytes: Buffer, headers: Record<string, string>): Script {
    return (request, response) => {
      response.writeHead(200, { "content-length": bytes.length, ...headers });
      response.end(request.method === "HEAD" ? undefined : bytes);
    };
  }

  it("are taken where they match the header's digest", async (context) => {
    const { registry, repository } = await openScripted(context, { script: sending(body, { "content-type": MANIFEST, "docker-content-digest": digest(body) }) });
    assert.equal((await registry.manifest(repository, "1")).descriptor.digest, digest(body));
  });

  it("that do not match the header's digest are refused", async (context) => {
    const { registry, repository } = await openScripted(context, { script: sending(body, { "docker-content-digest": digest(Buffer.from("other")) }) });
    await rejectsWith(registry.manifest(repository, "1"), "registry-invalid");
  });

  it("that do not match the digest that was asked for are refused", async (context) => {
    const wanted = digest(Buffer.from("wanted"));
    const { registry, repository } = await openScripted(context, { script: sending(body, { "docker-content-digest": wanted }) });
    await rejectsWith(registry.manifest(repository, wanted), "registry-invalid");
    await rejectsWith(registry.blob(repository, wanted), "registry-invalid");
  });

  it("of another digest are refused at HEAD, too", async (context) => {
    const { registry, repository } = await openScripted(context, { script: sending(body, { "docker-content-digest": digest(body) }) });
    await rejectsWith(registry.resolve(repository, digest(Buffer.from("wanted"))), "registry-invalid");
  });

  it("are fetched where HEAD names no digest", async (context) => {
    const { registry, repository, server } = await openScripted(context, { script: sending(body, { "content-type": MANIFEST }) });
    assert.deepEqual(await registry.resolve(repository, "1"), { digest: digest(body), mediaType: MANIFEST, size: body.length });
    assert.deepEqual(server.seen.map(({ method }) => method), ["HEAD", "GET"]);
  });

  for (const status of [405, 501]) {
    it(`are fetched where HEAD is answered with ${status}`, async (context) => {
      const { registry, repository } = await openScripted(context, {
        script: (request, response) => {
          if (request.method === "HEAD") sendJson(response, { status });
          else sending(body, { "content-type": MANIFEST })(request, response);
        },
      });
      assert.equal((await registry.resolve(repository, "1")).digest, digest(body));
    });
  }

  it("in schema 1 are refused by name", async (context) => {
    const old = Buffer.from(JSON.stringify({ schemaVersion: 1, name: "cargo/crate", fsLayers: [] }));
    const { registry, repository } = await openScripted(context, { script: sending(old, { "content-type": "application/vnd.docker.distribution.manifest.v1+prettyjws" }) });
    const error = await rejectsWith(registry.manifest(repository, "1"), "registry-invalid");
    assert.match(error.message, /schema 1/);
  });

  it("that never end are cut off", async (context) => {
    const { registry, repository } = await openScripted(context, {
      script: (_, response) => {
        response.writeHead(200, { "content-type": MANIFEST });
        const piece = Buffer.alloc(64 * 1024, 0x20);
        const push = (): void => {
          while (!response.destroyed && response.write(piece));
        };
        response.on("drain", push);
        push();
      },
    });
    await rejectsWith(registry.manifest(repository, "1"), "registry-limit");
  });

  it("that never come are given up after the time limit", async (context) => {
    const { registry, repository } = await openScripted(context, { script: () => undefined, timeout: 0.2 });
    const error = await rejectsWith(registry.tags(repository), "registry-unreachable");
    assert.match(error.message, /within/);
  });
});

describe("redirects", () => {
  it("to a private address are refused", async (context) => {
    const inner = await startScripted((_, response) => sendJson(response, { body: { tags: ["secret"] } }));
    context.after(() => inner.stop());
    for (const host of [inner.host, inner.host.replace("127.0.0.1", "localhost"), "169.254.169.254"]) {
      const { registry, repository } = await openScripted(context, {
        script: (_, response) => sendJson(response, { status: 307, headers: { location: `https://${host}/v2/` } }),
      });
      await rejectsWith(registry.tags(repository), "registry-refused");
    }
    assert.equal(inner.seen.length, 0);
  });

  it("to plain HTTP are refused", async (context) => {
    const { registry, repository } = await openScripted(context, {
      script: (_, response) => sendJson(response, { status: 302, headers: { location: "http://registry.example/v2/" } }),
    });
    await rejectsWith(registry.tags(repository), "registry-refused");
  });

  it("to another allowed host are followed without credentials", async (context) => {
    const other = await startScripted((_, response) => sendJson(response, { body: { tags: ["1"] } }));
    context.after(() => other.stop());
    const { registry, repository, server } = await openScripted(context, {
      alsoAllow: [other.host],
      script: (request, response) => {
        if (request.url?.startsWith("/token") === true) sendJson(response, { body: { token: "boarding-pass" } });
        else if (request.headers.authorization === undefined) sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="/token"' } });
        else sendJson(response, { status: 307, headers: { location: `http://${other.host}/elsewhere` } });
      },
    });
    assert.deepEqual(await registry.tags(repository), ["1"]);
    assert.deepEqual(server.seen.map(({ authorization }) => authorization), [undefined, undefined, "Bearer boarding-pass"]);
    assert.deepEqual(other.seen.map(({ authorization }) => authorization), [undefined]);
  });

  it("in a circle are given up", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (request, response) => sendJson(response, { status: 307, headers: { location: request.url ?? "/" } }),
    });
    await rejectsWith(registry.tags(repository), "registry-invalid");
    assert.ok(server.seen.length <= 6);
  });

  for (const location of [undefined, "http://[", "ftp://registry.example/", "javascript:1"]) {
    it(`to ${location ?? "nowhere"} are refused`, async (context) => {
      const { registry, repository } = await openScripted(context, {
        script: (_, response) => sendJson(response, { status: 307, headers: location === undefined ? {} : { location } }),
      });
      const error = await registry.tags(repository).then(() => undefined, (reason: unknown) => reason);
      assert.match(String(error), /StowplanError/);
    });
  }
});

describe("private addresses", () => {
  it("are refused where the configuration does not name them", async (context) => {
    const { server } = await openScripted(context, { script: (_, response) => sendJson(response, { body: { tags: [] } }) });
    const registry = openRegistry({ mirrors: {}, allowPrivate: [], timeout: 60 }, NO_DOCKER_CONFIG);
    const port = server.host.slice(server.host.indexOf(":"));
    for (const name of [server.host, `localhost${port}`, `127.1${port}`, `2130706433${port}`, `[::1]${port}`, "10.0.0.1", "192.168.1.1:5000", "169.254.169.254"]) {
      await rejectsWith(registry.tags({ registry: name, path: "cargo/crate" }), "registry-refused");
    }
    assert.equal(server.seen.length, 0);
  });

  it("are allowed for one port only", async (context) => {
    const { server, registry } = await openScripted(context, { script: (_, response) => sendJson(response, { body: { tags: [] } }) });
    await rejectsWith(registry.tags({ registry: "127.0.0.1:1", path: "cargo/crate" }), "registry-refused");
    assert.equal(server.seen.length, 0);
  });
});
