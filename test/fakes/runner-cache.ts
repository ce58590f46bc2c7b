// GitHub's cache service in memory: the three calls of its second version, and the store that their addresses lead to.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as z from "zod";

type Entry = { readonly key: string; readonly version: string; body: Buffer; isWhole: boolean };

export type RunnerCache = {
  readonly url: string;
  /** Keys of whole entries, the oldest first. */
  keys(): readonly string[];
  /** Names of the calls, and of what was fetched and put. */
  readonly asked: readonly string[];
  /** Answers everything with this status from now on. */
  fail(status: number | undefined): void;
  close(): Promise<void>;
};

/** Bodies of github.actions.results.api.v1.CacheService as its JSON has them. */
const Call = z.object({ key: z.string(), version: z.string(), restore_keys: z.array(z.string()).default([]), restoreKeys: z.array(z.string()).default([]) });

type Answer = { readonly status: number; readonly body: string | Buffer };

function json(value: unknown): Answer {
  return { status: 200, body: JSON.stringify(value) };
}

type Store = { readonly entries: Entry[]; readonly base: () => string };

/** The whole key, else for each restore key in its order the newest entry that begins with it. */
function find({ entries }: Store, { key, version, restore_keys: snake, restoreKeys: camel }: z.infer<typeof Call>): Entry | undefined {
  const known = entries.filter((entry) => entry.isWhole && entry.version === version).toReversed();
  const exact = known.find((entry) => entry.key === key);
  const starts = [...snake, ...camel].map((start) => known.find((entry) => entry.key.startsWith(start)));
  return exact ?? starts.find((entry) => entry !== undefined);
}

function answerCall(store: Store, { method, call }: { method: string; call: z.infer<typeof Call> }): Answer {
  const { entries, base } = store;
  const address = (entry: Entry): string => `${base()}/account/states/${entries.indexOf(entry)}?sig=secret`;
  if (method === "GetCacheEntryDownloadURL") {
    const entry = find(store, call);
    return json(entry === undefined ? { ok: false } : { ok: true, signed_download_url: address(entry), matched_key: entry.key });
  }
  const own = entries.find((entry) => entry.key === call.key && entry.version === call.version);
  if (method === "CreateCacheEntry") {
    if (own !== undefined) return { status: 409, body: JSON.stringify({ code: "already_exists", msg: "cache entry with the same key, version, and scope already exists" }) };
    const entry: Entry = { key: call.key, version: call.version, body: Buffer.alloc(0), isWhole: false };
    entries.push(entry);
    return json({ ok: true, signed_upload_url: address(entry) });
  }
  if (own !== undefined) own.isWhole = true;
  return json({ ok: own !== undefined, entry_id: "1" });
}

function answerStore({ entries }: Store, { method, path, body }: { method: string; path: string; body: Buffer }): Answer {
  const entry = entries[Number(path.split("/").at(-1))];
  if (entry === undefined) return { status: 404, body: "" };
  if (method === "GET") return { status: 200, body: entry.body };
  entry.body = body;
  return { status: 201, body: "" };
}

/** Starts it on loopback. */
export async function startRunnerCache(): Promise<RunnerCache> {
  const entries: Entry[] = [];
  const asked: string[] = [];
  let refusal: number | undefined;
  const store: Store = { entries, base: () => url };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "/", "http://cache");
      const [method, body] = [request.method ?? "", Buffer.concat(chunks)];
      const name = pathname.startsWith("/twirp/") ? (pathname.split("/").at(-1) ?? "") : `${method} entry`;
      asked.push(name);
      const isCall = pathname.startsWith("/twirp/github.actions.results.api.v1.CacheService/");
      const answer =
        refusal === undefined
          ? isCall
            ? answerCall(store, { method: name, call: Call.parse(JSON.parse(body.toString("utf8"))) })
            : answerStore(store, { method, path: pathname, body })
          : { status: refusal, body: "{}" };
      response.writeHead(answer.status, { "content-length": String(Buffer.byteLength(answer.body)) });
      response.end(request.method === "HEAD" ? undefined : answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.custom<AddressInfo>((value) => typeof value === "object").parse(server.address());
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    asked,
    keys: () => entries.filter(({ isWhole }) => isWhole).map(({ key }) => key),
    fail: (status) => {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
