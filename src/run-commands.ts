// A script -> the containers that its lines `docker run` and `podman run` start: image, name, flags.
import { type ShellWord, shellWords } from "./shell-words.ts";

/** A flag with its value: `["-p", "8080:80"]`; a flag without one has an empty value. */
export type RunFlag = readonly [flag: string, value: string];

/** One command that names an image. */
export type RunCommand = {
  readonly engine: "docker" | "podman";
  readonly verb: "run" | "create" | "pull";
  /** The image as it is written, and where it starts in the text. */
  readonly reference: string;
  readonly start: number;
  readonly flags: readonly RunFlag[];
  /** The words after the image. */
  readonly words: readonly string[];
};

/** An image and where it starts in the text. */
export type RunImage = Pick<RunCommand, "reference" | "start">;

const COMMAND = /\b(?<engine>docker|podman)(?:[ \t]+--?[\w-]+(?:=[^\s"'$]+)?)*[ \t]+(?:container[ \t]+|image[ \t]+)?(?<verb>run|create|pull)(?=\s)/g;
/** Flags of `docker run` and `podman run` without a value; any other flag without `=` takes the next word. */
const SWITCHES = new Set([
  "--detach", "--init", "--interactive", "--no-healthcheck", "--no-hosts", "--oom-kill-disable", "--privileged", "--publish-all", "--quiet",
  "--read-only", "--replace", "--rm", "--rmi", "--tls-verify", "--tty", "--all-tags", "--disable-content-trust", "--no-hostname", "--env-host",
  "--http-proxy", "--passwd", "--read-only-tmpfs", "--sig-proxy", "--systemd", "--use-api-socket",
]);
const SHORT_SWITCHES = /^-[ditPqa]+$/;
/** `-p8080:80`, `-eTZ=UTC`: short flags with the value in the same word. */
const JOINED = /^(?<flag>-[cehlmpuvw])(?<value>[^-=].*)$/;

function isSwitch(flag: string): boolean {
  return SWITCHES.has(flag) || SHORT_SWITCHES.test(flag);
}

/** The word of a flag that needs no other word; undefined where its value is the next one. */
function wholeFlag(word: string): RunFlag | undefined {
  const equals = word.indexOf("=");
  if (word.startsWith("--") && equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
  if (isSwitch(word)) return [word, ""];
  const { flag, value } = JOINED.exec(word)?.groups ?? {};
  return flag === undefined || value === undefined ? undefined : [flag, value];
}

type Arguments = { readonly flags: readonly RunFlag[]; readonly image?: ShellWord; readonly words: readonly string[] };

/** Splits at the first word that is neither a flag nor a flag's value. */
function readArguments(words: readonly ShellWord[]): Arguments {
  const flags: RunFlag[] = [];
  const queue = words.entries();
  for (const [index, word] of queue) {
    if (!word.value.startsWith("-")) return { flags, image: word, words: words.slice(index + 1).map(({ value }) => value) };
    const flag = wholeFlag(word.value);
    // A flag that a variable completes (`--name=$NAME`) is known to be one, its value is not.
    if (flag !== undefined) flags.push(word.isKnown ? flag : [flag[0], ""]);
    else {
      const next = queue.next().value?.[1];
      flags.push([word.value, next?.isKnown === true ? next.value : ""]);
    }
  }
  return { flags, words: [] };
}

/** The image's text stands in one piece, so that it can be found again, and edited. */
function startOf(text: string, { value, start, end }: ShellWord): number | undefined {
  const at = text.indexOf(value, start);
  return at < 0 || at + value.length > end ? undefined : at;
}

type Match = { readonly text: string; readonly match: RegExpExecArray; readonly words: readonly ShellWord[] };

function commandOf({ text, match, words: all }: Match): RunCommand | undefined {
  const { image, flags, words } = readArguments(all);
  if (image?.isKnown !== true || image.value === "") return undefined;
  const start = startOf(text, image);
  const verb = match.groups?.["verb"];
  if (start === undefined || (verb !== "run" && verb !== "create" && verb !== "pull")) return undefined;
  return { engine: match.groups?.["engine"] === "docker" ? "docker" : "podman", verb, reference: image.value, start, flags, words };
}

/** A line that only speaks of the command: a comment, or something printed. */
const TALK = /^\s*(?:#|(?:echo|printf|logger|die|fail|log|warn)\s)/;

function isTalk(text: string, position: number): boolean {
  const start = text.lastIndexOf("\n", position) + 1;
  return TALK.test(text.slice(start, Math.min(position, start + 100)));
}

/** The commands that stand in a text and name an image; one whose image holds a variable is not among them. */
export function runCommands(text: string): readonly RunCommand[] {
  const found: RunCommand[] = [];
  const pattern = new RegExp(COMMAND);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (isTalk(text, match.index)) continue;
    const words = shellWords(text, match.index + match[0].length);
    // What a command's own words say is no command of its own.
    pattern.lastIndex = words.at(-1)?.end ?? pattern.lastIndex;
    found.push(...[commandOf({ text, match, words })].filter((command) => command !== undefined));
  }
  return found;
}

/** Finds the images of container commands that stand in one piece of text. */
export function imagesOfRunCommands(text: string): readonly RunImage[] {
  return runCommands(text).map(({ reference, start }) => ({ reference, start }));
}
