// The client against registries that want tokens, and against busy ones: a scripted server for each way.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import { rejectsWith } from "./contract.ts";
import { openScripted } from "./scripted-client.ts";
import { type Script, sendJson, startScripted } from "./scripted-server.ts";

describe("tokens", () => {
  function guarded(realm: (host: string) => string): Script {
    return (request, response) => {
      if (request.url?.startsWith("/token") === true) sendJson(response, { body: { access_token: `for ${request.url}`.replaceAll(" ", "-"), expires_in: 300 } });
      else if (request.headers.authorization === undefined) {
        const scope = /^\/v2\/(?<path>.+)\/tags/.exec(request.url ?? "")?.groups?.["path"] ?? "";
        const challenge = `Bearer realm="${realm(request.headers.host ?? "")}",service="harbour",scope="repository:${scope}:pull"`;
        sendJson(response, { status: 401, headers: { "www-authenticate": challenge } });
      } else sendJson(response, { body: { tags: [request.headers.authorization] } });
    };
  }

  it("are fetched once for a repository, and without a refusal for the next", async (context) => {
    const { registry, repository, server } = await openScripted(context, { script: guarded((host) => `http://${host}/token`) });
    assert.deepEqual(await registry.tags(repository), ["Bearer for-/token?service=harbour&scope=repository%3Acargo%2Fcrate%3Apull"]);
    await registry.tags({ ...repository, path: "cargo/box" });
    await Promise.allSettled([registry.resolve(repository, "1"), registry.resolve(repository, "2")]);
    const tokens = server.seen.filter(({ path }) => path.startsWith("/token"));
    const refusals = server.seen.filter(({ path, authorization }) => path.startsWith("/v2/") && authorization === undefined);
    assert.equal(tokens.length, 2, JSON.stringify(server.seen, undefined, 1));
    assert.equal(refusals.length, 1);
  });

  it("are known to all after the first refusal, when many ask at once", async (context) => {
    const { registry, repository, server } = await openScripted(context, { script: guarded((host) => `http://${host}/token`) });
    await Promise.all(["a/a", "a/b", "a/c", "a/d", "a/e"].map((path) => registry.tags({ ...repository, path })));
    assert.equal(server.seen.filter(({ path, authorization }) => path.startsWith("/v2/") && authorization === undefined).length, 1);
    assert.equal(server.seen.length, 11);
  });

  for (const realm of ["http://localhost:1/token", "https://10.0.0.1/token", "https://169.254.169.254/latest/meta-data", "http://auth.example/token"]) {
    it(`are not asked for at ${realm}`, async (context) => {
      const { registry, repository } = await openScripted(context, { script: guarded(() => realm) });
      await rejectsWith(registry.tags(repository), "registry-refused");
    });
  }

  it("that are refused end the question", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (request, response) => {
        if (request.url?.startsWith("/token") === true) sendJson(response, { body: { token: "void" } });
        else sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="/token"' } });
      },
    });
    const error = await rejectsWith(registry.tags(repository), "registry-denied");
    assert.match(error.hint, /docker login/);
    assert.equal(server.seen.length, 3);
  });

  it("with line breaks are refused", async (context) => {
    const { registry, repository } = await openScripted(context, {
      script: (request, response) => {
        if (request.url?.startsWith("/token") === true) sendJson(response, { body: { token: "a\r\nX-Evil: 1" } });
        else sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="/token"' } });
      },
    });
    await rejectsWith(registry.tags(repository), "registry-invalid");
  });
});

describe("credentials", () => {
  const demand: Script = (request, response) => {
    if (request.headers.authorization === undefined) sendJson(response, { status: 401, headers: { "www-authenticate": 'Basic realm="harbour"' } });
    else sendJson(response, { body: { tags: ["1"] } });
  };

  it("are sent to the registry that an image names, and not to one that it leads to", async (context) => {
    const inner = await startScripted(demand);
    const outer = await startScripted((_, response) => sendJson(response, { status: 307, headers: { location: `http://${inner.host}/v2/crew/log/tags/list` } }));
    const folder = mkdtempSync(join(tmpdir(), "stowplan-credentials-"));
    context.after(async () => {
      await Promise.all([inner.stop(), outer.stop()]);
      rmSync(folder, { recursive: true });
    });
    const dockerConfig = join(folder, "config.json");
    const auth = Buffer.from("skipper:harbour-7").toString("base64");
    writeFileSync(dockerConfig, JSON.stringify({ auths: { [inner.host]: { auth }, [outer.host]: { auth } } }));
    const registry = openRegistry({ mirrors: {}, allowPrivate: [inner.host, outer.host], timeout: 20 }, { dockerConfig });
    assert.deepEqual(await registry.tags({ registry: inner.host, path: "cargo/crate" }), ["1"]);
    const asked = inner.seen.length;
    await rejectsWith(registry.tags({ registry: outer.host, path: "cargo/crate" }), "registry-denied");
    assert.deepEqual(inner.seen.slice(asked).map(({ authorization }) => authorization), [undefined]);
    assert.deepEqual(outer.seen.map(({ authorization }) => authorization), [undefined]);
  });
});

