// What goes wrong while a project is read, collected in one place; nothing in this room throws.
import type { Finding, FindingCode, Place } from "../errors.ts";
import { shorten } from "../shorten.ts";

/** What a finding of this room needs to be told. */
export type Problem = {
  readonly code: FindingCode;
  readonly subject: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
};

/** Texts from the files are cut, so that one long value cannot fill the report. */
const LONGEST_QUOTE = 80;
/** More than this nobody reads; the rest is one finding that says so. */
const MOST_FINDINGS = 200;

/** Collects findings. The only mutable thing of a reading; one for each project and side. */
export class Findings {
  readonly #found: Finding[] = [];
  #dropped = 0;
  #errors = 0;

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  error(problem: Problem): void {
    this.#errors += 1;
    this.#add({ severity: "error", ...problem });
  }

  warning(problem: Problem): void {
    this.#add({ severity: "warning", ...problem });
  }

  info(problem: Problem): void {
    this.#add({ severity: "info", ...problem });
  }

  #add(finding: Finding): void {
    if (this.#found.length >= MOST_FINDINGS) {
      this.#dropped += 1;
      return;
    }
    this.#found.push({ ...finding, subject: finding.subject.slice(0, 1024), message: finding.message.slice(0, 8192), hint: finding.hint.slice(0, 4096) });
  }

  /** Everything found so far, the most important first where there is too much. */
  all(): readonly Finding[] {
    const [first] = this.#found;
    if (this.#dropped === 0 || first === undefined) return this.#found;
    const rest: Finding = { code: "plan-cut", severity: "info", subject: first.subject, message: `${this.#dropped} more findings about this project are not shown.`, hint: "Resolve the ones that are shown first." };
    return [...this.#found, rest];
  }
}

/** A text from a file as a message shows it: in backquotes, on one line, not too long. */
export function quote(text: string): string {
  return `\`${shorten(text.replace(/\s+/g, " ").replaceAll("`", "'"), LONGEST_QUOTE)}\``;
}
