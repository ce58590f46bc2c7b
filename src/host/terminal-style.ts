// Environment and stream -> how a report is written to it: coloured or not, and how wide.
import type { TerminalOptions } from "../report/index.ts";
import type { Environment } from "./environment.ts";

/** The part of a stream that is asked; `process.stdout` is one. A terminal that does not know its width says 0. */
export type OutputStream = { readonly isTTY?: boolean; readonly columns?: number };

const DEFAULT_WIDTH = 80;
const WIDEST = 1000;

/** FORCE_COLOR wins over NO_COLOR, as in Node itself (tty, `getColorDepth`); both count only where they are not empty (no-color.org). */
function isColoured(environment: Environment, stream: OutputStream): boolean {
  const [forced, refused] = [environment["FORCE_COLOR"] ?? "", environment["NO_COLOR"] ?? ""];
  if (forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && refused === "" && environment["TERM"] !== "dumb";
}

/** COLUMNS first; a file or a pipe has no width, so its lines are as long as their sentences. */
function widthOf(environment: Environment, stream: OutputStream): number {
  const asked = /^\d{1,4}$/.test(environment["COLUMNS"] ?? "") ? Number(environment["COLUMNS"]) : 0;
  if (asked > 0) return Math.min(WIDEST, asked);
  if (stream.isTTY !== true) return Number.POSITIVE_INFINITY;
  return (stream.columns ?? 0) > 0 ? (stream.columns ?? 0) : DEFAULT_WIDTH;
}

/** How the report is to look on this stream. */
export function terminalStyle(environment: Environment, stream: OutputStream): TerminalOptions {
  return { isColoured: isColoured(environment, stream), width: widthOf(environment, stream) };
}
