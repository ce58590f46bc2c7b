// A registry -> the same behind a proxy that writes down what is asked: the registry's own log comes later than its answers.
import { request } from "node:http";
import { pipeline } from "node:stream";
import { startScripted } from "./scripted-server.ts";

/** One request: `HEAD library/postgres/manifests/16`, and the status that it got. */
export type Access = { readonly request: string; readonly status: number };

export type AccessLog = {
  /** The proxy, to be asked in the registry's place. */
  readonly url: string;
  /** What is asked while a task runs, in the order of the answers. */
  during(task: () => Promise<unknown>): Promise<readonly Access[]>;
  stop(): Promise<void>;
};

/** Starts a proxy before the registry at `url`; the caller stops it. */
export async function openAccessLog(url: string): Promise<AccessLog> {
  const accesses: Access[] = [];
  const proxy = await startScripted((asked, response) => {
    const path = asked.url ?? "/";
    const forwarded = request(`${url}${path}`, { method: asked.method ?? "GET", headers: asked.headers }, (answer) => {
      accesses.push({ request: `${asked.method ?? ""} ${path.replace("/v2/", "")}`, status: answer.statusCode ?? 0 });
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => undefined);
    });
    forwarded.on("error", () => response.destroy());
    asked.pipe(forwarded);
  });
  return {
    url: `http://${proxy.host}`,
    during: async (task) => {
      const before = accesses.length;
      await task();
      return accesses.slice(before);
    },
    stop: () => proxy.stop(),
  };
}
