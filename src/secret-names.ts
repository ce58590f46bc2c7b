// A name -> whether what stands under it is a secret: `POSTGRES_PASSWORD`, `apiKey`, `X-Auth-Token`.

/** Parts of a name that make its value a secret wherever they stand. */
const SECRET_PARTS = ["PASSWORD", "PASSWD", "PASSPHRASE", "REQUIREPASS", "MASTERAUTH", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "PRIVATEKEY", "ACCESSKEY"];
/** Words that do so only as a whole: COMPASS and MONKEY are no secrets. */
const SECRET_WORDS = new Set(["PASS", "PWD", "PW", "KEY", "KEYS", "PSK", "PIN", "BEARER", "SALT", "HMAC", "JWT", "DSN", "OTP", "TOTP", "PGPASS", "DBPASS", "DBPW", "ROOTPASS", "USERPASS", "ADMINPASS"]);
/** Last words that point to a secret, or describe one, instead of holding it. */
const POINTERS = new Set([
  "FILE", "FILES", "PATH", "DIR", "NAME", "HEADER", "TTL", "EXPIRY", "EXPIRATION", "LIFETIME", "ENABLED", "LENGTH", "ALGORITHM", "URL", "TYPE", "STDIN",
]);
/** Values that cannot be a secret whatever they stand under. */
const PLAIN_VALUE = /^(?:|true|false|yes|no|on|off|null|none)$/i;

/** camelCase, dots, dashes and underscores all separate words: `smtp.authPass` gives SMTP AUTH PASS. */
function wordsOf(name: string): readonly string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return spaced.toUpperCase().split(/[^A-Z0-9]+/).filter((word) => word !== "");
}

/** A cheap look before a name is taken apart: every secret part and word contains one of these. */
const HINT = /pass|pw|secret|token|key|cred|psk|pin|bearer|salt|hmac|jwt|dsn|otp|auth/i;

/** False where no name in a text can be a secret's, found out without looking for names. */
export function mayNameSecrets(text: string): boolean {
  return HINT.test(text);
}

/** True where a variable, label or option of this name holds a secret by its name alone: `POSTGRES_PASSWORD`, `apiKey`. */
export function isSecretName(name: string): boolean {
  if (!HINT.test(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (POINTERS.has(last)) return false;
  // AUTH in the middle of a name is usually a proxy's middleware; at the end it is REDIS_AUTH.
  if (last === "AUTH") return true;
  const joined = words.join("");
  return words.some((word) => SECRET_WORDS.has(word)) || SECRET_PARTS.some((part) => joined.includes(part));
}

/** True for a word such as `token` that people also write in sentences, as in `unexpected token: foo`. */
export function isEverydayWord(name: string): boolean {
  return /^(?:keys?|pins?|salt|tokens?|secrets?|credentials?|pass)$/i.test(name);
}

/** True for values that are no secret under any name: `true`, `none`, nothing. */
export function isPlainValue(value: string): boolean {
  return PLAIN_VALUE.test(value);
}
