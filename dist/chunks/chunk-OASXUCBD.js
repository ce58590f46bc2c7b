import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openLimiter
} from "./chunk-RTQA6GKA.js";
import {
  StowplanError,
  array,
  looseObject,
  number,
  record,
  string,
  unknown
} from "./chunk-2G4XEMFZ.js";

// src/host/oci-registry.ts
import { homedir } from "node:os";
import { join } from "node:path";

// src/host/registry/asker.ts
import { readFile } from "node:fs/promises";

// src/host/registry/docker-config.ts
var Auth = looseObject({ auth: string().optional(), username: string().optional(), password: string().optional() });
var DockerConfig = looseObject({ auths: record(string(), Auth).default({}) });
var DOCKER_HUB_KEYS = /* @__PURE__ */ new Set(["https://index.docker.io/v1/", "index.docker.io", "docker.io"]);
function hostOf(key) {
  if (DOCKER_HUB_KEYS.has(key)) return "registry-1.docker.io";
  return key.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}
function credentialsOf(entry) {
  if (entry.username !== void 0 && entry.password !== void 0) return { user: entry.username, password: entry.password };
  const decoded = Buffer.from(entry.auth ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 1 ? void 0 : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
function parseDockerConfig(text) {
  const found = /* @__PURE__ */ new Map();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return found;
  }
  const config = DockerConfig.safeParse(json);
  for (const [key, entry] of Object.entries(config.data?.auths ?? {})) {
    const credentials = credentialsOf(entry);
    if (credentials !== void 0) found.set(hostOf(key), credentials);
  }
  return found;
}

// src/host/registry/challenge.ts
var PARAMETER = /([a-zA-Z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
function parametersOf(text) {
  const pairs = [...text.matchAll(PARAMETER)].map(([, name = "", quoted, token = ""]) => [
    name.toLowerCase(),
    quoted === void 0 ? token : quoted.replace(/\\(.)/g, "$1")
  ]);
  return new Map(pairs);
}
function parseChallenge(header) {
  if (header === void 0 || header.length > 8192) return void 0;
  const bearer = /(?:^|,)\s*bearer\s+(.*)$/is.exec(header);
  if (bearer !== null) {
    const parameters = parametersOf(bearer[1] ?? "");
    const realm = parameters.get("realm");
    const service = parameters.get("service");
    const scope = parameters.get("scope");
    if (realm === void 0) return void 0;
    return { kind: "bearer", realm, ...service === void 0 ? {} : { service }, ...scope === void 0 ? {} : { scope } };
  }
  return /(?:^|,)\s*basic\b/i.test(header) ? { kind: "basic" } : void 0;
}

// src/host/registry/failures.ts
function unreachable(subject, detail) {
  const hint = "Check the registry's name and whether it can be reached from here, then run again.";
  return new StowplanError({ code: "registry-unreachable", subject, hint, ...detail });
}
function refused(subject, message) {
  const hint = "If this registry is yours, name it under registries.allow-private or registries.mirrors on the base branch.";
  return new StowplanError({ code: "registry-refused", subject, message, hint });
}
function invalid(subject, message) {
  const hint = "Do not use this image before its registry answers rightly: what it sent cannot be trusted.";
  return new StowplanError({ code: "registry-invalid", subject, message, hint });
}
function tooLarge(subject, message) {
  const hint = "Nothing to do for ordinary images; the registry may be broken or hostile.";
  return new StowplanError({ code: "registry-limit", subject, message, hint });
}
function denied(subject, registry) {
  const message = `${registry} does not let us read it, or does not have it.`;
  const hint = `Check the name; if the image is private, run \`docker login ${registry}\` before stowplan (credential helpers are not asked).`;
  return new StowplanError({ code: "registry-denied", subject, message, hint });
}
function missing(subject, registry) {
  const hint = "Check the name, tag and digest; it may have been deleted or never pushed.";
  return new StowplanError({ code: "registry-missing", subject, message: `${registry} does not have it.`, hint });
}
function rateLimited(subject, limit) {
  const when = limit.seconds === void 0 ? "" : ` for another ${limit.seconds} s`;
  const message = `${limit.registry} answers no more requests${when}.`;
  const hint = `Run again later, or log in with \`docker login ${limit.registry}\` for a higher limit, or set a mirror.`;
  return new StowplanError({ code: "registry-rate-limited", subject, message, hint });
}

// src/host/registry/pioneer.ts
function openPioneer() {
  const first = /* @__PURE__ */ new Map();
  return async (key, task) => {
    const ahead = first.get(key);
    if (ahead !== void 0) {
      await ahead;
      return task();
    }
    const running = task();
    first.set(key, running.catch(() => void 0));
    return running;
  };
}

// src/host/registry/exchange.ts
var MAXIMUM_REDIRECTS = 5;
var REDIRECTS = /* @__PURE__ */ new Set([301, 302, 303, 307, 308]);
function pullScope(url) {
  const path = /^\/v2\/(?<path>.+)\/(?:manifests|blobs|tags)\/[^/]+$/.exec(url.pathname)?.groups?.["path"];
  return path === void 0 ? void 0 : `repository:${decodeURIComponent(path)}:pull`;
}
function challengeFor(known, url) {
  const scope = pullScope(url);
  return known.kind === "basic" || scope === void 0 ? known : { ...known, scope };
}
function openExchange({ transport, tokens, credentials }) {
  const challenges = /* @__PURE__ */ new Map();
  const inTurn = openPioneer();
  async function askHost(question, isFirstHost) {
    const { url, subject } = question;
    const own = isFirstHost ? await credentials(url.host) : void 0;
    const known = challenges.get(url.origin);
    const request = { url, subject, credentials: own };
    const early = known === void 0 ? void 0 : await tokens({ ...request, challenge: challengeFor(known, url), isRefused: false });
    const first = await transport(early === void 0 ? question : withAuthorization(question, early));
    if (first.status !== 401) return first;
    const challenge = parseChallenge(first.headers["www-authenticate"]);
    if (challenge === void 0) throw denied(subject, url.host);
    challenges.set(url.origin, challenge);
    const header = await tokens({ ...request, challenge, isRefused: early !== void 0 && known?.kind === challenge.kind });
    if (header === void 0 || header === early) throw denied(subject, url.host);
    return transport(withAuthorization(question, header));
  }
  return async (question) => {
    let { url } = question;
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
      const step = { ...question, url };
      const answer = await inTurn(url.origin, () => askHost(step, step.url.origin === question.url.origin));
      if (answer.status === 401) throw denied(question.subject, url.host);
      if (!REDIRECTS.has(answer.status)) return answer;
      const { location } = answer.headers;
      if (location === void 0 || !URL.canParse(location, url.href)) throw invalid(question.subject, `${url.host} redirects to nowhere.`);
      url = new URL(location, url);
    }
    throw invalid(question.subject, `${question.url.host} redirects more than ${MAXIMUM_REDIRECTS} times.`);
  };
}
function withAuthorization(question, authorization) {
  return { ...question, headers: { ...question.headers, authorization } };
}

// src/host/registry/manifest-answer.ts
import { createHash } from "node:crypto";
var MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json"
];
var DIGEST = /^(?<algorithm>sha256|sha384|sha512):[0-9a-f]{64,128}$/;
var Typed = looseObject({ mediaType: string().optional(), schemaVersion: number().optional(), manifests: unknown().optional() });
function isDigest(reference) {
  return DIGEST.test(reference);
}
function digestOf(bytes, like) {
  const algorithm = DIGEST.exec(like)?.groups?.["algorithm"] ?? "sha256";
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
function headerDigest(answer) {
  const header = answer.headers["docker-content-digest"];
  return typeof header === "string" && isDigest(header) ? header : void 0;
}
function headerType(answer) {
  return (answer.headers["content-type"] ?? "").replace(/;.*$/s, "").trim().toLowerCase();
}
function readDescriptor(answer, { reference, subject }) {
  const digest = headerDigest(answer);
  if (digest === void 0) return void 0;
  if (isDigest(reference) && digest !== reference) throw invalid(subject, `The registry answers with another digest: ${digest}.`);
  return { digest, mediaType: headerType(answer), size: Number(answer.headers["content-length"] ?? 0) };
}
function mediaTypeOf(body, header) {
  if (MANIFEST_TYPES.some((type) => type === header)) return header;
  return body.mediaType ?? (body.manifests === void 0 ? MANIFEST_TYPES[2] : MANIFEST_TYPES[0]);
}
function readManifest(answer, { reference, subject }) {
  const expected = isDigest(reference) ? reference : headerDigest(answer);
  const digest = digestOf(answer.body, expected ?? "sha256");
  if (expected !== void 0 && digest !== expected) throw invalid(subject, `The content does not match its digest ${expected}.`);
  let json;
  try {
    json = JSON.parse(answer.body.toString("utf8"));
  } catch {
    throw invalid(subject, "The manifest is not JSON.");
  }
  const { data } = Typed.safeParse(json);
  if (data === void 0) throw invalid(subject, "The manifest is no JSON object.");
  if (data.schemaVersion === 1) throw invalid(subject, "The image is in Docker's schema 1, which no current engine pulls.");
  const mediaType = mediaTypeOf(data, headerType(answer));
  return { descriptor: { digest, mediaType, size: answer.body.length }, body: json };
}
function readBlob(answer, { digest, subject }) {
  if (digestOf(answer.body, digest) !== digest) throw invalid(subject, `The content does not match its digest ${digest}.`);
  return answer.body;
}

// src/host/registry/patience.ts
import { setTimeout as delay } from "node:timers/promises";
var MAXIMUM_WAIT = 10;
var ATTEMPTS = 3;
var SHORT_WAIT = 0.2;
var FAILURES_BEFORE_SILENCE = 2;
var BUSY = /* @__PURE__ */ new Set([429, 502, 503, 504]);
function retryAfter(header, now) {
  if (header === void 0) return void 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim());
  const date = Date.parse(header);
  return Number.isNaN(date) ? void 0 : Math.max(0, Math.ceil((date - now) / 1e3));
}
function isUnreachable(error) {
  return error instanceof StowplanError && error.code === "registry-unreachable";
}
async function askPatiently(transport, question) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await transport(question);
    if (!BUSY.has(answer.status)) return answer;
    const registry = question.url.host;
    const seconds = retryAfter(answer.headers["retry-after"], Date.now());
    if (attempt === ATTEMPTS || (seconds ?? 0) > MAXIMUM_WAIT) {
      if (answer.status === 429) throw rateLimited(question.subject, { registry, seconds });
      throw unreachable(question.subject, { message: `${registry} answered ${answer.status}.` });
    }
    await delay((seconds ?? SHORT_WAIT * attempt) * 1e3);
  }
}
function patient(transport) {
  const hosts = /* @__PURE__ */ new Map();
  return async (question) => {
    const record2 = hosts.get(question.url.host) ?? { failures: 0 };
    hosts.set(question.url.host, record2);
    if (record2.verdict !== void 0) throw record2.verdict(question.subject);
    try {
      const answer = await askPatiently(transport, question);
      record2.failures = 0;
      return answer;
    } catch (error) {
      const isLimited = error instanceof StowplanError && error.code === "registry-rate-limited";
      if (isUnreachable(error)) record2.failures += 1;
      if (isLimited || record2.failures >= FAILURES_BEFORE_SILENCE) {
        const { code, message, hint } = error instanceof StowplanError ? error : unreachable(question.subject, { message: "There was no answer." });
        record2.verdict = (subject) => new StowplanError({ code, subject, message, hint });
      }
      throw error;
    }
  };
}

