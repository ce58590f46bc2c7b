// A function from request to answer -> an HTTP server on loopback that writes down what it was asked.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What a server saw, in order. */
export type Seen = { readonly method: string; readonly path: string; readonly authorization: string | undefined };

/** A server that is listening; `host` is `127.0.0.1:port`. */
export type ScriptedServer = { readonly host: string; readonly seen: readonly Seen[]; stop(): Promise<void> };

export type Script = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a server; the caller stops it. */
export async function startScripted(script: Script): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", path: request.url ?? "", authorization: request.headers.authorization });
    script(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    host: `127.0.0.1:${address.port}`,
    seen,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Sends JSON with a status and headers. */
export function sendJson(response: ServerResponse, { status = 200, headers = {}, body = {} }: { status?: number; headers?: Record<string, string>; body?: unknown }): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length, ...headers });
  response.end(bytes);
}
