// Texts -> the same texts with those parts replaced that are a secret by how they look: known tokens, user info, random runs.

/** Gives what stands in the place of a secret. */
export type Replace = (secret: string) => string;

/** Keys and tokens of well-known services, JSON Web Tokens, crypt(3) hashes, webhooks. */
const KNOWN_SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A(?:KIA|SIA)[A-Z0-9]{16})/g,
  /\b(?:[srp]k_(?:live|test)_\w{10,}|sk-[\w-]{20,}|eyJ[\w-]{8,4096}\.[\w-]{4,}(?:\.[\w-]*)?|AGE-SECRET-KEY-1[A-Z0-9]{20,})/g,
  /\${1,2}(?:2[aby]|apr1|argon2(?:id|i|d)|[156y])\$[^\s"':,]{8,}/g,
  /(?<=hooks\.slack\.com\/services\/)[\w/-]+/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g,
];
/** The password of `scheme://user:password@host`, to the last `@` before the path; a user alone is no secret. */
const USER_INFO = /(?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,256}:)[^\s/'"]+(?=@)/gi;
/** The same without a scheme, as in `user:password@host/image` and `user:password@tcp(host)`; `name:tag@sha256:…` is none. */
const BARE_USER_INFO = /(?<=(?<![\w/.@:+-])(?!(?:mailto|acct|xmpp|sips?|sha\d+):)[\w.+-]{1,64}:)[^\s/'":@]{1,256}(?=@(?!sha\d+:)[\w.-]{1,253}(?:[/(]|:\d))/g;
/** Store paths, digests, UUIDs (of file systems, mostly) and commits that are named as such are random in public. */
const PUBLIC = [
  String.raw`\/nix\/store\/[a-z0-9]{32}-[^\s"':;]*`,
  String.raw`\bsha(?:256|384|512)[:-][A-Za-z0-9+/=]+`,
  String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
  String.raw`\b(?:rev|revision|commit)\b["']?\s{0,4}[=: ]\s{0,4}["']?[0-9a-f]{40}\b`,
  String.raw`\b(?:github|gitlab|sourcehut):[\w.~-]+\/[\w.-]+\/[0-9a-f]{40}\b`,
].join("|");
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

/** Replaces passwords of user info and texts that can be nothing but a secret. */
export function replaceKnownForms(text: string, replace: Replace): string {
  const inUrls = text.includes("://") ? text.replace(USER_INFO, replace) : text;
  const inAddresses = inUrls.includes("@") ? inUrls.replace(BARE_USER_INFO, replace) : inUrls;
  return KNOWN_SECRETS.reduce((rest, form) => rest.replace(form, replace), inAddresses);
}

/** Replaces long runs that look random and are not random in public. */
export function replaceRandomRuns(text: string, replace: Replace): string {
  return text.replace(PUBLIC_OR_RUN, (run, isPublic: string | undefined) => (isPublic === undefined && looksRandom(run) ? replace(run) : run));
}
