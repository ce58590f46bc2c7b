// A key and a certificate made with openssl -> the token server that docker-registry trusts ("Token Authentication Implementation").
import { spawnSync } from "node:child_process";
import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Seen, type ScriptedServer, sendJson, startScripted } from "./scripted-server.ts";

const ISSUER = "harbour office";
const SERVICE = "harbour";

/** A token server; `configuration` is what docker-registry needs to know of it. */
export type TokenServer = { readonly seen: readonly Seen[]; readonly configuration: string; stop(): Promise<void> };

/** Users by name; those without one get tokens for repositories below `public`. */
export type TokenServerOptions = { readonly folder: string; readonly passwords: Readonly<Record<string, string>>; readonly isPublic: (path: string) => boolean };

function makeKey(folder: string): { key: string; certificate: string } {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const made = spawnSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=harbour", "-days", "2", "-keyout", key, "-out", certificate]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return { key, certificate };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A JSON web token (RFC 7519) that names its certificate, as docker-registry checks it. */
function sign(access: readonly unknown[], { key, certificate }: { key: string; certificate: string }): string {
  const chain = readFileSync(certificate, "utf8").replace(/-----[^-]+-----|\s/g, "");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ISSUER, sub: "", aud: SERVICE, exp: now + 300, nbf: now - 10, iat: now, jti: String(now), access };
  const text = `${encode({ typ: "JWT", alg: "RS256", x5c: [chain] })}.${encode(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(readFileSync(key, "utf8"), "base64url")}`;
}

/** Starts the server; the caller stops it. Wrong passwords get 401, scopes that are not allowed a token for nothing. */
export async function startTokenServer({ folder, passwords, isPublic }: TokenServerOptions): Promise<TokenServer> {
  const files = makeKey(folder);
  const server: ScriptedServer = await startScripted((request, response) => {
    const basic = /^Basic (?<text>.+)$/.exec(request.headers.authorization ?? "")?.groups?.["text"];
    const [user = "", password = ""] = Buffer.from(basic ?? "", "base64").toString("utf8").split(":");
    if (basic !== undefined && passwords[user] !== password) {
      sendJson(response, { status: 401 });
      return;
    }
    const scope = new URL(request.url ?? "", "http://x").searchParams.get("scope") ?? "";
    const [, name = "", actions = ""] = /^repository:(.+):([a-z,*]+)$/.exec(scope) ?? [];
    const isAllowed = name !== "" && (basic !== undefined || isPublic(name));
    sendJson(response, { body: { token: sign(isAllowed ? [{ type: "repository", name, actions: actions.split(",") }] : [], files), expires_in: 300 } });
  });
  const configuration = `auth: {token: {realm: "http://${server.host}/token", service: ${SERVICE}, issuer: ${ISSUER}, rootcertbundle: ${JSON.stringify(files.certificate)}}}`;
  return { seen: server.seen, configuration, stop: () => server.stop() };
}
