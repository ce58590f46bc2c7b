// Blobs as streams, from registries that break, drip, lie or send elsewhere.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { allBytes } from "./all-bytes.ts";
import { rejectsWith } from "./contract.ts";
import { openScripted } from "./scripted-client.ts";
import { sendJson, startScripted } from "./scripted-server.ts";

const CONTENT = randomBytes(300_000);
const DIGEST = `sha256:${createHash("sha256").update(CONTENT).digest("hex")}`;
const WHOLE = { digest: DIGEST, limit: CONTENT.length };

describe("streamed blobs", () => {
  it("are fetched from the storage that a registry sends us to, without the token", async (context) => {
    const storage = await startScripted((_, response) => response.end(CONTENT));
    context.after(() => storage.stop());
    const { registry, repository } = await openScripted(context, {
      alsoAllow: [storage.host],
      script: (request, response) => {
        if (request.url?.startsWith("/token") === true) sendJson(response, { body: { token: "boarding-pass" } });
        else if (request.headers.authorization === undefined) sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="/token"' } });
        else sendJson(response, { status: 307, headers: { location: `http://${storage.host}/signed?expires=soon` } });
      },
    });
    assert.deepEqual(await allBytes(registry.openBlob(repository, WHOLE)), CONTENT);
    assert.deepEqual(storage.seen.map(({ authorization }) => authorization), [undefined]);
  });

  for (const honoursRange of [true, false]) {
    it(`are taken up where the connection broke, by a registry that ${honoursRange ? "honours" : "ignores"} Range`, async (context) => {
      const ranges: (string | undefined)[] = [];
      const { registry, repository } = await openScripted(context, {
        script: (request, response) => {
          ranges.push(request.headers.range);
          const start = honoursRange ? Number(/\d+/.exec(request.headers.range ?? "0")?.[0]) : 0;
          response.writeHead(start > 0 ? 206 : 200, { "content-length": CONTENT.length - start, "content-range": `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}` });
          if (ranges.length > 1) response.end(CONTENT.subarray(start));
          else response.write(CONTENT.subarray(0, 100_000), () => setImmediate(() => request.socket.destroy()));
        },
      });
      assert.deepEqual(await allBytes(registry.openBlob(repository, WHOLE)), CONTENT);
      assert.equal(ranges[0], undefined);
      assert.match(ranges[1] ?? "", /^bytes=\d+-$/);
      assert.equal(ranges.length, 2);
    });
  }

  it("that always break are given up", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (request, response) => {
        response.writeHead(200, { "content-length": CONTENT.length });
        response.write(CONTENT.subarray(0, 1000), () => setImmediate(() => request.socket.destroy()));
      },
    });
    await rejectsWith(allBytes(registry.openBlob(repository, WHOLE)), "registry-unreachable");
    assert.ok(server.seen.length <= 3);
  });

  it("with another digest are refused at their end", async (context) => {
    const { registry, repository } = await openScripted(context, { script: (_, response) => response.end(CONTENT.subarray(1)) });
    await rejectsWith(allBytes(registry.openBlob(repository, WHOLE)), "registry-invalid");
  });

  it("that are longer than the limit are refused unread where they say so, else when they are", async (context) => {
    const { registry, repository } = await openScripted(context, {
      script: (request, response) => {
        response.writeHead(200, request.url?.includes("honest") === true ? { "content-length": CONTENT.length } : {});
        response.end(CONTENT);
      },
    });
    for (const path of ["cargo/honest", "cargo/silent"]) {
      const received: Uint8Array[] = [];
      const reading = (async () => {
        for await (const piece of registry.openBlob({ ...repository, path }, { digest: DIGEST, limit: 200_000 })) received.push(piece);
      })();
      await rejectsWith(reading, "registry-limit");
      assert.ok(Buffer.concat(received).length <= (path === "cargo/honest" ? 0 : 200_000));
    }
  });

  it("end when their reader stops", async (context) => {
    const closings: string[] = [];
    const { registry, repository } = await openScripted(context, {
      script: (request, response) => {
        request.socket.on("close", () => closings.push(request.url ?? ""));
        const piece = Buffer.alloc(64 * 1024);
        const push = (): void => {
          while (!response.destroyed && response.write(piece));
        };
        response.on("drain", push);
        push();
      },
    });
    for await (const piece of registry.openBlob(repository, { digest: DIGEST, limit: 1e9 })) {
      assert.ok(piece.length > 0);
      break;
    }
    while (closings.length === 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("are not asked for before they are read", async (context) => {
    const { registry, repository, server } = await openScripted(context, { script: (_, response) => response.end(CONTENT) });
    registry.openBlob(repository, WHOLE);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(server.seen.length, 0);
  });
});

describe("referrers", () => {
  const artifact = { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: DIGEST, size: 7 };

  it("come from the API where there is one, over its pages", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (request, response) => {
        const isFirst = request.url?.includes("page") !== true;
        const link = isFirst ? { link: `<${request.url ?? ""}?page=2>; rel="next"` } : undefined;
        const manifests = isFirst ? [{ ...artifact, artifactType: "application/spdx+json" }, { digest: "x" }, 7] : [{ ...artifact, annotations: null }];
        sendJson(response, { headers: { ...link }, body: { schemaVersion: 2, manifests } });
      },
    });
    assert.deepEqual(await registry.referrers(repository, DIGEST), [
      { ...artifact, artifactType: "application/spdx+json", annotations: {} },
      { ...artifact, annotations: {} },
    ]);
    await registry.referrers(repository, DIGEST);
    assert.deepEqual(server.seen.map(({ path }) => path), [`/v2/cargo/crate/referrers/${DIGEST}`, `/v2/cargo/crate/referrers/${DIGEST}?page=2`]);
  });

  for (const status of [400, 404, 405, 501]) {
    it(`come from the tag where the API answers ${status}`, async (context) => {
      const { registry, repository, server } = await openScripted(context, {
        script: (request, response) => {
          if (request.url?.includes("/referrers/") === true) sendJson(response, { status });
          else sendJson(response, { body: { schemaVersion: 2, manifests: [artifact] } });
        },
      });
      assert.deepEqual(await registry.referrers(repository, DIGEST), [{ ...artifact, annotations: {} }]);
      assert.equal(server.seen[1]?.path, `/v2/cargo/crate/manifests/${DIGEST.replace(":", "-")}`);
    });
  }
});
