// Base's file, head's file and the inputs -> the configuration that counts. What a pull request may not loosen comes from base.
import { isDeepStrictEqual } from "node:util";
import type { Finding, Found } from "../errors.ts";
import type { SourceTree } from "../ports.ts";
import { CLOSED } from "./closing-rule.ts";
import { listOptions } from "./options.ts";
import { mergeRaw, type RawConfig, treeOf, valueAt } from "./raw-config.ts";
import { type ConfigFile, readConfigFile } from "./read-file.ts";
import { type ConfigInputs, readInputs } from "./read-inputs.ts";
import { Config } from "./schema.ts";

/** Where the configuration may stand; the first that exists is read. */
export const CONFIG_FILES = [".github/stowplan.yml", ".github/stowplan.yaml"] as const;

type Sides = { readonly base: SourceTree; readonly head: SourceTree; readonly inputs: ConfigInputs };
type NamedFile = ConfigFile & { readonly file: string };

function behindLink(file: string): NamedFile {
  const finding: Finding = {
    code: "config-invalid",
    severity: "error",
    subject: file,
    message: "It is a symbolic link, which is not followed, so every option has its default.",
    hint: "Put the file itself there.",
    place: { file },
  };
  return { file, raw: {}, findings: [finding], closing: [CLOSED] };
}

async function readSide(tree: SourceTree): Promise<NamedFile> {
  for (const file of CONFIG_FILES) {
    if (tree.entries.get(file)?.kind === "link") return behindLink(file);
    const text = await tree.read(file);
    if (text !== undefined) return { file, ...readConfigFile(file, text) };
  }
  return { file: CONFIG_FILES[0], raw: {}, findings: [], closing: [] };
}

function untrusted(file: string, option: string): Finding {
  return {
    code: "config-untrusted",
    severity: "warning",
    subject: `option ${option}`,
    message: "differs from the base branch; the base branch's value was used for this plan",
    hint: "It takes effect once it is merged. To try it now, set it as an input of the workflow.",
    place: { file },
  };
}

/** A mistake that the pull request corrects still closes what base's rules could have forbidden: those count for this plan. */
function closedByBase(base: NamedFile, head: NamedFile): readonly Finding[] {
  if (base.closing.length === 0 || head.closing.length > 0) return [];
  const message = "has mistakes on the base branch, so no newer versions are offered where it could forbid them";
  return [{ code: "config-untrusted", severity: "warning", subject: "option updates", message, hint: "They are offered once the correction is merged.", place: { file: head.file } }];
}

/** Head's options, save those that only base may set. */
function trustworthy(base: RawConfig, head: NamedFile): { raw: RawConfig; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  let raw: RawConfig = {};
  for (const { path, isTrusted } of listOptions()) {
    const [old, now] = [valueAt(base, path), valueAt(head.raw, path)];
    const value = isTrusted ? old : now;
    if (value !== undefined) raw = mergeRaw(raw, treeOf(path, value));
    if (isTrusted && !isDeepStrictEqual(old, now)) findings.push(untrusted(head.file, path.join(".")));
  }
  return { raw, findings };
}

/**
 * The configuration of one plan: inputs over the file, and the file's options that decide on trust (limits, registries,
 * builds during evaluation, `fail-on`) from the base branch. Mistakes are findings; the value is always whole.
 */
export async function readConfig({ base, head, inputs }: Sides): Promise<Found<Config>> {
  const [baseFile, headFile] = await Promise.all([readSide(base), readSide(head)]);
  const fromFile = trustworthy(baseFile.raw, headFile);
  const fromInputs = readInputs(inputs);
  const config = Config.parse(mergeRaw(fromFile.raw, fromInputs.raw));
  const rules = [...config.updates.rules, ...baseFile.closing, ...headFile.closing, ...fromInputs.closing];
  return {
    value: { ...config, updates: { ...config.updates, rules } },
    findings: [...headFile.findings, ...fromFile.findings, ...closedByBase(baseFile, headFile), ...fromInputs.findings],
  };
}
