import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openLimiter,
  runProcess
} from "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";
import {
  StowplanError,
  hasCode,
  insteadOf,
  isStowplanError
} from "./chunk-L2TPXMAP.js";
import {
  array,
  looseObject,
  number,
  object,
  record,
  string,
  unknown
} from "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/registry/challenge.ts
var PARAMETER = /([a-zA-Z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
function parametersOf(text2) {
  const pairs = [...text2.matchAll(PARAMETER)].map(([, name = "", quoted, token = ""]) => [
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

// src/host/registry/login-hints.ts
var WAYS = [
  [/^ghcr\.io$/, () => "give the job `permissions: packages: read` (stowplan then reads packages of the repository's owner), or run `docker login ghcr.io` before stowplan"],
  [
    /\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
    (registry) => `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a user who may read it, install docker-credential-ecr-login and name it in Docker's config.json (\`"credHelpers": {"${registry}": "ecr-login"}\`), or run \`aws ecr get-login-password | docker login --username AWS --password-stdin ${registry}\` before stowplan`
  ],
  [/(?:^|\.)gcr\.io$|-docker\.pkg\.dev$/, (registry) => `run \`gcloud auth configure-docker ${registry}\`, or log in as \`oauth2accesstoken\` or \`_json_key\`, before stowplan`],
  [/\.azurecr\.io$/, (registry) => `run \`az acr login --name ${registry.replace(/\..*$/s, "")}\` before stowplan`]
];
function loginHint(registry, missingHelper) {
  if (missingHelper !== void 0) return `Install ${missingHelper}, which Docker's config.json names for ${registry}.`;
  const way = WAYS.find(([host]) => host.test(registry))?.[1];
  return `Check the name; if the image is private, ${way?.(registry) ?? `run \`docker login ${registry}\` before stowplan`}.`;
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
var WITHHELD = "Nothing to do if the image is private: credentials are not used for pull requests from forks.";
function denied(subject, { registry, missingHelper, isWithheld }) {
  const message = `${registry} does not let us read it, or does not have it.`;
  return new StowplanError({ code: "registry-denied", subject, message, hint: isWithheld === true ? WITHHELD : loginHint(registry, missingHelper) });
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
  const path = /^\/v2\/(?<path>.+)\/(?:manifests|blobs|tags|referrers)\/[^/]+$/.exec(url.pathname)?.groups?.["path"];
  return path === void 0 ? void 0 : `repository:${decodeURIComponent(path)}:pull`;
}
function challengeFor(known, url) {
  if (known.kind === "basic" || known.scope?.startsWith("repository:") !== true) return known;
  return { ...known, scope: pullScope(url) ?? known.scope };
}
function openExchange({ transport, tokens, credentials }) {
  const challenges = /* @__PURE__ */ new Map();
  const inTurn = openPioneer();
  async function askHost(question, isFirstHost) {
    const { url, subject } = question;
    const own = isFirstHost ? await credentials(url) : {};
    const refusal = { registry: url.host, missingHelper: own.missingHelper, isWithheld: own.isWithheld };
    const known = challenges.get(url.origin);
    const request = { url, subject, refusal, credentials: own.credentials };
    const early = known === void 0 ? void 0 : await tokens({ ...request, challenge: challengeFor(known, url), isRefused: false });
    const first = await transport(early === void 0 ? question : withAuthorization(question, early));
    if (first.status !== 401) return first;
    const challenge = parseChallenge(first.headers["www-authenticate"]);
    if (challenge === void 0) throw denied(subject, refusal);
    challenges.set(url.origin, challenge);
    const header = await tokens({ ...request, challenge, isRefused: early !== void 0 && known?.kind === challenge.kind });
    if (header === void 0 || header === early) throw denied(subject, refusal);
    const second = await transport(withAuthorization(question, header));
    if (second.status === 401) throw denied(subject, refusal);
    return second;
  }
  return async (question) => {
    let { url } = question;
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
      const step = { ...question, url };
      const answer = await inTurn(url.origin, () => askHost(step, step.url.origin === question.url.origin));
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

// src/host/registry/json-answer.ts
var MAXIMUM_DEPTH = 100;
var [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, QUOTE, BACKSLASH] = [91, 93, 123, 125, 34, 92];
function jsonDepth(bytes) {
  let [depth, deepest, isString] = [0, 0, false];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isString = false;
    } else if (byte === QUOTE) isString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, depth += 1);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}
function parseJson(bytes, { subject, what }) {
  if (jsonDepth(bytes) > MAXIMUM_DEPTH) throw invalid(subject, `The ${what} is nested too deeply.`);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    const looksLikePage = bytes.subarray(0, 256).toString("latin1").trimStart().startsWith("<");
    throw invalid(subject, looksLikePage ? `A web page came instead of the ${what}.` : `The ${what} is not JSON.`);
  }
}

// src/host/registry/manifest-answer.ts
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
function algorithmOf(digest) {
  return DIGEST.exec(digest)?.groups?.["algorithm"];
}
function digestOf(bytes, like) {
  const algorithm = algorithmOf(like) ?? "sha256";
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
  const json = parseJson(answer.body, { subject, what: "manifest" });
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
  return hasCode(error, "registry-unreachable");
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
      const isLimited = hasCode(error, "registry-rate-limited");
      if (isUnreachable(error)) record2.failures += 1;
      if (isLimited || record2.failures >= FAILURES_BEFORE_SILENCE) {
        const { code, message, hint } = error instanceof StowplanError ? error : unreachable(question.subject, { message: "There was no answer." });
        record2.verdict = (subject) => new StowplanError({ code, subject, message, hint });
      }
      throw error;
    }
  };
}

// src/host/registry/pull-limits.ts
var LOW = 0.1;
function single(header) {
  return typeof header === "string" ? header : "";
}
function readPullLimit({ headers }) {
  const form = /^\s*(?<count>\d{1,9})\s*(?:;\s*w=(?<seconds>\d{1,9}))?\s*$/;
  const allowed = form.exec(single(headers["ratelimit-limit"]))?.groups;
  const left = form.exec(single(headers["ratelimit-remaining"]))?.groups;
  if (allowed?.["count"] === void 0 || left?.["count"] === void 0) return void 0;
  const seconds = left["seconds"] ?? allowed["seconds"];
  return { left: Number(left["count"]), allowed: Number(allowed["count"]), seconds: seconds === void 0 ? void 0 : Number(seconds) };
}
function tell(host, { left, allowed, seconds }) {
  const time = seconds === void 0 ? "" : ` in ${String(Math.round(seconds / 360) / 10)} hours`;
  return `${host}: ${left} of ${allowed} pulls${time} are left; log in for more, or set a mirror (registries.mirrors).`;
}
function heedPullLimits(transport, log) {
  const limits = /* @__PURE__ */ new Map();
  const told = /* @__PURE__ */ new Set();
  return async (question) => {
    const { host, pathname } = question.url;
    const isCounted = question.method === "GET" && pathname.includes("/manifests/");
    if (isCounted && limits.get(host)?.left === 0) throw rateLimited(question.subject, { registry: host, seconds: void 0 });
    const answer = await transport(question);
    const limit = readPullLimit(answer);
    if (limit === void 0) return answer;
    limits.set(host, limit);
    if (limit.left <= limit.allowed * LOW && !told.has(host)) {
      told.add(host);
      log?.warn(tell(host, limit));
    }
    return answer;
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
  if (answer.status === 401 || answer.status === 403) throw denied(request.subject, request.refusal);
  if (answer.status !== 200) throw unreachable(request.subject, { message: `The token service ${url.host} answered ${answer.status}.` });
  const { data } = TokenAnswer.safeParse(parseJson(answer.body, { subject: request.subject, what: "token" }));
  const token = data?.token ?? data?.access_token;
  if (token === void 0 || !/^[\x21-\x7e]+$/.test(token)) throw invalid(request.subject, `The token service ${url.host} sent no token.`);
  const lifetime = Math.max(data?.expires_in ?? DEFAULT_LIFETIME, DEFAULT_LIFETIME) - MARGIN;
  return { header: `Bearer ${token}`, expires: Date.now() + lifetime * 1e3 };
}
function refreshForm({ challenge, token }) {
  const fields = { grant_type: "refresh_token", client_id: "stowplan", refresh_token: token, service: challenge.service ?? "", scope: challenge.scope ?? "" };
  return new URLSearchParams(fields).toString();
}
function tokenQuestion(request, { challenge, url }) {
  const { credentials, subject } = request;
  const common = { subject, limit: TOKEN_LIMIT };
  if (credentials?.kind === "identity") {
    const realm = new URL(url.origin + url.pathname);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { ...common, method: "POST", url: realm, headers, body: refreshForm({ challenge, token: credentials.token }) };
  }
  return { ...common, method: "GET", url, headers: credentials?.kind === "password" ? { authorization: basic(credentials) } : {} };
}
function accountOf(credentials) {
  if (credentials === void 0) return "";
  return credentials.kind === "password" ? credentials.user : sha256(credentials.token);
}
function openTokenStore(transport) {
  const tokens = /* @__PURE__ */ new Map();
  async function fetchToken(request, { challenge, url }) {
    try {
      return readToken(await transport(tokenQuestion(request, { challenge, url })), { url, request });
    } catch (error) {
      if (request.credentials === void 0 || !hasCode(error, "registry-denied")) throw error;
      return fetchToken({ ...request, credentials: void 0 }, { challenge, url });
    }
  }
  return async (request) => {
    const { challenge, credentials, isRefused } = request;
    if (credentials?.kind === "bearer") return isRefused ? void 0 : `Bearer ${credentials.token}`;
    if (challenge.kind === "basic") return credentials?.kind !== "password" || isRefused ? void 0 : basic(credentials);
    const url = tokenUrl(challenge, request);
    const key = `${accountOf(credentials)} ${url.href}`;
    const kept = await tokens.get(key)?.catch(() => void 0);
    if (kept !== void 0 && kept.expires > Date.now() && !isRefused) return kept.header;
    const pending = fetchToken(request, { challenge, url });
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

// src/host/registry/stream-body.ts
var SLOWEST = 16 * 1024;
async function nextWithin(pieces, { seconds, message }) {
  const timer = setTimeout(() => message.destroy(new Error("the registry is too slow")), Math.max(seconds, 0) * 1e3);
  try {
    return await pieces.next();
  } finally {
    clearTimeout(timer);
  }
}
async function* piecesOf(message, { subject, host, timeout }) {
  const pieces = message[Symbol.asyncIterator]();
  let received = 0;
  let waited = 0;
  try {
    for (; ; ) {
      const asked = performance.now();
      const next = await nextWithin(pieces, { seconds: timeout + received / SLOWEST - waited, message });
      waited += (performance.now() - asked) / 1e3;
      if (next.done === true) return;
      if (!(next.value instanceof Uint8Array)) continue;
      received += next.value.length;
      yield next.value;
    }
  } catch (cause) {
    throw unreachable(subject, { message: `${host} stopped sending after ${received} bytes, or sends too slowly.`, cause });
  } finally {
    message.destroy();
  }
}
function streamBody(message, facts) {
  return { pieces: piecesOf(message, facts), end: () => void message.destroy() };
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
function isContent(status) {
  return status === 200 || status === 206;
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
function openSender(rules) {
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true });
  return function send(question, signal) {
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
      request.end(question.body);
    });
  };
}
function openTransport(rules, timeout) {
  const send = openSender(rules);
  return async (question) => {
    const { url, subject } = question;
    rules.check(url, subject);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), timeout * 1e3);
    try {
      const message = await send(question, ending.signal);
      const answer = { status: message.statusCode ?? 0, headers: message.headers };
      if (question.isStreamed === true && isContent(message.statusCode)) {
        return { ...answer, body: Buffer.alloc(0), stream: streamBody(message, { subject, host: url.host, timeout }) };
      }
      return { ...answer, body: await readBody(message, question) };
    } catch (cause) {
      if (cause instanceof StowplanError) throw cause;
      const what = ending.signal.aborted ? `did not answer within ${timeout} s` : "could not be reached";
      throw unreachable(subject, { message: `${url.host} ${what}.`, cause });
    } finally {
      clearTimeout(timer);
    }
  };
}

// src/host/registry/asker.ts
var MEBIBYTE = 1024 * 1024;
var LIMITS = { manifests: 4 * MEBIBYTE, blobs: 8 * MEBIBYTE, tags: 8 * MEBIBYTE, referrers: 4 * MEBIBYTE };
var REQUESTS_AT_A_TIME = 6;
var ACCEPT = { manifests: MANIFEST_TYPES.join(", "), blobs: "*/*", tags: "application/json", referrers: MANIFEST_TYPES[0] };
var NAME = /^[\w+.:-]{1,256}$/;
function subjectOf({ repository, kind, name }) {
  const end = kind === "tags" ? "" : isDigest(name) ? `@${name}` : `:${name}`;
  return `${repository.registry}/${repository.path}${end}`;
}
function checkStatus(answer, { subject, registry, good }) {
  if (good.includes(answer.status)) return answer;
  if (answer.status === 404) throw missing(subject, registry);
  if (answer.status === 403) throw denied(subject, { registry });
  throw unreachable(subject, { message: `${registry} answered ${answer.status}.` });
}
function requestOf({ kind, method, streamFrom, headers }) {
  const range = streamFrom === void 0 || streamFrom === 0 ? {} : { range: `bytes=${streamFrom}-` };
  return { method, headers: { accept: ACCEPT[kind], ...range, ...headers }, limit: LIMITS[kind], isStreamed: streamFrom !== void 0 };
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
function openAsker(rules, { timeout, credentials, log }) {
  const hasty = openTransport(rules, timeout);
  const transport = heedPullLimits(patient(hasty), log);
  const exchange = openExchange({ transport, tokens: openTokenStore(transport), credentials });
  const originOf = openOrigins(rules, hasty);
  const limiters = /* @__PURE__ */ new Map();
  return async (question) => {
    const { repository, kind, name, search = "", otherStatuses = [] } = question;
    const { registry, path } = repository;
    const subject = subjectOf(question);
    if (!NAME.test(name)) throw missing(subject, registry);
    const limiter = limiters.get(registry) ?? openLimiter(REQUESTS_AT_A_TIME);
    limiters.set(registry, limiter);
    const url = new URL(`/v2/${rules.endpoint(registry).prefix}${path}/${kind}/${name}${search}`, await originOf(registry));
    const answer = await limiter(() => exchange({ subject, url, ...requestOf(question) }));
    return checkStatus(answer, { subject, registry, good: [200, ...question.streamFrom === void 0 ? [] : [206], ...otherStatuses] });
  };
}

// src/host/registry/credentials.ts
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

// src/host/registry/credential-file.ts
var text = string().max(65536).optional();
var Auth = looseObject({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text });
var Name = string().regex(/^[\w.-]{1,64}$/);
var File = looseObject({
  auths: record(string(), unknown()).nullish(),
  credHelpers: record(string(), unknown()).nullish(),
  credsStore: Name.optional().catch(void 0)
});
var NOTHING = { entries: [], helpers: /* @__PURE__ */ new Map(), store: void 0 };
var DOCKER_HUB_KEYS = /* @__PURE__ */ new Set(["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io"]);
function splitKey(key) {
  if (DOCKER_HUB_KEYS.has(key)) return { host: "registry-1.docker.io", path: "" };
  const isUrl = /^https?:\/\//.test(key);
  const [host = "", ...path] = key.replace(/^https?:\/\//, "").split("/");
  return { host: host === "docker.io" ? "registry-1.docker.io" : host, path: isUrl ? "" : path.join("/") };
}
function credentialsOf(value) {
  const { data } = Auth.safeParse(value);
  if (data === void 0) return void 0;
  if (data.registrytoken !== void 0 && data.registrytoken !== "") return { kind: "bearer", token: data.registrytoken };
  if (data.identitytoken !== void 0 && data.identitytoken !== "") return { kind: "identity", token: data.identitytoken };
  if (data.username !== void 0 && data.password !== void 0) return { kind: "password", user: data.username, password: data.password };
  const decoded = Buffer.from(data.auth ?? "", "base64").toString("utf8").replace(/\0+$/, "");
  const colon = decoded.indexOf(":");
  return colon < 1 ? void 0 : { kind: "password", user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
function parseCredentialFile(content) {
  let json;
  try {
    json = JSON.parse(content);
  } catch {
    return NOTHING;
  }
  const { data } = File.safeParse(json);
  if (data === void 0) return NOTHING;
  const entries = Object.entries(data.auths ?? {}).map(([key, value]) => ({ ...splitKey(key), key, credentials: credentialsOf(value) }));
  const helpers = Object.entries(data.credHelpers ?? {}).flatMap(([key, value]) => {
    const name = Name.safeParse(value).data;
    return name === void 0 ? [] : [[splitKey(key).host, { name, key }]];
  });
  return { entries, helpers: new Map(helpers), store: data.credsStore };
}

// src/host/registry/credential-program.ts
var LIMITS2 = { seconds: 20, output: 256 * 1024 };
var TOKEN_USER = "<token>";
var Answer = looseObject({ Username: string(), Secret: string() });
function helperEnvironment(environment) {
  const kept = Object.entries(environment).filter(([name]) => !/^(?:INPUT_|ACTIONS_|GITHUB_TOKEN$|GH_TOKEN$|NODE_OPTIONS$)/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
function readAnswer(stdout) {
  let json;
  try {
    json = JSON.parse(stdout);
  } catch {
    return { kind: "nothing" };
  }
  const { data } = Answer.safeParse(json);
  if (data === void 0 || data.Secret === "") return { kind: "nothing" };
  const { Username: user, Secret: secret } = data;
  return { kind: "credentials", credentials: user === TOKEN_USER ? { kind: "identity", token: secret } : { kind: "password", user, password: secret } };
}
async function askHelper({ name, server }, environment) {
  const program = `docker-credential-${name}`;
  try {
    const run = await runProcess({ program, args: ["get"], environment: helperEnvironment(environment), input: server, limits: LIMITS2 });
    return run.status === 0 && run.stopped === void 0 ? readAnswer(run.stdout.toString("utf8")) : { kind: "nothing" };
  } catch {
    return { kind: "not-installed", program };
  }
}

// src/host/registry/credentials.ts
var GITHUB_REGISTRY = "ghcr.io";
function credentialFiles(environment) {
  const { REGISTRY_AUTH_FILE: named, XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: config, DOCKER_CONFIG: docker, HOME: home = homedir() } = environment;
  const podman = named === void 0 ? [...runtime === void 0 ? [] : [runtime], config ?? join(home, ".config")].map((folder) => join(folder, "containers", "auth.json")) : [named];
  return [...podman, join(docker ?? join(home, ".docker"), "config.json")];
}
function repositoryOf(url) {
  return /^\/v2\/(?<path>.+)\/(?:manifests|blobs|tags|referrers)\/[^/]+$/.exec(url.pathname)?.groups?.["path"] ?? "";
}
function entriesFor(file, { host, path }) {
  const isAbove = (entry) => entry.path === "" || path === entry.path || path.startsWith(`${entry.path}/`);
  return file.entries.filter((entry) => entry.host === host && isAbove(entry)).toSorted((left, right) => right.path.length - left.path.length);
}
function helperFor(file, { host, path }) {
  const own = file.helpers.get(host);
  if (own !== void 0) return { name: own.name, server: own.key };
  const [entry] = entriesFor(file, { host, path });
  return file.store === void 0 || entry === void 0 ? void 0 : { name: file.store, server: entry.key };
}
function openCredentialReader({ files, environment, github, ecr }) {
  let read;
  const helpers = /* @__PURE__ */ new Map();
  const readFiles = () => Promise.all(files.map((path) => readFile(path, "utf8").then(parseCredentialFile, () => parseCredentialFile(""))));
  function askOnce(question) {
    const key = `${question.name} ${question.server}`;
    const answer = helpers.get(key) ?? askHelper(question, environment);
    helpers.set(key, answer);
    return answer;
  }
  async function lookIn(file, place) {
    const question = helperFor(file, place);
    const answer = question === void 0 ? void 0 : await askOnce(question);
    if (answer?.kind === "credentials") return { credentials: answer.credentials };
    const credentials = entriesFor(file, place).find((entry) => entry.credentials !== void 0)?.credentials;
    if (credentials !== void 0) return { credentials };
    return answer?.kind === "not-installed" ? { missingHelper: answer.program } : {};
  }
  return async (url) => {
    read ??= readFiles();
    const place = { host: url.host, path: repositoryOf(url) };
    let missing2 = {};
    for (const file of await read) {
      const found = await lookIn(file, place);
      if (found.credentials !== void 0) return found;
      if (found.missingHelper !== void 0) missing2 = found;
    }
    const isOwn = url.protocol === "https:" && url.host === GITHUB_REGISTRY && place.path.startsWith(`${github?.owner.toLowerCase() ?? ""}/`);
    if (github !== void 0 && isOwn) return { credentials: { kind: "password", user: github.owner, password: github.token } };
    const credentials = url.protocol === "https:" ? await ecr?.(url.host) : void 0;
    return credentials === void 0 ? missing2 : { credentials };
  };
}
function withholdCredentials() {
  return Promise.resolve({ isWithheld: true });
}

// src/host/registry/ecr-token.ts
var HOST = /^\d{12}\.dkr\.ecr(?<fips>-fips)?\.(?<region>[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d)\.amazonaws\.com(?<china>\.cn)?$/;
var LIMIT = 64 * 1024;
var TokenAnswer2 = looseObject({ authorizationData: array(looseObject({ authorizationToken: string().max(16384) })).min(1) });
function keysOf({ AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "", AWS_SESSION_TOKEN: sessionToken = "" }) {
  return accessKeyId === "" || secretAccessKey === "" ? void 0 : { accessKeyId, secretAccessKey, ...sessionToken === "" ? {} : { sessionToken } };
}
function endpointOf(host) {
  const { region, fips, china = "" } = HOST.exec(host)?.groups ?? {};
  if (region === void 0) return void 0;
  return { url: new URL(fips === void 0 ? `https://api.ecr.${region}.amazonaws.com${china}/` : `https://ecr-fips.${region}.amazonaws.com${china}/`), region };
}
function readCredentials({ status, body }, subject) {
  if (status !== 200) return void 0;
  const [first] = TokenAnswer2.safeParse(parseJson(body, { subject, what: "token" })).data?.authorizationData ?? [];
  const [, user, password] = /^(?<user>[^:]+):(?<password>.+)$/.exec(Buffer.from(first?.authorizationToken ?? "", "base64").toString("utf8")) ?? [];
  return user === void 0 || password === void 0 ? void 0 : { kind: "password", user, password };
}
async function ask(host, { keys, transport }) {
  const endpoint = endpointOf(host);
  if (endpoint === void 0) return void 0;
  const { AwsV4Signer } = await import("./aws4fetch.esm-LO32BAKA.js");
  const body = "{}";
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken" };
  const signer = new AwsV4Signer({ ...keys, method: "POST", url: endpoint.url.href, headers, body, service: "ecr", region: endpoint.region });
  const signed = await signer.sign();
  const answer = transport({ subject: host, method: "POST", url: endpoint.url, headers: Object.fromEntries(signed.headers), body, limit: LIMIT });
  return answer.then((given) => readCredentials(given, host)).catch(insteadOf(isStowplanError, () => void 0));
}
function openEcrTokens(environment, transport) {
  const tokens = /* @__PURE__ */ new Map();
  return (host) => {
    const keys = endpointOf(host) === void 0 ? void 0 : keysOf(environment);
    if (keys === void 0) return Promise.resolve(void 0);
    const token = tokens.get(host) ?? ask(host, { keys, transport });
    tokens.set(host, token);
    return token;
  };
}

// src/host/registry/kept-answers.ts
var VERSION = 2;
var Digest = string().refine(isDigest);
var Etag = string().max(512).optional();
var KeptTags = object({ tags: array(string().max(128)).max(2e5), at: number(), etag: Etag });
var KeptDescriptor = object({ digest: Digest, mediaType: string().max(255), size: number().min(0), at: number(), etag: Etag });
var KeptContent = object({ mediaType: string().max(255), content: string() });
function openKept(kind, { schema, parts: { cache, scopeOf } }) {
  async function answerKey(repository, name) {
    const question = JSON.stringify([VERSION, kind, await scopeOf(repository), name]);
    return sha256(question);
  }
  return {
    async read(repository, name) {
      const text2 = await cache?.read(await answerKey(repository, name));
      if (text2 === void 0) return void 0;
      try {
        return schema.safeParse(JSON.parse(text2)).data;
      } catch {
        return void 0;
      }
    },
    write: (repository, name) => async (value) => {
      await cache?.write(await answerKey(repository, name), JSON.stringify(value));
    }
  };
}
function openKeptAnswers(parts) {
  return {
    tags: openKept("tags", { schema: KeptTags, parts }),
    descriptors: openKept("descriptor", { schema: KeptDescriptor, parts }),
    manifests: openKept("manifest", { schema: KeptContent, parts }),
    blobs: openKept("blob", { schema: KeptContent, parts })
  };
}

// src/host/registry/open-blob.ts
import { createHash as createHash2 } from "node:crypto";
var ATTEMPTS2 = 3;
function startOf({ status, headers }) {
  if (status !== 206) return 0;
  return Number(/^bytes (?<start>\d+)-/.exec(headers["content-range"] ?? "")?.groups?.["start"] ?? Number.NaN);
}
async function* readFrom(ask2, { request, from }) {
  const { repository, digest, subject } = request;
  const limit = (request.from ?? 0) + request.limit;
  const answer = await ask2({ repository, kind: "blobs", name: digest, method: "GET", streamFrom: from });
  if (answer.stream === void 0) throw invalid(subject, "The registry answered without content.");
  try {
    let position = startOf(answer);
    if (position !== 0 && position !== from) throw invalid(subject, "The registry sent another part of the blob than was asked for.");
    if (position + Number(answer.headers["content-length"] ?? 0) > limit) throw tooLarge(subject, `The blob has more than ${limit} bytes.`);
    for await (const piece of answer.stream.pieces) {
      const rest = piece.subarray(Math.min(Math.max(from - position, 0), piece.length));
      position += piece.length;
      if (rest.length > 0) yield rest;
    }
  } finally {
    answer.stream.end();
  }
}
function isBroken(error) {
  return hasCode(error, "registry-unreachable");
}
async function* openBlob(ask2, request) {
  const { digest, limit, subject, from = 0 } = request;
  const algorithm = algorithmOf(digest);
  if (algorithm === void 0) throw invalid(subject, "This is no digest that can be checked.");
  const hash = createHash2(algorithm);
  let received = 0;
  for (let attempt = 1; ; attempt += 1) {
    const before = received;
    try {
      for await (const piece of readFrom(ask2, { request, from: from + received })) {
        received += piece.length;
        if (received > limit) throw tooLarge(subject, `The blob has more than ${limit} bytes.`);
        hash.update(piece);
        yield piece;
      }
      break;
    } catch (error) {
      if (!isBroken(error) || attempt === ATTEMPTS2 || received === before) throw error;
    }
  }
  if (from > 0) return;
  if (`${algorithm}:${hash.digest("hex")}` !== digest) throw invalid(subject, `The content does not match its digest ${digest}.`);
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
  const { data } = TagList.safeParse(parseJson(answer.body, { subject, what: "tag list" }));
  if (data === void 0) throw invalid(subject, "The tag list has no tags.");
  return data.tags ?? [];
}
async function readTagPages(ask2, subject) {
  const tags = /* @__PURE__ */ new Set();
  const seen = /* @__PURE__ */ new Set();
  let etag;
  let search = `?n=${PAGE_SIZE}`;
  while (search !== void 0 && !seen.has(search)) {
    if (seen.size === MAXIMUM_PAGES || tags.size > MAXIMUM_TAGS) throw tooLarge(subject, `The list has more than ${tags.size} tags.`);
    const isFirst = seen.size === 0;
    seen.add(search);
    const answer = await ask2(search, isFirst);
    if (answer.status === 304) return void 0;
    const before = tags.size;
    for (const tag of readPage(answer, subject)) tags.add(tag);
    search = tags.size === before ? void 0 : nextSearch(answer);
    etag = isFirst && search === void 0 ? answer.headers.etag?.slice(0, 512) : void 0;
  }
  return { tags: [...tags], ...etag === void 0 ? {} : { etag } };
}

// src/host/registry/referrers.ts
var MAXIMUM_PAGES2 = 10;
var MAXIMUM_REFERRERS = 1e3;
var Annotations = record(string().max(1024), string().max(65536));
var Entry = looseObject({
  digest: string().refine(isDigest),
  mediaType: string().max(255),
  size: number().min(0),
  artifactType: string().max(255).optional(),
  annotations: Annotations.nullish()
});
var ReferrersIndex = looseObject({ manifests: array(unknown()) });
var NO_API = [400, 404, 405, 501];
function referrerOf(entry) {
  const { data } = Entry.safeParse(entry);
  if (data === void 0) return [];
  const { digest, mediaType, size, artifactType, annotations } = data;
  return [{ digest, mediaType, size, ...artifactType === void 0 ? {} : { artifactType }, annotations: annotations ?? {} }];
}
function readReferrers(body) {
  const entries = ReferrersIndex.safeParse(body).data?.manifests ?? [];
  return entries.slice(0, MAXIMUM_REFERRERS).flatMap(referrerOf);
}
function referrersTag(digest) {
  const [algorithm = "", hex = ""] = digest.split(":");
  return `${algorithm.slice(0, 32)}-${hex.slice(0, 64)}`;
}
async function readPages(ask2, { repository, digest, first }) {
  const subject = `${repository.registry}/${repository.path}@${digest}`;
  const found = [...readReferrers(parseJson(first.body, { subject, what: "list of referrers" }))];
  const seen = /* @__PURE__ */ new Set();
  let search = nextSearch(first);
  while (search !== void 0 && !seen.has(search) && seen.size < MAXIMUM_PAGES2 && found.length < MAXIMUM_REFERRERS) {
    seen.add(search);
    const answer = await ask2({ repository, kind: "referrers", name: digest, method: "GET", search });
    found.push(...readReferrers(parseJson(answer.body, { subject, what: "list of referrers" })));
    search = nextSearch(answer);
  }
  return found.slice(0, MAXIMUM_REFERRERS);
}
async function listReferrers(ask2, request) {
  const { repository, digest, readTag } = request;
  if (!isDigest(digest)) throw invalid(`${repository.registry}/${repository.path}`, "Referrers can only be listed for a digest.");
  const first = await ask2({ repository, kind: "referrers", name: digest, method: "GET", otherStatuses: NO_API });
  if (first.status === 200) return readPages(ask2, { repository, digest, first });
  try {
    return readReferrers(await readTag(referrersTag(digest)));
  } catch (error) {
    if (hasCode(error, "registry-missing")) return [];
    throw error;
  }
}

// src/host/registry/push-dates.ts
var LIMIT2 = 1024 * 1024;
var TAG = /^\w[\w.-]{0,127}$/;
var HubTag = looseObject({ tag_last_pushed: string().max(64).nullish() });
var QuayTags = looseObject({ tags: array(looseObject({ name: string(), start_ts: number().optional() })).max(100) });
var SOURCES = {
  "docker.io": {
    host: "registry-1.docker.io",
    url: (path, tag) => `https://hub.docker.com/v2/repositories/${path}/tags/${tag}`,
    dateIn: (data) => HubTag.safeParse(data).data?.tag_last_pushed ?? void 0
  },
  "quay.io": {
    host: "quay.io",
    url: (path, tag) => `https://quay.io/api/v1/repository/${path}/tag/?specificTag=${tag}&onlyActiveTags=true&limit=1`,
    dateIn: (data, tag) => {
      const seconds = QuayTags.safeParse(data).data?.tags.find(({ name }) => name === tag)?.start_ts;
      return seconds === void 0 ? void 0 : new Date(seconds * 1e3).toISOString();
    }
  }
};
function openPushDates(rules, transport) {
  return async ({ registry, path }, tag) => {
    const source = SOURCES[registry];
    if (source === void 0 || !TAG.test(tag) || new URL(rules.endpoint(registry).origins[0]).host !== source.host) return void 0;
    try {
      const subject = `${registry}/${path}:${tag}`;
      const answer = await transport({ subject, method: "GET", url: new URL(source.url(path, tag)), headers: { accept: "application/json" }, limit: LIMIT2 });
      return answer.status === 200 ? source.dateIn(parseJson(answer.body, { subject, what: "answer about a tag" }), tag) : void 0;
    } catch (error) {
      if (error instanceof StowplanError || error instanceof RangeError) return void 0;
      throw error;
    }
  };
}

// src/host/registry/reader.ts
var RECENT = 10 * 60 * 1e3;
function repositoryName({ registry, path }) {
  return `${registry}/${path}`;
}
function subjectOf2({ repository, reference }) {
  return `${repositoryName(repository)}${isDigest(reference) ? "@" : ":"}${reference}`;
}
function etagOf({ headers: { etag } }) {
  return etag === void 0 || etag.length > 512 ? {} : { etag };
}
var NO_HEAD = [405, 501];
function condition(etag) {
  return etag === void 0 ? {} : { headers: { "if-none-match": etag }, otherStatuses: [304] };
}
function answerOf({ mediaType, content }) {
  return { status: 200, headers: { "content-type": mediaType }, body: Buffer.from(content, "latin1") };
}
function contentOf(mediaType, bytes) {
  return { mediaType, content: Buffer.from(bytes).toString("latin1") };
}
function isRecent({ at }) {
  const age = Date.now() - at;
  return age >= 0 && age < RECENT;
}
async function readTags({ ask: ask2, kept }, repository) {
  const known = await kept.tags.read(repository, "list");
  if (known !== void 0 && isRecent(known)) return known.tags;
  const list = await readTagPages((search, isFirst) => ask2({ repository, kind: "tags", name: "list", method: "GET", search, ...condition(isFirst ? known?.etag : void 0) }), repositoryName(repository));
  const { tags, etag } = list ?? known ?? { tags: [], etag: void 0 };
  await kept.tags.write(repository, "list")({ tags: [...tags], at: Date.now(), ...etag === void 0 ? {} : { etag } });
  return tags;
}
async function headDescriptor({ ask: ask2, kept }, { repository, reference }) {
  const known = await kept.descriptors.read(repository, reference);
  const { headers, otherStatuses = [] } = condition(known?.etag);
  const question = { repository, kind: "manifests", name: reference, method: "HEAD", otherStatuses: [...NO_HEAD, ...otherStatuses] };
  const answer = await ask2({ ...question, ...headers === void 0 ? {} : { headers } });
  const keep = kept.descriptors.write(repository, reference);
  if (answer.status === 304 && known !== void 0) {
    await keep({ ...known, at: Date.now() });
    return descriptorOf(known);
  }
  if (answer.status !== 200) return void 0;
  const descriptor = readDescriptor(answer, { reference, subject: subjectOf2({ repository, reference }) });
  if (descriptor !== void 0) await keep({ ...descriptor, at: Date.now(), ...etagOf(answer) });
  return descriptor;
}
function descriptorOf({ digest, mediaType, size }) {
  return { digest, mediaType, size };
}
async function recentDescriptor({ kept }, { repository, reference }) {
  const known = await kept.descriptors.read(repository, reference);
  return known !== void 0 && isRecent(known) ? descriptorOf(known) : void 0;
}
async function keptManifest(parts, { repository, reference }) {
  const named = isDigest(reference) ? reference : (await parts.kept.descriptors.read(repository, reference))?.digest;
  const content = named === void 0 ? void 0 : await parts.kept.manifests.read(repository, named);
  if (named === void 0 || content === void 0) return void 0;
  if (!isDigest(reference) && (await headDescriptor(parts, { repository, reference }))?.digest !== named) return void 0;
  return { ...readManifest(answerOf(content), { reference: named, subject: subjectOf2({ repository, reference }) }), isKept: isDigest(reference) };
}
async function fetchManifest(parts, { repository, reference }) {
  const known = await keptManifest(parts, { repository, reference }).catch(() => void 0);
  if (known !== void 0) return known;
  const answer = await parts.ask({ repository, kind: "manifests", name: reference, method: "GET" });
  const manifest = readManifest(answer, { reference, subject: subjectOf2({ repository, reference }) });
  const { digest, mediaType } = manifest.descriptor;
  await parts.kept.manifests.write(repository, digest)(contentOf(mediaType, answer.body));
  if (!isDigest(reference)) await parts.kept.descriptors.write(repository, reference)({ ...manifest.descriptor, at: Date.now(), ...etagOf(answer) });
  return { ...manifest, isKept: false };
}
async function fetchBlob({ ask: ask2, kept }, { repository, reference }) {
  const facts = { digest: reference, subject: subjectOf2({ repository, reference }) };
  const known = await kept.blobs.read(repository, reference);
  if (known !== void 0) {
    const answer = answerOf(known);
    if (isIntact(answer, facts)) return answer.body;
  }
  const bytes = readBlob(await ask2({ repository, kind: "blobs", name: reference, method: "GET" }), facts);
  await kept.blobs.write(repository, reference)(contentOf("", bytes));
  return bytes;
}
function isIntact(answer, facts) {
  try {
    readBlob(answer, facts);
    return true;
  } catch {
    return false;
  }
}
function openReader(parts) {
  return {
    tags: (repository) => readTags(parts, repository),
    isKnown: async (repository) => await parts.kept.tags.read(repository, "list") !== void 0,
    descriptor: (place) => headDescriptor(parts, place),
    recent: (place) => recentDescriptor(parts, place),
    manifest: (place) => fetchManifest(parts, place),
    blob: (place) => fetchBlob(parts, place)
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

// src/host/oci-registry.ts
function openCredentials({ variables = process.env, dockerConfig, github, isForStranger }, transport) {
  if (isForStranger === true) return withholdCredentials;
  const files = dockerConfig === void 0 ? credentialFiles(variables) : [dockerConfig];
  return openCredentialReader({ files, environment: variables, ecr: openEcrTokens(variables, transport), ...github === void 0 ? {} : { github } });
}
function scopes(rules, credentials) {
  return async ({ registry, path }) => {
    const { origins, prefix } = rules.endpoint(registry);
    const url = new URL(`/v2/${prefix}${path}/tags/list`, origins[0]);
    return `${url.href} ${accountOf((await credentials(url)).credentials)}`;
  };
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
function openManifests(reader) {
  const descriptors = openMemory();
  const manifests = openMemory();
  async function fetchOnce(repository, reference) {
    const found = await manifests.ask(`${repositoryName(repository)}:${reference}`, () => reader.manifest({ repository, reference }));
    return manifests.ask(`${repositoryName(repository)}:${found.descriptor.digest}`, () => Promise.resolve(found));
  }
  async function manifest(repository, reference) {
    const known = await descriptors.get(`${repositoryName(repository)}:${reference}`)?.catch(() => void 0);
    const { descriptor, body } = await fetchOnce(repository, known?.digest ?? reference);
    return { descriptor, body };
  }
  async function ask2(repository, reference) {
    const fetched = await manifests.get(`${repositoryName(repository)}:${reference}`);
    if (fetched?.isKept === false) return fetched.descriptor;
    return await reader.descriptor({ repository, reference }) ?? (await fetchOnce(repository, reference)).descriptor;
  }
  const resolve = (repository, reference) => descriptors.ask(`${repositoryName(repository)}:${reference}`, () => ask2(repository, reference));
  return {
    resolve,
    manifest,
    recent: {
      resolve: async (repository, reference) => await reader.recent({ repository, reference }) ?? resolve(repository, reference),
      manifest: async (repository, reference) => manifest(repository, (await reader.recent({ repository, reference }))?.digest ?? reference)
    }
  };
}
function openRegistry(options, environment = {}) {
  const rules = registryRules(options);
  const transport = openTransport(rules, options.timeout);
  const credentials = openCredentials(environment, transport);
  const ask2 = openAsker(rules, { timeout: options.timeout, credentials, log: environment.log });
  const reader = openReader({ ask: ask2, kept: openKeptAnswers({ cache: environment.cache, scopeOf: scopes(rules, credentials) }) });
  const pushed = openPushDates(rules, transport);
  const tagLists = openMemory();
  const blobs = openMemory();
  const referrers = openMemory();
  const manifests = openManifests(reader);
  return {
    ...manifests,
    pushed,
    isKnown: (repository) => reader.isKnown(repository),
    tags: (repository) => tagLists.ask(repositoryName(repository), () => reader.tags(repository)),
    blob: (repository, digest) => blobs.ask(`${repositoryName(repository)}@${digest}`, () => reader.blob({ repository, reference: digest })),
    openBlob: (repository, part) => openBlob(ask2, { repository, ...part, subject: `${repositoryName(repository)}@${part.digest}` }),
    referrers: (repository, digest) => referrers.ask(
      `${repositoryName(repository)}@${digest}`,
      () => listReferrers(ask2, { repository, digest, readTag: async (tag) => (await manifests.manifest(repository, tag)).body })
    )
  };
}
export {
  openRegistry
};
