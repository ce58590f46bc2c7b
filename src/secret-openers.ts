// The places of a text where a secret may start: after a name, an option, a header, or an argument of a program that takes one.
import { isEverydayWord, isSecretName } from "./secret-names.ts";

/** What comes right before a value. Lengths are bounded because the texts are a stranger's: the search must stay linear. */
export type Opener = {
  /** Global; its end is the value's start. A group `quote` is a quote that the value is closed by, `name` the name it stands under. */
  readonly form: RegExp;
  /** Judges the name; every match counts where it is absent. */
  readonly isSecret?: (name: string) => boolean;
  /** What the same line must say before it, such as the program that takes the option. */
  readonly after?: RegExp;
  /** True where digits alone are no secret: `-u 1000:1000`, `-p 8080`. */
  readonly isNoNumber?: boolean;
};

/** From one word to the next: a blank, a line break that is escaped or stands in a list, with the mark of a diff; list items are quoted. */
const GAP = String.raw`(?:(?:\\?["'])?,?[ \t]{1,64}(?:\\\n[-+ ]?[ \t]{0,64})?|\\?["'],?[ \t]{0,64}\n[-+ ]?[ \t]{0,64}|\\?["'],(?=\\?["']))`;
const WORD_START = String.raw`(?<=^|[\s"'([=])`;
const NAME = String.raw`(?<name>[\w.][\w.-]{0,255})`;
const LINE_START = String.raw`(?<=^[-+ ]?[ \t]{0,64}(?:- )?)`;
/** Blocks are no values. */
const NO_BLOCK = String.raw`(?![\s[{(<])`;

function opener(form: string, rest: Omit<Opener, "form"> = {}): Opener {
  return { form: new RegExp(form, "gm"), ...rest };
}

function isHeaderName(name: string): boolean {
  return isSecretName(name) && !isEverydayWord(name);
}

/** `-p value`, `-pvalue`, `"-p" "value"`. */
function option(letter: string, { isAttached = false } = {}): string {
  return String.raw`${WORD_START}-${letter}(?:=|${GAP}${isAttached ? `|(?=[^\\s"'])` : ""})(?!-)`;
}

/** Names, in the syntax of shells, unit files, JSON, YAML, Nix and INI files, HTTP headers and SQL. */
const NAMED: readonly Opener[] = [
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
  opener(String.raw`\$\{(?<name>[A-Za-z_]\w{0,127}):?[-=+](?=[^}\s])`, { isSecret: isSecretName }),
];

const HEADERS: readonly Opener[] = [
  opener(String.raw`(?<![A-Za-z])(?:[Aa]uthorization|AUTHORIZATION|[Cc]ookie)\\?["']?[ \t]{0,8}[:=][ \t]{0,8}\\?["']?(?:(?:Bearer|Basic|Token|Bot|Digest|ApiKey|Negotiate)[ \t]{1,8})?(?=[^\s"'])`),
  // A scheme whose header's name is written elsewhere.
  opener(String.raw`(?<![\w-])(?:Bearer|Basic)[ \t]{1,8}(?=[^\s"']{0,64}[0-9=])`),
];

const ENGINE_LOGIN = /\blogin\b/;
const MYSQL = /\b(?:mysql|mariadb)(?:dump|admin|check|import|-\w+)?\b/;

/** Options and arguments that are secrets only because of the program that takes them. */
const PROGRAMS: readonly Opener[] = [
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
  opener(String.raw`(?:-stdin|\bchpasswd|\bcryptsetup)\b[^\n<]{0,128}<<<[ \t]{0,8}`),
];

export const OPENERS: readonly Opener[] = [...NAMED, ...HEADERS, ...PROGRAMS];
