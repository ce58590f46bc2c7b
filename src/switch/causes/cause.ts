// The words of a cause: `variable TZ UTC → Europe/Lisbon`, `added`, `changed` where the value is a secret.
import { hideSecretsOfPair, isSecret } from "../../secrets.ts";
import { shorten } from "../../shorten.ts";
import { shortenStorePaths } from "./store-path.ts";
import type { Cause } from "../switch-plan.ts";

/** What changed: the value's name decides whether it may be shown. */
export type Change = {
  readonly kind: Cause["kind"];
  /** What it is called in the sentence: `environment TZ`. */
  readonly label: string;
  /** The name that the secret rule judges; the label's last word by default. */
  readonly name?: string;
  readonly subject: string;
  readonly old?: string;
  readonly new?: string;
};

const SHOWN_LENGTH = 160;
const MAXIMUM_VALUE = 16_384;

/** Cuts a text for a sentence; whole values are in the diff. */
export function clip(text: string, length = SHOWN_LENGTH): string {
  return shorten(text.replace(/\s+/g, " ").trim(), length);
}

function words(label: string, { old, new: fresh }: { old: string | undefined; new: string | undefined }): string {
  if (old === undefined) return fresh === undefined ? `${label} changed` : `${label} added: ${clip(fresh)}`;
  if (fresh === undefined) return `${label} removed: ${clip(old)}`;
  return `${label} ${clip(old)} → ${clip(fresh)}`;
}

function secretWords(label: string, { old, new: fresh }: Pick<Change, "old" | "new">): string {
  if (old === undefined) return `${label} added`;
  return fresh === undefined ? `${label} removed` : `${label} changed`;
}

/** A cause in words. Secret values are named as changed and not kept in the plan. */
export function toCause(change: Change): Cause {
  const { kind, label, subject, old, new: fresh } = change;
  const base = { kind, subject: subject.slice(0, 1024) };
  const name = change.name ?? label.split(" ").at(-1) ?? label;
  if (isSecret(name, old ?? "") || isSecret(name, fresh ?? "")) return { ...base, text: secretWords(label, change).slice(0, 4096) };
  const hidden = hideSecretsOfPair({ old: shortenStorePaths(old ?? ""), new: shortenStorePaths(fresh ?? "") });
  const shown = { old: old === undefined ? undefined : hidden.old, new: fresh === undefined ? undefined : hidden.new };
  return {
    ...base,
    text: words(label, shown).slice(0, 4096),
    ...(shown.old === undefined ? {} : { old: shown.old.slice(0, MAXIMUM_VALUE) }),
    ...(shown.new === undefined ? {} : { new: shown.new.slice(0, MAXIMUM_VALUE) }),
  };
}
