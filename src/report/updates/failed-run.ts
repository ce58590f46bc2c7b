// The dashboard's text and what a run failed over -> the same text with that told above the rest.
import { hideSecrets } from "../../secrets.ts";
import { shorten } from "../../shorten.ts";
import { paragraph } from "../blocks.ts";
import { printBlock } from "../markdown/print-markdown.ts";
import { visibleLine } from "../visible-text.ts";

const ALERT = "> [!CAUTION]";
const LONGEST = 1500;

/** Room that a dashboard leaves for it, in characters; escaping may double a text. */
export const FAILURE_ROOM = 4000;

/**
 * Record, boxes and lists stay as the last good run left them, so that the next one still finds what people asked for; an older failure makes
 * room for this one, and a run that comes to its end writes the whole text anew.
 */
export function tellFailedRun(body: string, failure: string): string {
  const [record = "", ...rest] = body.replaceAll("\r\n", "\n").split("\n");
  const kept = rest[0] === ALERT ? rest.slice(3) : rest;
  const text = printBlock(paragraph([shorten(hideSecrets(visibleLine(failure)), LONGEST)]));
  return [record, ALERT, `> **Needs a look: the last run failed**, so the rest is what an earlier one found. ${text}`, "", ...kept].join("\n");
}
