// What `nix eval --json` printed -> checked data; undefined where it is not what our expressions give.
import * as z from "zod";
import { DeclaredInputs } from "../discover/index.ts";
import { parseJson } from "../parse-json.ts";
import { HostState } from "./host-state.ts";

/** The answer of the host list: names, branches of the path that end early (what they have instead), and by name what hosts are called where several branches have one. */
export const HostList = z.object({
  root: z.string(),
  hosts: z.array(z.string()),
  missing: z.array(z.object({ path: z.string(), step: z.string(), present: z.array(z.string()) })).default([]),
  apart: z.record(z.string(), z.array(z.string())).default({}),
  declared: DeclaredInputs.optional().catch(undefined),
});
export type HostList = z.infer<typeof HostList>;

/** A file with its text, or with the store path that holds it. */
const FileEntry = z.union([z.object({ text: z.string() }), z.object({ source: z.string() })]);
const FileEntries = z.record(z.string(), FileEntry).default({});
type FileEntries = z.infer<typeof FileEntries>;

const Evaluated = z.looseObject({
  etc: FileEntries,
  homes: z.record(z.string(), z.looseObject({ files: FileEntries })).default({}),
  storeDir: z.string(),
  derivations: z.array(z.string()),
});

/** Store paths of files by their names. */
type Sources = Readonly<Record<string, string>>;

/** A host before its scripts are known: `derivations` are the .drv files that its texts name. */
export type EvaluatedHost = {
  readonly state: HostState;
  readonly etcSources: Sources;
  /** By user of home-manager. */
  readonly homeSources: Readonly<Record<string, Sources>>;
  readonly storeDir: string;
  readonly derivations: readonly string[];
};

/** Decodes the host list. */
export function decodeHostList(stdout: string): HostList | undefined {
  return HostList.safeParse(parseJson(stdout)).data;
}

/** Decodes what flake-inputs.nix gives. */
export function decodeDeclaredInputs(stdout: string): DeclaredInputs | undefined {
  return DeclaredInputs.safeParse(parseJson(stdout)).data;
}

/** Decodes one host; `failure` says which value is not as expected, which is a bug of ours or a NixOS we do not know. */
export function decodeHost(stdout: string): { readonly host?: EvaluatedHost; readonly failure?: string } {
  const evaluated = Evaluated.safeParse(parseJson(stdout));
  if (!evaluated.success) return { failure: z.prettifyError(evaluated.error) };
  const { derivations, storeDir, etc, homes, ...rest } = evaluated.data;
  const withTexts = mapValues(homes, (home) => ({ ...home, files: textsOf(home.files) }));
  const state = HostState.safeParse({ ...rest, etc: textsOf(etc), homes: withTexts });
  if (!state.success) return { failure: z.prettifyError(state.error) };
  const homeSources = mapValues(homes, ({ files }) => sourcesOf(files));
  return { host: { state: state.data, etcSources: sourcesOf(etc), homeSources, storeDir, derivations } };
}

function mapValues<Old, New>(record: Readonly<Record<string, Old>>, change: (value: Old) => New): Record<string, New> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function textsOf(files: FileEntries): Record<string, string> {
  return Object.fromEntries(Object.entries(files).flatMap(([name, entry]) => ("text" in entry ? [[name, entry.text]] : [])));
}

function sourcesOf(files: FileEntries): Record<string, string> {
  return Object.fromEntries(Object.entries(files).flatMap(([name, entry]) => ("source" in entry ? [[name, entry.source]] : [])));
}
