// Release notes of the example's images -> a server on loopback that gives them as GitHub's API does ("List releases").
import { createServer, type ServerResponse } from "node:http";
import { type LoopbackServer, startOnLoopback } from "./loopback-server.ts";

const MEALIE = "mealie-recipes/mealie";

const RELEASES = [
  {
    tag_name: "v1.4.0",
    name: "v1.4.0",
    published_at: "2024-04-03T09:00:00Z",
    html_url: `https://github.com/${MEALIE}/releases/tag/v1.4.0`,
    draft: false,
    body: "- The server runs as a user of its own: give it the data folder before you update.\n- Recipes can be sorted by when they were cooked last.\n",
  },
  {
    tag_name: "v1.3.2",
    name: "v1.3.2",
    published_at: "2024-03-27T09:00:00Z",
    html_url: `https://github.com/${MEALIE}/releases/tag/v1.3.2`,
    draft: false,
    body: "- Shopping lists keep their order.\n",
  },
];

function answer(url: string, response: ServerResponse): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(url.startsWith(`/repos/${MEALIE}/releases`) ? RELEASES : []));
}

/** Starts the server; whatever it is asked for beside mealie's releases, it has none. */
export function startReleaseNotes(): Promise<LoopbackServer> {
  return startOnLoopback(createServer((request, response) => answer(request.url ?? "", response)));
}
