// Decides which values must never be shown, by the name they stand under or by how they look, and takes them out of texts.

/** What is shown in place of a secret, and in place of one that is not the same as before. */
export const HIDDEN = "[hidden]";
export const HIDDEN_CHANGED = "[hidden, changed]";

/** Parts of a name that make its value a secret wherever they stand. */
const SECRET_PARTS = ["PASSWORD", "PASSWD", "PASSPHRASE", "REQUIREPASS", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "PRIVATEKEY", "ACCESSKEY"];
/** Words that do so only as a whole: COMPASS and MONKEY are no secrets. */
const SECRET_WORDS = new Set(["PASS", "PWD", "PW", "KEY", "KEYS", "PSK", "PIN", "BEARER", "SALT", "HMAC", "JWT", "DSN", "OTP", "TOTP"]);
/** Last words that point to a secret, or describe one, instead of holding it. */
const POINTERS = new Set(
  ["FILE", "FILES", "PATH", "DIR", "NAME", "HEADER", "TTL", "EXPIRY", "EXPIRATION", "LIFETIME", "ENABLED", "LENGTH", "ALGORITHM", "URL", "TYPE"],
);
/** Values that cannot be a secret whatever they stand under. */
const PLAIN_VALUE = /^(?:|true|false|yes|no|on|off|null|none)$/i;

/** camelCase, dots, dashes and underscores all separate words: `smtp.authPass` gives SMTP AUTH PASS. */
function wordsOf(name: string): readonly string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return spaced.toUpperCase().split(/[^A-Z0-9]+/).filter((word) => word !== "");
}

/** A cheap look at a name before it is taken apart: every secret part and word contains one of these. */
const HINT = /pass|pw|secret|token|key|cred|psk|pin|bearer|salt|hmac|jwt|dsn|otp|auth/i;

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

/** Texts that are a secret by their form: keys and tokens of well-known services, JSON Web Tokens, crypt(3) hashes, webhooks. */
const KNOWN_SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A(?:KIA|SIA)[A-Z0-9]{16})/g,
  /\b(?:[srp]k_(?:live|test)_\w{10,}|sk-[\w-]{20,}|eyJ[\w-]{8,4096}\.[\w-]{4,}(?:\.[\w-]*)?|AGE-SECRET-KEY-1[A-Z0-9]{20,})/g,
  /\${1,2}(?:2[aby]|apr1|argon2(?:id|i|d)|[156y])\$[^\s"':,]{8,}/g,
  /(?<=hooks\.slack\.com\/services\/)[\w/-]+/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g,
];
/** The password of `scheme://user:password@host`; a user alone is no secret. */
const USER_INFO = /(?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,256}:)[^\s/@'"]+(?=@)/gi;
/** Store paths, digests and UUIDs (of file systems, mostly) are random in public. */
const PUBLIC = String.raw`\/nix\/store\/[a-z0-9]{32}-[^\s"':;]*|\bsha(?:256|384|512)[:-][A-Za-z0-9+/=]+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`;
const PUBLIC_OR_RUN = new RegExp(String.raw`(?<public>${PUBLIC})|(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}`, "gi");

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/**
 * Random text changes between letters, digits and case far more often than words, paths and dates do.
 * A capital after nothing or a separator starts a word, so only the way up (`aB`) counts.
 */
function looksRandom(run: string): boolean {
  if (/^[0-9a-f]{32,}$/i.test(run)) return entropy(run) > 3;
  const turns = run.match(/(?<=[a-z])[A-Z]|(?<=[a-zA-Z])[0-9]|(?<=[0-9])[a-zA-Z]/g)?.length ?? 0;
  const digits = run.match(/[0-9]/g)?.length ?? 0;
  return digits >= 2 && turns / run.length >= 0.28 && entropy(run) > 3.4;
}

type Replace = (secret: string) => string;

function replaceByForm(text: string, replace: Replace): string {
  const inUrls = text.includes("://") ? text.replace(USER_INFO, replace) : text;
  const known = KNOWN_SECRETS.reduce((rest, form) => rest.replace(form, replace), inUrls);
  return known.replace(PUBLIC_OR_RUN, (run, isPublic: string | undefined) => (isPublic === undefined && looksRandom(run) ? replace(run) : run));
}

/**
 * `NAME=value`, `"NAME=value with blanks"`, `NAME='value'`, `--name value`, `"name": "value"`: as they stand in shell words,
 * unit files and JSON. A value ends at the quote that it stands in, else at a blank. Lengths are bounded because the texts
 * are a stranger's: an unbounded name would make the search quadratic.
 */
const QUOTED_VALUE = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'\\'')*'`;
const ASSIGNMENTS: readonly RegExp[] = [
  /(?<before>"(?:--?[\w-]{1,63}=)?(?<name>[A-Za-z_][\w.-]{0,127})=)(?<value>(?:[^"\\\n]|\\.)*)(?=")/g,
  /(?<before>'(?:--?[\w-]{1,63}=)?(?<name>[A-Za-z_][\w.-]{0,127})=)(?<value>(?:[^'\n]|'\\'')*)(?=')/g,
  new RegExp(String.raw`(?<before>(?<![\w.])(?:--?[\w-]{1,63}=)?(?<name>[A-Za-z_][\w.-]{0,127})=)(?<value>${QUOTED_VALUE}|[^\s"']+)`, "g"),
  new RegExp(String.raw`(?<before>(?<!\S)--?(?<name>[A-Za-z][\w-]{0,63})\s+(?:\\\n\s*)?)(?<value>${QUOTED_VALUE}|[^\s"'-]\S*)`, "g"),
  new RegExp(String.raw`(?<before>"(?<name>[\w.-]{1,128})"\s*:\s*)(?<value>"(?:[^"\\]|\\.)*")`, "g"),
];

function unquote(value: string): string {
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}

function replaceByName(text: string, replace: Replace): string {
  if (!HINT.test(text)) return text;
  return ASSIGNMENTS.reduce(
    (rest, form) =>
      rest.replace(form, (whole: string, ...groups: readonly unknown[]) => {
        const [before, name, value] = groups;
        if (typeof before !== "string" || typeof name !== "string" || typeof value !== "string") return whole;
        const plain = unquote(value);
        const isShown = !isSecretName(name) || PLAIN_VALUE.test(plain) || plain.startsWith(HIDDEN.slice(0, -1)) || plain.startsWith("$");
        return isShown ? whole : before + replace(plain);
      }),
    text,
  );
}

function replaceSecrets(text: string, replace: Replace): string {
  return replaceByForm(replaceByName(text, replace), replace);
}

/** Hides every secret inside a text: assignments to secret names, passwords in URLs, known tokens, long random runs. */
export function hideSecrets(text: string): string {
  return replaceSecrets(text, () => HIDDEN);
}

/** Hides the secrets of two versions of a text; one of the new version that the old did not have is marked as changed. */
export function hideSecretsOfPair({ old, new: fresh }: { old: string; new: string }): { old: string; new: string } {
  const earlier = new Set<string>();
  const hiddenOld = replaceSecrets(old, (secret) => {
    earlier.add(secret);
    return HIDDEN;
  });
  return { old: hiddenOld, new: replaceSecrets(fresh, (secret) => (earlier.has(secret) ? HIDDEN : HIDDEN_CHANGED)) };
}

/** True where the value under a name must not be shown at all: the name says so, or the whole value is a secret by its form. */
export function isSecret(name: string, value: string): boolean {
  return (isSecretName(name) && !PLAIN_VALUE.test(value)) || replaceByForm(value, () => "") === "" && value !== "";
}