// src/host/registry/tokens.ts
var TOKEN_LIMIT = 256 * 1024;
var DEFAULT_LIFETIME = 60;
var MARGIN = 10;
var TokenAnswer = looseObject({
  token: string().optional(),
  access_token: string().optional(),
  expires_in: number().optional()
});
function basic({ user, password }) {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}
function tokenUrl(challenge, request) {
  if (!URL.canParse(challenge.realm, request.url.href)) throw invalid(request.subject, `${request.url.host} names a token service that is no URL.`);
  const url = new URL(challenge.realm, request.url);
  if (challenge.service !== void 0) url.searchParams.set("service", challenge.service);
  if (challenge.scope !== void 0) url.searchParams.set("scope", challenge.scope);
  return url;
}
function readToken(answer, { url, request }) {
  if (answer.status === 401 || answer.status === 403) throw denied(request.subject, request.url.host);
  if (answer.status !== 200) throw unreachable(request.subject, { message: `The token service ${url.host} answered ${answer.status}.` });
  let json;
  try {
    json = JSON.parse(answer.body.toString("utf8"));
  } catch {
    json = void 0;
  }
  const { data } = TokenAnswer.safeParse(json);
  const token = data?.token ?? data?.access_token;
  if (token === void 0 || !/^[\x21-\x7e]+$/.test(token)) throw invalid(request.subject, `The token service ${url.host} sent no token.`);
  const lifetime = Math.max(data?.expires_in ?? DEFAULT_LIFETIME, DEFAULT_LIFETIME) - MARGIN;
  return { header: `Bearer ${token}`, expires: Date.now() + lifetime * 1e3 };
}
function openTokenStore(transport) {
  const tokens = /* @__PURE__ */ new Map();
  async function fetchToken(url, request) {
    const headers = request.credentials === void 0 ? {} : { authorization: basic(request.credentials) };
    const answer = await transport({ subject: request.subject, method: "GET", url, headers, limit: TOKEN_LIMIT });
    return readToken(answer, { url, request });
  }
  return async (request) => {
    const { challenge, credentials } = request;
    if (challenge.kind === "basic") return credentials === void 0 || request.isRefused ? void 0 : basic(credentials);
    const url = tokenUrl(challenge, request);
    const key = `${credentials?.user ?? ""} ${url.href}`;
    const kept = await tokens.get(key)?.catch(() => void 0);
    if (kept !== void 0 && kept.expires > Date.now() && !request.isRefused) return kept.header;
    const pending = fetchToken(url, request);
    tokens.set(key, pending);
    return (await pending).header;
  };
}

