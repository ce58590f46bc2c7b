// The Action's inputs and the command line's options, all text -> the same tree of plain data that the file gives.
import * as z from "zod";
import type { Finding } from "../errors.ts";
import { closingRule } from "./closing-rule.ts";
import { listOptions, type Option } from "./options.ts";
import { mergeRaw, type RawConfig, treeOf } from "./raw-config.ts";
import { tellIssue } from "./tell-issue.ts";
import type { ConfigFile } from "./read-file.ts";
import type { UpdateRule } from "./update-rule.ts";

/** Input name to text; an empty text counts as not given, as in Actions. */
export type ConfigInputs = Readonly<Record<string, string>>;

/** The schema below its default. */
function bare(schema: z.ZodType): z.ZodType {
  const inner: unknown = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return inner instanceof z.ZodType ? inner : schema;
}

/** A text as the option's type wants it: lists are separated by lines or commas. Other forms stay text and fail the schema. */
function valueOf(option: Option, text: string): unknown {
  const schema = bare(option.schema);
  if (schema instanceof z.ZodArray) {
    return text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== "");
  }
  if (schema instanceof z.ZodBoolean && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (schema instanceof z.ZodNumber && /^-?\d+$/.test(text)) return Number(text);
  return text;
}

/** Reads the inputs that name an option; others belong to the entry. A wrong value is a finding and counts as not given. */
export function readInputs(inputs: ConfigInputs): ConfigFile {
  const findings: Finding[] = [];
  const closing: UpdateRule[] = [];
  let raw: RawConfig = {};
  for (const option of listOptions()) {
    const text = option.input === undefined ? "" : (inputs[option.input] ?? "").trim();
    if (text === "") continue;
    const value = valueOf(option, text);
    const result = option.schema.safeParse(value, { error: tellIssue });
    if (result.success) {
      raw = mergeRaw(raw, treeOf(option.path, value));
      continue;
    }
    findings.push(wrongInput(option, result.error));
    const rule = closingRule({}, option.path);
    if (rule !== undefined) closing.push(rule);
  }
  return { raw, findings, closing };
}

function wrongInput(option: Option, error: z.ZodError | undefined): Finding {
  return {
    code: "config-invalid",
    severity: "error",
    subject: `input ${option.input ?? option.path.join(".")}`,
    message: `has a wrong value: ${error?.issues[0]?.message ?? "not understood"}`,
    hint: `It sets ${option.path.join(".")}: ${option.description}`,
  };
}
