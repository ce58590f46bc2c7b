// A YAML scalar as written -> text, number, boolean or null, as Docker's YAML library (go-yaml 3) resolves it.
import type { ComposeScalar } from "./model.ts";

const NULLS = new Set(["", "~", "null", "Null", "NULL"]);
const TRUES = new Set(["true", "True", "TRUE"]);
const FALSES = new Set(["false", "False", "FALSE"]);
/** A leading zero means octal, as in YAML 1.1: `mode: 0755` is 493. `yes`, `no`, `on` and `off` stay texts. */
const INTEGER = /^[-+]?(?:0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function readInteger(digits: string): number {
  const sign = digits.startsWith("-") ? -1 : 1;
  const magnitude = digits.replace(/^[-+]/, "");
  if (/^0[0-7]+$/.test(magnitude)) return sign * Number.parseInt(magnitude, 8);
  return sign * Number(magnitude);
}

/** The value of a plain (unquoted) scalar. Integers that a double cannot hold exactly stay texts. */
export function resolvePlainScalar(text: string): ComposeScalar["value"] {
  if (NULLS.has(text)) return null;
  if (TRUES.has(text)) return true;
  if (FALSES.has(text)) return false;
  const digits = text.replaceAll("_", "");
  if (INTEGER.test(digits)) {
    const number = readInteger(digits);
    return Number.isSafeInteger(number) ? number : text;
  }
  return FLOAT.test(digits) ? Number(digits) : text;
}

/** The value of a scalar with a core tag (`!!str`, `!!int`, …); undefined for tags that say nothing about the type. */
export function resolveTaggedScalar(text: string, tag: string): ComposeScalar["value"] | undefined {
  if (tag === "tag:yaml.org,2002:str" || tag === "tag:yaml.org,2002:binary") return text;
  if (/^tag:yaml\.org,2002:(?:int|float|bool|null)$/.test(tag)) return resolvePlainScalar(text);
  return undefined;
}
