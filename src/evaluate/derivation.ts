// `nix derivation show` -> the texts that derivations would write, by output path, and what they are made from.
import { isRecord, parseJson } from "../parse-json.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A derivation that only writes a text: a script, a trigger file, a generated configuration. */
export type TextDerivation = {
  readonly path: string;
  readonly output: string;
  readonly text: string;
  /** The .drv files that it needs. */
  readonly inputs: readonly string[];
};

/** Texts larger than this are data, not something that a person reads a diff of. */
const LARGEST_TEXT = 1_000_000;

/**
 * Reads the answer; derivations that write no text are left out. Newer versions print paths without the store's folder.
 * Undefined where the answer is not JSON of a known form. Of the 100,000 values that a large host has only those that count are looked at.
 */
export function parseDerivations(stdout: string, storeDir: string): readonly TextDerivation[] | undefined {
  const answer = parseJson(stdout);
  const shown = isRecord(answer) && "version" in answer ? answer["derivations"] : answer;
  if (!isRecord(shown)) return undefined;
  const derivations = Object.entries(shown).flatMap(([path, fields]) => (isRecord(fields) && isRecord(fields["outputs"]) ? [{ path, fields }] : []));
  if (derivations.length < Object.keys(shown).length) return undefined;
  const absolute = (path: string): string => (path.startsWith("/") ? path : `${storeDir}/${path}`);
  return derivations.flatMap(({ path, fields }) => {
    const text = textOf(fields);
    const output = fieldsOf(fieldsOf(fields["outputs"])["out"])["path"];
    if (text === undefined || text.length > LARGEST_TEXT || typeof output !== "string") return [];
    return [{ path: absolute(path), output: absolute(output), text, inputs: inputsOf(fields).map(absolute) }];
  });
}

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

/** Names are the same in every version, but `inputs` took the place of `inputDrvs` in Nix 2.32, with `structuredAttrs` beside `env`. */
function inputsOf({ inputs, inputDrvs }: Fields): readonly string[] {
  return Object.keys(fieldsOf(isRecord(inputs) ? inputs["drvs"] : inputDrvs));
}

/** nixpkgs' writers keep a file's text in `text`, its format generators (daemon.json) their value in `value`. */
function textOf(fields: Fields): string | undefined {
  const [plain, structured] = [fieldsOf(fields["env"]), structuredOf(fields)];
  const text = plain["text"] ?? structured["text"] ?? plain["value"] ?? structured["value"];
  if (text === undefined || typeof text === "string") return text;
  return JSON.stringify(text, undefined, 2);
}

function structuredOf({ env, structuredAttrs }: Fields): Fields {
  const packed = fieldsOf(env)["__json"];
  return fieldsOf(structuredAttrs ?? (typeof packed === "string" ? parseJson(packed) : undefined));
}