// src/host/registry/transport.ts
import { lookup } from "node:dns";
import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

// src/host/registry/addresses.ts
import { BlockList, isIP } from "node:net";
var SPECIAL_IPV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4]
];
var SPECIAL_IPV6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20]
];
var NAT64 = "64:ff9b::";
function blockList(fill) {
  const list = new BlockList();
  fill(list);
  return list;
}
var special = blockList((list) => {
  for (const [network, prefix] of SPECIAL_IPV4) {
    list.addSubnet(network, prefix, "ipv4");
    list.addSubnet(`${NAT64}${network}`, 96 + prefix, "ipv6");
  }
  for (const [network, prefix] of SPECIAL_IPV6) list.addSubnet(network, prefix, "ipv6");
});
var global = blockList((list) => {
  list.addSubnet("0.0.0.0", 0, "ipv4");
  list.addSubnet("2000::", 3, "ipv6");
  list.addSubnet(NAT64, 96, "ipv6");
});
function isPublicAddress(address) {
  const bare = address.replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  return global.check(bare, family) && !special.check(bare, family);
}

// src/host/registry/transport.ts
function publicLookup(subject) {
  return (...[hostname, options, callback]) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "");
        return;
      }
      const [first] = addresses;
      if (first === void 0) {
        callback(new Error(`${hostname} has no address`), "");
      } else if (!addresses.every(({ address }) => isPublicAddress(address))) {
        callback(refused(subject, `${hostname} is at a private, loopback or link-local address.`), "");
      } else if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
