// `nix derivation show` -> the texts that derivations would write, by output path, and what they are made from.
import * as z from "zod";
import { parseJson } from "../parse-json.ts";

type Attributes = Readonly<Record<string, unknown>>;

/** Any object: looking at each of the 100,000 values that a large host has would take longer than to use the few that count. */
const Attributes = z.custom<Attributes>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

/** Names are the same in every version; `inputs` took the place of `inputDrvs` in Nix 2.32, with `structuredAttrs` beside `env`. */
const Shown = z.object({
  outputs: z.object({ out: z.object({ path: z.string().nullish() }).optional() }),
  env: Attributes.default({}),
  structuredAttrs: Attributes.nullish(),
  inputDrvs: Attributes.optional(),
  inputs: z.object({ drvs: Attributes.default({}) }).optional(),
});
type Shown = z.infer<typeof Shown>;

const Answer = z.union([
  z.object({ version: z.int(), derivations: z.record(z.string(), Shown) }).transform((answer) => answer.derivations),
  z.record(z.string(), Shown),
]);

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
 * Undefined where the answer is not JSON of a known form.
 */
export function parseDerivations(stdout: string, storeDir: string): readonly TextDerivation[] | undefined {
  const answer = Answer.safeParse(parseJson(stdout));
  if (!answer.success) return undefined;
  const absolute = (path: string): string => (path.startsWith("/") ? path : `${storeDir}/${path}`);
  return Object.entries(answer.data).flatMap(([path, shown]) => {
    const text = textOf(shown);
    const output = shown.outputs.out?.path;
    if (text === undefined || text.length > LARGEST_TEXT || output === undefined || output === null) return [];
    const inputs = Object.keys(shown.inputs?.drvs ?? shown.inputDrvs ?? {}).map(absolute);
    return [{ path: absolute(path), output: absolute(output), text, inputs }];
  });
}

/** nixpkgs' writers keep a file's text in `text`, its format generators (daemon.json) their value in `value`. */
function textOf(shown: Shown): string | undefined {
  const attributes = { ...structured(shown), ...shown.env };
  const text = attributes["text"] ?? attributes["value"];
  if (text === undefined || typeof text === "string") return text;
  return JSON.stringify(text, undefined, 2);
}

function structured(shown: Shown): Attributes {
  const packed = shown.env["__json"];
  return shown.structuredAttrs ?? Attributes.safeParse(typeof packed === "string" ? parseJson(packed) : undefined).data ?? {};
}
