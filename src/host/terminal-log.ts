// The Log port on a terminal: one live line for everything under way; plain lines where the stream is no terminal.
import type { Log } from "../ports.ts";
import { escapeTerminal } from "../report/index.ts";
import { hideNamedSecrets } from "../secrets.ts";

/** The part of a stream that is used; `process.stderr` is one. */
export type LogStream = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };

/** A log with live lines, which have to go before anything else is written to the terminal. */
export type TerminalLog = Log & { close(): void };

const DEFAULT_COLUMNS = 80;

/** Moves up over the live lines and erases to the end of the screen (ECMA-48: CUU, ED). */
function erase(lines: number): string {
  return lines === 0 ? "" : `\u001b[${lines}A\u001b[J`;
}

/** What is logged comes from repositories and registries: it must not steer the terminal, nor keep a secret in a job's log. */
function shownLine(text: string): string {
  return escapeTerminal(hideNamedSecrets(text));
}

function plainLog(stream: LogStream): TerminalLog {
  const line = (text: string): void => void stream.write(`${shownLine(text)}\n`);
  return {
    progress: ({ subject, state, text }) => line(`${subject}: ${state === "failed" ? "failed: " : ""}${text}`),
    info: line,
    warn: (text) => line(`warning: ${text}`),
    close: () => undefined,
  };
}

/** Lines are cut to the terminal's width, because a wrapped line would count as two when it is erased. */
export function createTerminalLog(stream: LogStream): TerminalLog {
  if (stream.isTTY !== true) return plainLog(stream);
  const running = new Map<string, string>();
  let drawn = 0;
  function draw(above: string): void {
    // A terminal that does not know its width says 0.
    const columns = stream.columns ?? 0;
    const width = (columns > 0 ? columns : DEFAULT_COLUMNS) - 1;
    const live = Array.from(running, ([subject, text]) => `${Array.from(shownLine(`${subject}: ${text}`)).slice(0, width).join("")}\n`);
    stream.write(`${erase(drawn)}${above}${live.join("")}`);
    drawn = live.length;
  }
  return {
    progress({ subject, state, text }) {
      if (state === "running") running.set(subject, text);
      else running.delete(subject);
      draw(state === "running" ? "" : `${shownLine(`${subject}: ${state === "failed" ? "failed: " : ""}${text}`)}\n`);
    },
    info: (text) => draw(`${shownLine(text)}\n`),
    warn: (text) => draw(`${shownLine(`warning: ${text}`)}\n`),
    close() {
      running.clear();
      draw("");
    },
  };
}