async function readBody(message, question) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = chunk;
    if (!Buffer.isBuffer(bytes)) continue;
    size += bytes.length;
    if (size > question.limit) {
      message.destroy();
      throw tooLarge(question.subject, `${question.url.host} sent more than ${question.limit} bytes.`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
function openTransport(rules, timeout) {
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true });
  function send(question, signal) {
    const { url, method, subject } = question;
    const isSecure = url.protocol === "https:";
    const options = {
      method,
      signal,
      agent: isSecure ? secure : plain,
      headers: { "user-agent": "stowplan", "accept-encoding": "identity", ...question.headers },
      ...rules.isTrusted(url) ? {} : { lookup: publicLookup(subject) }
    };
    return new Promise((resolve, reject) => {
      const request = isSecure ? requestHttps(url, options, resolve) : requestHttp(url, options, resolve);
      request.once("error", (error) => request.reusedSocket && !signal.aborted ? resolve(send(question, signal)) : reject(error));
      request.end();
    });
  }
  return async (question) => {
    const { url, subject } = question;
    rules.check(url, subject);
    const signal = AbortSignal.timeout(timeout * 1e3);
    try {
      const message = await send(question, signal);
      const body = await readBody(message, question);
      return { status: message.statusCode ?? 0, headers: message.headers, body };
    } catch (cause) {
      if (cause instanceof StowplanError) throw cause;
      const what = signal.aborted ? `did not answer within ${timeout} s` : "could not be reached";
      throw unreachable(subject, { message: `${url.host} ${what}.`, cause });
    }
  };
}

