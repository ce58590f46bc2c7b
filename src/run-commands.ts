// Shell text inside a Nix string -> the images of `docker run` and `podman pull` in it, with their offsets.

/** An image and where it starts in the text. */
export type RunImage = { readonly reference: string; readonly start: number };

const COMMAND = /\b(?:docker|podman)\s+(?:container\s+|image\s+)?(?:run|create|pull)(?=\s)/g;
/** A word, a quoted word or the end of a line that goes on; a newline or operator ends the command. */
const WORD = /[ \t]+|\\\r?\n|(?<word>"[^"\s$`]*"|'[^'\s]*'|[^\s"'`;&|<>()$\\]+)/y;
/** Flags of `docker run` and `podman run` without a value; any other flag without `=` takes the next word. */
const SWITCHES = new Set([
  "--detach", "--init", "--interactive", "--no-healthcheck", "--no-hosts", "--oom-kill-disable", "--privileged", "--publish-all", "--quiet",
  "--read-only", "--replace", "--rm", "--rmi", "--tls-verify", "--tty", "--all-tags", "--disable-content-trust",
]);
const SHORT_SWITCHES = /^-[ditPqa]+$/;
const MAXIMUM_WORDS = 200;

function takesNextWord(flag: string): boolean {
  return !flag.includes("=") && !SWITCHES.has(flag) && !SHORT_SWITCHES.test(flag);
}

/** The first word of a command that is neither a flag nor a flag's value. */
function imageAfter(text: string, start: number): RunImage | undefined {
  const scanner = new RegExp(WORD);
  scanner.lastIndex = start;
  let isValue = false;
  for (let count = 0; count < MAXIMUM_WORDS; count += 1) {
    const match = scanner.exec(text);
    if (match === null) return undefined;
    const word = match.groups?.["word"];
    if (word === undefined) continue;
    const bare = word.replace(/^["']|["']$/g, "");
    if (isValue) isValue = false;
    else if (bare.startsWith("-")) isValue = takesNextWord(bare);
    else return { reference: bare, start: match.index + word.indexOf(bare) };
  }
  return undefined;
}

/** Finds the images of container commands that stand in one piece of text; one with variables in its flags is not found. */
export function imagesOfRunCommands(text: string): readonly RunImage[] {
  return [...text.matchAll(COMMAND)].flatMap((match) => imageAfter(text, match.index + match[0].length) ?? []);
}
