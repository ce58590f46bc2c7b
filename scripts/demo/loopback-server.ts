// An HTTP server -> the same one listening on loopback, at a port that it chooses itself.
import { once } from "node:events";
import type { Server } from "node:http";

export type LoopbackServer = {
  /** For example `http://127.0.0.1:41234`. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Starts the server; `stop` ends open connections too. */
export async function startOnLoopback(server: Server): Promise<LoopbackServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