// src/host/registry/asker.ts
var MEBIBYTE = 1024 * 1024;
var LIMITS = { manifests: 4 * MEBIBYTE, blobs: 8 * MEBIBYTE, tags: 8 * MEBIBYTE };
var REQUESTS_AT_A_TIME = 6;
var ACCEPT = { manifests: MANIFEST_TYPES.join(", "), blobs: "*/*", tags: "application/json" };
var NAME = /^[\w+.:-]{1,256}$/;
function credentialReader(path) {
  let known;
  return async (host) => {
    known ??= readFile(path, "utf8").then(parseDockerConfig, () => /* @__PURE__ */ new Map());
    return (await known).get(host);
  };
}
function subjectOf({ repository, kind, name }) {
  const end = kind === "tags" ? "" : isDigest(name) ? `@${name}` : `:${name}`;
  return `${repository.registry}/${repository.path}${end}`;
}
function checkStatus(answer, { subject, registry }) {
  if (answer.status === 200) return answer;
  if (answer.status === 404) throw missing(subject, registry);
  if (answer.status === 403) throw denied(subject, registry);
  throw unreachable(subject, { message: `${registry} answered ${answer.status}.` });
}
function openOrigins(rules, transport) {
  const origins = /* @__PURE__ */ new Map();
  async function choose(registry) {
    const [first, second] = rules.endpoint(registry).origins;
    if (second === void 0) return first;
    const probe = { subject: registry, method: "HEAD", url: new URL(`${first}/v2/`), headers: {}, limit: LIMITS.tags };
    return transport(probe).then(() => first, () => second);
  }
  return (registry) => {
    const origin = origins.get(registry) ?? choose(registry);
    origins.set(registry, origin);
    return origin;
  };
}
function openAsker(rules, { timeout, dockerConfig }) {
  const hasty = openTransport(rules, timeout);
  const transport = patient(hasty);
  const exchange = openExchange({ transport, tokens: openTokenStore(transport), credentials: credentialReader(dockerConfig) });
  const originOf = openOrigins(rules, hasty);
  const limiters = /* @__PURE__ */ new Map();
  return async (question) => {
    const { repository, kind, name, method, search = "" } = question;
    const { registry, path } = repository;
    const subject = subjectOf(question);
    if (!NAME.test(name)) throw missing(subject, registry);
    const limiter = limiters.get(registry) ?? openLimiter(REQUESTS_AT_A_TIME);
    limiters.set(registry, limiter);
    const url = new URL(`/v2/${rules.endpoint(registry).prefix}${path}/${kind}/${name}${search}`, await originOf(registry));
    const answer = await limiter(() => exchange({ subject, method, url, headers: { accept: ACCEPT[kind] }, limit: LIMITS[kind] }));
    return checkStatus(answer, { subject, registry });
  };
}

// src/host/registry/rules.ts
import { isIP as isIP2 } from "node:net";
var DOCKER_HUB = { name: "docker.io", host: "registry-1.docker.io" };
function bareHost(url) {
  return url.hostname.replace(/^\[|\]$/g, "");
}
function isLoopback(registry) {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(registry);
}
function mirrorEndpoint(mirror) {
  const url = new URL(mirror);
  const path = url.pathname.replace(/^\/+|\/+$/g, "");
  return { origins: [url.origin], prefix: path === "" ? "" : `${path}/` };
}
function hostsOf(registry) {
  return ["https", "http"].map((scheme) => `${scheme}://${registry}`).flatMap((url) => URL.canParse(url) ? [new URL(url).host] : []);
}
function registryRules(options) {
  const mirrorHosts = Object.values(options.mirrors).map((mirror) => new URL(mirror).host);
  const trusted = /* @__PURE__ */ new Set([...options.allowPrivate.flatMap(hostsOf), ...mirrorHosts]);
  function isTrusted(url) {
    return trusted.has(url.host);
  }
  return {
    isTrusted,
    endpoint(registry) {
      const mirror = Object.entries(options.mirrors).find(([name]) => name === registry)?.[1];
      if (mirror !== void 0) return mirrorEndpoint(mirror);
      if (registry === DOCKER_HUB.name) return { origins: [`https://${DOCKER_HUB.host}`], prefix: "" };
      if (!options.allowPrivate.includes(registry)) return { origins: [`https://${registry}`], prefix: "" };
      if (isLoopback(registry)) return { origins: [`http://${registry}`], prefix: "" };
      return { origins: [`https://${registry}`, `http://${registry}`], prefix: "" };
    },
    check(url, subject) {
      if (isTrusted(url)) return;
      if (url.protocol !== "https:") throw refused(subject, `${url.host} would be asked without encryption.`);
      if (isIP2(bareHost(url)) !== 0 && !isPublicAddress(bareHost(url))) {
        throw refused(subject, `${url.host} is a private, loopback or link-local address.`);
      }
    }
  };
}