describe("a stranger's pull request", () => {
  it("is asked for anonymously, and told why", async (context) => {
    const { server } = await openScripted(context, {
      script: (_, response) => sendJson(response, { status: 401, headers: { "www-authenticate": 'Basic realm="harbour"' } }),
    });
    const folder = mkdtempSync(join(tmpdir(), "stowplan-stranger-"));
    context.after(() => rmSync(folder, { recursive: true }));
    const dockerConfig = join(folder, "config.json");
    writeFileSync(dockerConfig, JSON.stringify({ auths: { [server.host]: { username: "skipper", password: "harbour-7" } } }));
    const registry = openRegistry({ mirrors: {}, allowPrivate: [server.host], timeout: 20 }, { dockerConfig, isForStranger: true });
    const error = await rejectsWith(registry.tags({ registry: server.host, path: "cargo/crate" }), "registry-denied");
    assert.match(error.hint, /from forks/);
    assert.deepEqual(server.seen.map(({ authorization }) => authorization), [undefined]);
  });
});

describe("identity tokens", () => {
  it("are exchanged at the token service by a form, and never sent to the registry", async (context) => {
    const posted: string[] = [];
    const { server } = await openScripted(context, {
      script: (request, response) => {
        if (request.url?.startsWith("/token") === true) {
          request.on("data", (piece: Buffer) => posted.push(`${request.method ?? ""} ${piece.toString("utf8")}`));
          request.on("end", () => sendJson(response, { body: { access_token: "boarding-pass" } }));
        } else if (request.headers.authorization === undefined) {
          sendJson(response, { status: 401, headers: { "www-authenticate": 'Bearer realm="/token",service="harbour",scope="repository:cargo/crate:pull"' } });
        } else sendJson(response, { body: { tags: [request.headers.authorization] } });
      },
    });
    const folder = mkdtempSync(join(tmpdir(), "stowplan-identity-"));
    context.after(() => rmSync(folder, { recursive: true }));
    const dockerConfig = join(folder, "config.json");
    writeFileSync(dockerConfig, JSON.stringify({ auths: { [server.host]: { identitytoken: "refresh-me" } } }));
    const registry = openRegistry({ mirrors: {}, allowPrivate: [server.host], timeout: 20 }, { dockerConfig });
    assert.deepEqual(await registry.tags({ registry: server.host, path: "cargo/crate" }), ["Bearer boarding-pass"]);
    assert.deepEqual(posted, ["POST grant_type=refresh_token&client_id=stowplan&refresh_token=refresh-me&service=harbour&scope=repository%3Acargo%2Fcrate%3Apull"]);
    assert.deepEqual(server.seen.map(({ authorization }) => authorization), [undefined, undefined, "Bearer boarding-pass"]);
  });
});

describe("scopes", () => {
  for (const [scope, tokens] of [["aws", 1], ["*", 1], ["repository:cargo/crate:pull", 2]] as const) {
    it(`of ${scope} need ${tokens} tokens for two repositories`, async (context) => {
      const { registry, repository, server } = await openScripted(context, {
        script: (request, response) => {
          if (request.url?.startsWith("/token") === true) sendJson(response, { body: { token: "boarding-pass" } });
          else if (request.headers.authorization === undefined) sendJson(response, { status: 401, headers: { "www-authenticate": `Bearer realm="/token",service="x",scope="${scope}"` } });
          else sendJson(response, { body: { tags: ["1"] } });
        },
      });
      for (const path of ["cargo/crate", "cargo/box"]) await registry.tags({ ...repository, path });
      assert.equal(server.seen.filter(({ path }) => path.startsWith("/token")).length, tokens);
    });
  }
});

describe("busy registries", () => {
  it("get at most six requests at a time", async (context) => {
    let most = 0;
    const open: ServerResponse[] = [];
    function answerAll(): void {
      for (const response of open.splice(0)) sendJson(response, { body: { tags: ["1"] } });
    }
    const { registry, repository, server } = await openScripted(context, {
      // The first goes ahead, to see who is let in. Then six are answered together, after a while in which a seventh could come.
      script: (_, response) => {
        most = Math.max(most, open.push(response));
        if (open.length === 6 || server.seen.length === 1) setTimeout(answerAll, 20);
      },
    });
    await Promise.all(Array.from({ length: 43 }, (_, index) => registry.tags({ ...repository, path: `cargo/crate${String(index)}` })));
    assert.equal(most, 6);
  });

  it("are asked again when they say soon", async (context) => {
    let count = 0;
    const { registry, repository } = await openScripted(context, {
      script: (_, response) => {
        count += 1;
        if (count < 3) sendJson(response, { status: count === 1 ? 429 : 503, headers: { "retry-after": "0" } });
        else sendJson(response, { body: { tags: ["1"] } });
      },
    });
    assert.deepEqual(await registry.tags(repository), ["1"]);
  });

  it("are left alone when they say later, for every repository", async (context) => {
    const { registry, repository, server } = await openScripted(context, {
      script: (_, response) => sendJson(response, { status: 429, headers: { "retry-after": "3600" } }),
    });
    const error = await rejectsWith(registry.tags(repository), "registry-rate-limited");
    assert.match(error.message, /3600 s/);
    await rejectsWith(registry.tags({ ...repository, path: "cargo/box" }), "registry-rate-limited");
    assert.equal(server.seen.length, 1);
  });

  it("that do not answer are not asked for every image", async (context) => {
    const { registry, repository, server } = await openScripted(context, { script: (request) => request.socket.destroy() });
    for (const path of ["a/a", "a/b", "a/c", "a/d"]) await rejectsWith(registry.tags({ ...repository, path }), "registry-unreachable");
    assert.ok(server.seen.length <= 2);
  });
});
