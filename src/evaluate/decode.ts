// What `nix eval --json` printed -> checked data; undefined where it is not what our expressions give.
import * as z from "zod";
import { HostState } from "./host-state.ts";
import { parseJson } from "./parse-json.ts";

/** The answer of the host list. */
export const HostList = z.object({ root: z.string(), hosts: z.array(z.string()) });
export type HostList = z.infer<typeof HostList>;

const EtcEntry = z.union([z.object({ text: z.string() }), z.object({ source: z.string() })]);
type EtcEntry = z.infer<typeof EtcEntry>;

const Evaluated = z.looseObject({
  etc: z.record(z.string(), EtcEntry).default({}),
  storeDir: z.string(),
  derivations: z.array(z.string()),
});

/** A host before its scripts are known: `derivations` are the .drv files that its texts name. */
export type EvaluatedHost = {
  readonly state: HostState;
  readonly etcSources: Readonly<Record<string, string>>;
  readonly storeDir: string;
  readonly derivations: readonly string[];
};

/** Decodes the host list. */
export function decodeHostList(stdout: string): HostList | undefined {
  return HostList.safeParse(parseJson(stdout)).data;
}

/** Decodes one host; `failure` says which value is not as expected, which is a bug of ours or a NixOS we do not know. */
export function decodeHost(stdout: string): { readonly host?: EvaluatedHost; readonly failure?: string } {
  const evaluated = Evaluated.safeParse(parseJson(stdout));
  if (!evaluated.success) return { failure: z.prettifyError(evaluated.error) };
  const { derivations, storeDir, ...rest } = evaluated.data;
  const etc = Object.entries(rest.etc);
  const state = HostState.safeParse({ ...rest, etc: Object.fromEntries(etc.flatMap(([name, entry]) => textOf(name, entry))) });
  if (!state.success) return { failure: z.prettifyError(state.error) };
  const etcSources = Object.fromEntries(etc.flatMap(([name, entry]) => sourceOf(name, entry)));
  return { host: { state: state.data, etcSources, storeDir, derivations } };
}

function textOf(name: string, entry: EtcEntry): readonly (readonly [string, string])[] {
  return "text" in entry ? [[name, entry.text]] : [];
}

function sourceOf(name: string, entry: EtcEntry): readonly (readonly [string, string])[] {
  return "source" in entry ? [[name, entry.source]] : [];
}