// src/host/registry/tag-pages.ts
var PAGE_SIZE = 1e3;
var MAXIMUM_PAGES = 200;
var MAXIMUM_TAGS = 1e5;
var TagList = looseObject({ tags: array(string()).nullish() });
function nextSearch(answer) {
  const { link } = answer.headers;
  const header = Array.isArray(link) ? link.join(",") : link;
  const target = /<([^<>]*)>\s*;[^<]*\brel\s*=\s*"?next\b/i.exec(header ?? "")?.[1];
  const base = "https://registry.invalid";
  return target !== void 0 && URL.canParse(target, base) ? new URL(target, base).search : void 0;
}
function readPage(answer, subject) {
  let json;
  try {
    json = JSON.parse(answer.body.toString("utf8"));
  } catch {
    throw invalid(subject, "The tag list is not JSON.");
  }
  const { data } = TagList.safeParse(json);
  if (data === void 0) throw invalid(subject, "The tag list has no tags.");
  return data.tags ?? [];
}
async function readTagPages(ask, subject) {
  const tags = /* @__PURE__ */ new Set();
  const seen = /* @__PURE__ */ new Set();
  let search = `?n=${PAGE_SIZE}`;
  while (search !== void 0 && !seen.has(search)) {
    if (seen.size === MAXIMUM_PAGES || tags.size > MAXIMUM_TAGS) throw tooLarge(subject, `The list has more than ${tags.size} tags.`);
    seen.add(search);
    const answer = await ask(search);
    const before = tags.size;
    for (const tag of readPage(answer, subject)) tags.add(tag);
    search = tags.size === before ? void 0 : nextSearch(answer);
  }
  return [...tags];
}

// src/host/oci-registry.ts
function defaultDockerConfig() {
  return join(process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"), "config.json");
}
function nameOf({ registry, path }) {
  return `${registry}/${path}`;
}
async function fetchTags(ask, repository) {
  return readTagPages((search) => ask({ repository, kind: "tags", name: "list", method: "GET", search }), nameOf(repository));
}
async function fetchDescriptor(ask, { repository, reference }) {
  const answer = await ask({ repository, kind: "manifests", name: reference, method: "HEAD" });
  return readDescriptor(answer, { reference, subject: `${nameOf(repository)}:${reference}` });
}
async function fetchManifest(ask, { repository, reference }) {
  const answer = await ask({ repository, kind: "manifests", name: reference, method: "GET" });
  return readManifest(answer, { reference, subject: `${nameOf(repository)}:${reference}` });
}
async function fetchBlob(ask, { repository, reference }) {
  const answer = await ask({ repository, kind: "blobs", name: reference, method: "GET" });
  return readBlob(answer, { digest: reference, subject: `${nameOf(repository)}@${reference}` });
}
function openMemory() {
  const answers = /* @__PURE__ */ new Map();
  return {
    get: (key) => answers.get(key),
    ask(key, question) {
      const answer = answers.get(key) ?? question();
      answers.set(key, answer);
      return answer;
    }
  };
}
function openRegistry(options, environment = {}) {
  const dockerConfig = environment.dockerConfig ?? defaultDockerConfig();
  const ask = openAsker(registryRules(options), { timeout: options.timeout, dockerConfig });
  const tagLists = openMemory();
  const descriptors = openMemory();
  const manifests = openMemory();
  const blobs = openMemory();
  async function fetchOnce(repository, reference) {
    const found = await manifests.ask(`${nameOf(repository)}:${reference}`, () => fetchManifest(ask, { repository, reference }));
    return manifests.ask(`${nameOf(repository)}:${found.descriptor.digest}`, () => Promise.resolve(found));
  }
  async function manifest(repository, reference) {
    const known = await descriptors.get(`${nameOf(repository)}:${reference}`)?.catch(() => void 0);
    return fetchOnce(repository, known?.digest ?? reference);
  }
  async function resolve(repository, reference) {
    const fetched = manifests.get(`${nameOf(repository)}:${reference}`);
    if (fetched !== void 0) return (await fetched).descriptor;
    return await fetchDescriptor(ask, { repository, reference }) ?? (await fetchOnce(repository, reference)).descriptor;
  }
  return {
    tags: (repository) => tagLists.ask(nameOf(repository), () => fetchTags(ask, repository)),
    resolve: (repository, reference) => descriptors.ask(`${nameOf(repository)}:${reference}`, () => resolve(repository, reference)),
    manifest,
    blob: (repository, digest) => blobs.ask(`${nameOf(repository)}@${digest}`, () => fetchBlob(ask, { repository, reference: digest }))
  };
}

export {
  openRegistry
};
