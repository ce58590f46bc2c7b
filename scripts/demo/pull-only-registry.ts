// Built images -> an HTTP server that answers the pull half of the OCI distribution specification, for machines without docker-registry.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { HostedImage } from "./homelab-images.ts";
import type { Content } from "./oci-image.ts";

type Shelf = { readonly tags: Map<string, string>; readonly contents: Map<string, Content> };

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

function stock(images: readonly HostedImage[]): ReadonlyMap<string, Shelf> {
  const shelves = new Map<string, Shelf>();
  for (const { registry, path, tags, image } of images) {
    const name = `${registry}/${path}`;
    const shelf = shelves.get(name) ?? { tags: new Map<string, string>(), contents: new Map<string, Content>() };
    for (const tag of tags) shelf.tags.set(tag, image.root.digest);
    for (const content of [...image.manifests, ...image.blobs]) shelf.contents.set(content.digest, content);
    shelves.set(name, shelf);
  }
  return shelves;
}

function refusal(status: number, code: string): Answer {
  const body = Buffer.from(JSON.stringify({ errors: [{ code, message: code.toLowerCase().replaceAll("_", " ") }] }));
  return { status, headers: { "content-type": "application/json" }, body };
}

function answer(shelves: ReadonlyMap<string, Shelf>, path: string): Answer {
  if (path === "/v2/") return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from("{}") };
  const match = /^\/v2\/(?<name>.+)\/(?<kind>manifests|blobs|tags)\/(?<reference>[^/]+)$/.exec(path);
  if (match?.groups === undefined) return refusal(404, "UNSUPPORTED");
  const { name = "", kind, reference = "" } = match.groups;
  const shelf = shelves.get(name);
  if (shelf === undefined) return refusal(404, "NAME_UNKNOWN");
  if (kind === "tags") {
    const body = Buffer.from(JSON.stringify({ name, tags: [...shelf.tags.keys()] }));
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const content = shelf.contents.get(shelf.tags.get(reference) ?? reference);
  if (content === undefined) return refusal(404, kind === "blobs" ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN");
  return {
    status: 200,
    headers: { "content-type": content.mediaType, "docker-content-digest": content.digest },
    body: content.bytes,
  };
}

function listener(shelves: ReadonlyMap<string, Shelf>): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const { status, headers, body } = isRead
      ? answer(shelves, new URL(request.url ?? "/", "http://localhost").pathname)
      : refusal(405, "UNSUPPORTED");
    response.writeHead(status, { ...headers, "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** A server that is not listening yet; repositories are named `registry/path`. */
export function pullOnlyRegistry(images: readonly HostedImage[]): Server {
  return createServer(listener(stock(images)));
}
