import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  isEverydayWord,
  isPlainValue,
  isSecretName,
  mayNameSecrets
} from "./chunk-P6QGVD7B.js";

// src/secret-forms.ts
var KNOWN_SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A(?:KIA|SIA)[A-Z0-9]{16})/g,
  /\b(?:[srp]k_(?:live|test)_\w{10,}|sk-[\w-]{20,}|eyJ[\w-]{8,4096}\.[\w-]{4,}(?:\.[\w-]*)?|AGE-SECRET-KEY-1[A-Z0-9]{20,})/g,
  /\${1,2}(?:2[aby]|apr1|argon2(?:id|i|d)|[156y])\$[^\s"':,]{8,}/g,
  /(?<=hooks\.slack\.com\/services\/)[\w/-]+/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g
];
var USER_INFO = /(?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,256}:)[^\s/'"]+(?=@)/gi;
var BARE_USER_INFO = /(?<=(?<![\w/.@:+-])(?!(?:mailto|acct|xmpp|sips?|sha\d+):)[\w.+-]{1,64}:)[^\s/'":@]{1,256}(?=@(?!sha\d+:)[\w.-]{1,253}(?:[/(]|:\d))/g;
var PUBLIC = [
  String.raw`\/nix\/store\/[a-z0-9]{32}-[^\s"':;]*`,
  String.raw`\bsha(?:256|384|512)[:-][A-Za-z0-9+/=]+`,
  String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
  String.raw`\b(?:rev|revision|commit)\b["']?\s{0,4}[=: ]\s{0,4}["']?[0-9a-f]{40}\b`,
  String.raw`\b(?:github|gitlab|sourcehut):[\w.~-]+\/[\w.-]+\/[0-9a-f]{40}\b`
].join("|");
var PUBLIC_OR_RUN = new RegExp(String.raw`(?<public>${PUBLIC})|(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}`, "gi");
function entropy(text) {
  const counts = /* @__PURE__ */ new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - count / text.length * Math.log2(count / text.length), 0);
}
function looksRandom(run) {
  if (/^[0-9a-f]{32,}$/i.test(run)) return entropy(run) > 3;
  const turns = run.match(/(?<=[a-z])[A-Z]|(?<=[a-zA-Z])[0-9]|(?<=[0-9])[a-zA-Z]/g)?.length ?? 0;
  const digits = run.match(/[0-9]/g)?.length ?? 0;
  return digits >= 2 && turns / run.length >= 0.28 && entropy(run) > 3.4;
}
function replaceKnownForms(text, replace) {
  const inUrls = text.includes("://") ? text.replace(USER_INFO, replace) : text;
  const inAddresses = inUrls.includes("@") ? inUrls.replace(BARE_USER_INFO, replace) : inUrls;
  return KNOWN_SECRETS.reduce((rest, form) => rest.replace(form, replace), inAddresses);
}
function replaceRandomRuns(text, replace) {
  return text.replace(PUBLIC_OR_RUN, (run, isPublic) => isPublic === void 0 && looksRandom(run) ? replace(run) : run);
}

// src/secret-openers.ts
var GAP = String.raw`(?:(?:\\?["'])?,?[ \t]{1,64}(?:\\\n[-+ ]?[ \t]{0,64})?|\\?["'],?[ \t]{0,64}\n[-+ ]?[ \t]{0,64}|\\?["'],(?=\\?["']))`;
var WORD_START = String.raw`(?<=^|[\s"'([=])`;
var NAME = String.raw`(?<name>[\w.][\w.-]{0,255})`;
var LINE_START = String.raw`(?<=^[-+ ]?[ \t]{0,64}(?:- )?)`;
var NO_BLOCK = String.raw`(?![\s[{(<])`;
function opener(form, rest = {}) {
  return { form: new RegExp(form, "gm"), ...rest };
}
function isHeaderName(name) {
  return isSecretName(name) && !isEverydayWord(name);
}
function option(letter, { isAttached = false } = {}) {
  return String.raw`${WORD_START}-${letter}(?:=|${GAP}${isAttached ? `|(?=[^\\s"'])` : ""})(?!-)`;
}
var NAMED = [
  // NAME=value, "NAME=value with blanks", --name=value, x[name]=value
  opener(String.raw`(?<![\w.-])(?<quote>\\?["'])?-{0,8}${NAME}\]?[+?:]?=(?![=\s])`, { isSecret: isSecretName }),
  // --name value
  opener(String.raw`${WORD_START}--?(?<name>[A-Za-z][\w-]{0,63})${GAP}(?![-\])}|;&<>])`, { isSecret: isSecretName }),
  // "name": "value"
  opener(String.raw`\\?["']${NAME}\\?["'][ \t]{0,8}:[ \t]{0,8}${NO_BLOCK}`, { isSecret: isSecretName }),
  // name = "value"
  opener(String.raw`(?<![\w.-])${NAME}(?:\\?["'])?[ \t]{1,8}=[ \t]{0,8}(?=\\?["'])`, { isSecret: isSecretName }),
  // name = value, name: value, on a line of their own
  opener(String.raw`${LINE_START}${NAME}[ \t]{0,8}(?:=|:(?=[ \t]))[ \t]{0,8}${NO_BLOCK}(?=[^\s;]{1,4096}$)`, { isSecret: isSecretName }),
  // Name: value, but no sentence
  opener(String.raw`(?<![\w.-])${NAME}:[ \t]{1,8}${NO_BLOCK}(?![a-z]{1,64},? [a-z])`, { isSecret: isHeaderName }),
  // ${NAME:-value}
  opener(String.raw`\$\{(?<name>[A-Za-z_]\w{0,127}):?[-=+](?=[^}\s])`, { isSecret: isSecretName })
];
var HEADERS = [
  opener(String.raw`(?<![A-Za-z])(?:[Aa]uthorization|AUTHORIZATION|[Cc]ookie)\\?["']?[ \t]{0,8}[:=][ \t]{0,8}\\?["']?(?:(?:Bearer|Basic|Token|Bot|Digest|ApiKey|Negotiate)[ \t]{1,8})?(?=[^\s"'])`),
  // A scheme whose header's name is written elsewhere.
  opener(String.raw`(?<![\w-])(?:Bearer|Basic)[ \t]{1,8}(?=[^\s"']{0,64}[0-9=])`)
];
var ENGINE_LOGIN = /\blogin\b/;
var MYSQL = /\b(?:mysql|mariadb)(?:dump|admin|check|import|-\w+)?\b/;
var PROGRAMS = [
  opener(String.raw`${WORD_START}(?:-[a-zA-Z]{0,8}[uU]|--(?:proxy-)?user)(?:=|${GAP})?(?<quote>\\?["'])?[^\s:"'-][^\s:"']{0,127}:(?=[^\s"'])`, { after: /\b(?:curl|xh|https?|httpie)\b/, isNoNumber: true }),
  opener(option("a"), { after: /\b(?:redis|valkey|keydb)-cli\b/ }),
  opener(String.raw`${WORD_START}-p(?=[^\s"'])`, { after: MYSQL }),
  opener(option("p", { isAttached: true }), { after: /\b(?:sshpass|7za?|mongo\w{0,16})\b/ }),
  opener(option("p"), { after: ENGINE_LOGIN }),
  opener(option("w"), { after: /\bldap\w{1,16}\b/ }),
  opener(option("P"), { after: /\b(?:mosquitto_\w{1,8}|unzip|zip)\b/ }),
  opener(String.raw`${WORD_START}-U${GAP}?(?<quote>\\?["'])?[^\s%"']{1,128}%(?=[^\s"'])`, { after: /\b(?:smbclient|rpcclient|net)\b/ }),
  opener(String.raw`\bhtpasswd[ \t]{1,8}-(?:[A-Za-z]{0,8}n[A-Za-z]{0,8}[ \t]{1,8}|[A-Za-z]{0,8}b[A-Za-z]{0,8}[ \t]{1,8}\S{1,256}[ \t]{1,8})\S{1,128}[ \t]{1,8}`),
  opener(String.raw`\b(?:add_user|change_password|authenticate_user)[ \t]{1,8}\S{1,128}[ \t]{1,8}`, { after: /\brabbitmqctl\b/ }),
  opener(String.raw`(?<=[\s"'=])pass:(?=[^\s"'])`, { after: /\bopenssl\b/ }),
  opener(String.raw`${WORD_START}(?:requirepass|masterauth)[ \t]{1,8}`),
  opener(String.raw`\blogin\s{1,8}\S{1,128}\s{1,8}password\s{1,8}`),
  opener(String.raw`\b(?:IDENTIFIED\s{1,8}(?:WITH\s{1,8}\S{1,64}\s{1,8})?BY|PASSWORD)\s{1,8}(?=')`),
  // What a pipe or here-string gives to a program that reads a secret.
  opener(String.raw`\b(?:echo|printf)(?:[ \t]{1,8}-[neE]{1,3}|[ \t]{1,8}'%s(?:\\n)?'){0,2}[ \t]{1,8}(?=[^|\n]{1,256}\|[^\n]{0,128}(?:-stdin\b|-fd\b|\bchpasswd\b|\bpasswd\b|\bsudo\b|\bcryptsetup\b|\bsmbpasswd\b))`),
  opener(String.raw`(?:-stdin|\bchpasswd|\bcryptsetup)\b[^\n<]{0,128}<<<[ \t]{0,8}`)
];
var OPENERS = [...NAMED, ...HEADERS, ...PROGRAMS];

// src/secret-places.ts
var WORD = new RegExp(
  [
    String.raw`\\"(?<escaped>(?:[^"\\\n]|\\[^"\n]){0,4096})\\"`,
    String.raw`''(?<indented>[^'\s](?:[^']|'(?!')){0,4096})''`,
    String.raw`"(?<double>(?:[^"\\]|\\[\s\S]){0,4096})"(?![\w$])`,
    String.raw`'(?<single>(?:[^']|'\\''){0,4096})'(?![\w$])`,
    String.raw`(?<plain>(?:^["'](?=\w)|[^\s"'\\]|\\[^\n"']|"(?=[\w$])[^"\n]{0,4096}"|'(?=[\w$])[^'\n]{0,4096}')+)`
  ].join("|"),
  "y"
);
var REST = {
  '"': /(?:[^"\\\n]|\\.){0,65536}(?=")/y,
  "'": /(?:[^'\n]|'\\''){0,65536}(?=')/y,
  '\\"': /(?:[^"\\\n]|\\[^"\n]){0,65536}(?=\\")/y,
  "\\'": /[^'\\\n]{0,65536}(?=\\')/y
};
var REFERENCE = /^(?:\$\w+(?:\/[^\s=]*)?$|\\?\$\{\w+(?:\.[\w."'-]+|:?\?[^{}]*)?\}(?:\/[^\s=]*)?$|%d\/[^\s=]*$|\/(?:run|etc|var|nix|srv|root|home|mnt|opt|usr)\/[\w./@-]*$)/;
var NO_VALUE = /\$\(|`|\[hidden/y;
var TAIL = /[;,|&]+$/;
var CLOSING_TAIL = /[;,)\]}|&]+$/;
var LINE_REACH = 300;
function matchAt(pattern, { text, start }) {
  pattern.lastIndex = start;
  return pattern.exec(text);
}
function valueAt(place, quote) {
  const rest = quote === void 0 ? void 0 : REST[quote];
  const quoted = rest === void 0 ? void 0 : matchAt(rest, place)?.[0];
  if (quoted !== void 0) return { text: quoted, start: place.start };
  const word = matchAt(WORD, place);
  if (word === null) return void 0;
  const plain = word.groups?.["plain"];
  if (plain !== void 0) return { text: plain.replace(/[([{]/.test(plain) ? TAIL : CLOSING_TAIL, ""), start: place.start };
  const text = word.slice(1).find(Boolean) ?? "";
  return { text, start: place.start + word[0].indexOf(text) };
}
function lineBefore(text, end) {
  const reach = text.slice(Math.max(0, end - LINE_REACH), end);
  return /(?:[^\n]|(?<=[\\"',][ \t]{0,8})\n)*$/.exec(reach)?.[0] ?? "";
}
function isOpen({ isSecret: isSecret2, after }, { name, before }) {
  return isSecret2 === void 0 ? after === void 0 || after.test(before()) : isSecret2(name);
}
function isShown({ isNoNumber = false }, value) {
  return isPlainValue(value) || value.startsWith("[hidden") || REFERENCE.test(value) || isNoNumber && /^\d+$/.test(value);
}
function replaceAfter(text, { opener: opener2, replace }) {
  let result = "";
  let [done, end] = [0, -1];
  let quote;
  for (const match of text.matchAll(opener2.form)) {
    const start = match.index + match[0].length;
    quote = match.groups?.["quote"] ?? (match.index === end ? quote : void 0);
    end = start;
    if (match.index < done || !isOpen(opener2, { name: match.groups?.["name"] ?? "", before: () => lineBefore(text, start) })) continue;
    if (matchAt(NO_VALUE, { text, start }) !== null) continue;
    const value = valueAt({ text, start }, quote);
    if (value === void 0 || isShown(opener2, value.text)) continue;
    result += text.slice(done, value.start) + replace(value.text);
    done = value.start + value.text.length;
  }
  return result + text.slice(done);
}
var MAY_OPEN = /[\s=:"'([{<]/;
function replaceByPlace(text, replace) {
  if (!MAY_OPEN.test(text)) return text;
  const hasNames = mayNameSecrets(text);
  const possible = OPENERS.filter(({ isSecret: isSecret2, after }) => (isSecret2 === void 0 || hasNames) && (after === void 0 || after.test(text)));
  return possible.reduce((rest, opener2) => replaceAfter(rest, { opener: opener2, replace }), text);
}

// src/secrets.ts
var HIDDEN = "[hidden]";
var HIDDEN_CHANGED = "[hidden, changed]";
function replaceSecrets(text, replace) {
  return replaceRandomRuns(replaceKnownForms(replaceByPlace(text, replace), replace), replace);
}
function hideSecrets(text) {
  return replaceSecrets(text, () => HIDDEN);
}
function hideNamedSecrets(text) {
  return replaceKnownForms(replaceByPlace(text, () => HIDDEN), () => HIDDEN);
}
function hideSecretsOfPair({ old, new: fresh }) {
  const earlier = /* @__PURE__ */ new Set();
  const hiddenOld = replaceSecrets(old, (secret) => {
    earlier.add(secret);
    return HIDDEN;
  });
  return { old: hiddenOld, new: replaceSecrets(fresh, (secret) => earlier.has(secret) ? HIDDEN : HIDDEN_CHANGED) };
}
function isSecret(name, value) {
  if (value === "") return false;
  return isSecretName(name) && !isPlainValue(value) || replaceRandomRuns(replaceKnownForms(value, () => ""), () => "") === "";
}

export {
  HIDDEN,
  HIDDEN_CHANGED,
  hideSecrets,
  hideNamedSecrets,
  hideSecretsOfPair,
  isSecret
};
