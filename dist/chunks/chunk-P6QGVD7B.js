import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/secret-names.ts
var SECRET_PARTS = ["PASSWORD", "PASSWD", "PASSPHRASE", "REQUIREPASS", "MASTERAUTH", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "PRIVATEKEY", "ACCESSKEY"];
var SECRET_WORDS = /* @__PURE__ */ new Set(["PASS", "PWD", "PW", "KEY", "KEYS", "PSK", "PIN", "BEARER", "SALT", "HMAC", "JWT", "DSN", "OTP", "TOTP", "PGPASS", "DBPASS", "DBPW", "ROOTPASS", "USERPASS", "ADMINPASS"]);
var POINTERS = /* @__PURE__ */ new Set([
  "FILE",
  "FILES",
  "PATH",
  "DIR",
  "NAME",
  "HEADER",
  "TTL",
  "EXPIRY",
  "EXPIRATION",
  "LIFETIME",
  "ENABLED",
  "LENGTH",
  "ALGORITHM",
  "URL",
  "TYPE",
  "STDIN"
]);
var PLAIN_VALUE = /^(?:|true|false|yes|no|on|off|null|none)$/i;
function wordsOf(name) {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return spaced.toUpperCase().split(/[^A-Z0-9]+/).filter((word) => word !== "");
}
var HINT = /pass|pw|secret|token|key|cred|psk|pin|bearer|salt|hmac|jwt|dsn|otp|auth/i;
function mayNameSecrets(text) {
  return HINT.test(text);
}
function isSecretName(name) {
  if (!HINT.test(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (POINTERS.has(last)) return false;
  if (last === "AUTH") return true;
  const joined = words.join("");
  return words.some((word) => SECRET_WORDS.has(word)) || SECRET_PARTS.some((part) => joined.includes(part));
}
function isEverydayWord(name) {
  return /^(?:keys?|pins?|salt|tokens?|secrets?|credentials?|pass)$/i.test(name);
}
function isPlainValue(value) {
  return PLAIN_VALUE.test(value);
}

// src/shorten.ts
function shorten(text, limit) {
  return text.length <= limit ? text : `${text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, "")}…`;
}
function shortenName(name, limit) {
  if (name.length <= limit) return name;
  const end = Math.max(0, limit - 1) >> 1;
  return `${shorten(name, limit - end)}${name.slice(name.length - end).replace(/^[\udc00-\udfff]/, "")}`;
}

export {
  mayNameSecrets,
  isSecretName,
  isEverydayWord,
  isPlainValue,
  shorten,
  shortenName
};
