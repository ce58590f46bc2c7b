// A Dockerfile's text -> its instructions, each as one text of the same length and place: continued lines joined, heredocs left out.

/** An instruction's text begins at `start`; what joins its lines is blank, so that every offset stays. */
export type Instruction = { readonly text: string; readonly start: number };

/** `# escape=` of the first lines makes another character go on to the next line (Dockerfile reference, "Parser directives"). */
const ESCAPE_DIRECTIVE = /^(?:#[ \t]*\w+[ \t]*=.*\r?\n)*?#[ \t]*escape[ \t]*=[ \t]*(?<escape>[\\`])/i;
/** Only these take heredocs. */
const HEREDOC = /(?<!<)<<-?(?<quote>["']?)(?<word>[A-Za-z_]\w*)\k<quote>/g;

function heredocsOf(text: string): readonly string[] {
  return /^\s*(?:RUN|COPY|ADD)\s/i.test(text) ? [...text.matchAll(HEREDOC)].map((match) => match.groups?.["word"] ?? "") : [];
}

/** Splits a file. Comments between continued lines are blank, as Docker leaves them out. */
export function dockerfileInstructions(text: string): readonly Instruction[] {
  const escape = ESCAPE_DIRECTIVE.exec(text)?.groups?.["escape"] ?? "\\";
  const instructions: Instruction[] = [];
  let waiting: string[] = [];
  let open: Instruction | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const start = offset;
    offset += line.length + 1;
    if (waiting.length > 0) {
      if (line.trim() === waiting[0]) waiting = waiting.slice(1);
      continue;
    }
    // Blank lines and comments between continued lines are none of the instruction.
    const isSkipped = /^\s*(?:#|$)/.test(line);
    const isContinued = line.trimEnd().endsWith(escape);
    if (isSkipped && open === undefined) continue;
    const visible = isSkipped ? " ".repeat(line.length) : isContinued ? line.slice(0, line.trimEnd().length - 1).padEnd(line.length) : line;
    open = open === undefined ? { text: visible, start } : { text: `${open.text} ${visible}`, start: open.start };
    if (isSkipped || isContinued) continue;
    instructions.push(open);
    waiting = [...heredocsOf(open.text)];
    open = undefined;
  }
  return open === undefined ? instructions : [...instructions, open];
}
