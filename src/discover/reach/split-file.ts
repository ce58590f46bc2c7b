// A parsed file that declares hosts -> which stretch of its text is which host's, and which belongs to other outputs.
import { type NixNode, parseNix } from "../../nix/index.ts";
import { folderOf, joinPath } from "../../repository-paths.ts";
import { attributesOf, bodyOf, callOf, childIn, indexParents, literalOf, type NixAttribute, type ParsedFile, textOf } from "./nix-nodes.ts";

/** A stretch of a file; of a host by its name, else of outputs that no host is made of. */
export type Stretch = { readonly start: number; readonly end: number; readonly host?: string };

/** A function that is called once for each of some hosts with the host's name first: of `mapAttrs` or `genAttrs`. */
export type NamedCall = { readonly function: NixNode; readonly hosts: readonly string[] };

export type SplitFile = {
  readonly file: ParsedFile;
  readonly stretches: readonly Stretch[];
  /** Where `nixosConfigurations` is written to declare them, and the paths of `sets`. */
  readonly declarations: readonly Stretch[];
  readonly calls: readonly NamedCall[];
  /** Names of all hosts that have a part of their own here, if only their name. */
  readonly hosts: readonly string[];
  /** Files that hold the set of hosts: `nixosConfigurations = import ./hosts { … };`. */
  readonly sets: readonly string[];
};

type Draft = { readonly file: ParsedFile; stretches: Stretch[]; declarations: Stretch[]; calls: NamedCall[]; hosts: string[]; sets: string[]; steps: number };

/** `flake` is a flake.nix, `outputs` a file with (a part of) the outputs, `hosts` one with the set of hosts. */
export type SplitRole = "flake" | "outputs" | "hosts";

/** Outputs that hosts have nothing from unless they take it by its name (`self.packages`), and what flake-parts makes them of. */
const BESIDE = new Set(["packages", "legacyPackages", "checks", "apps", "devShells", "devShell", "formatter", "templates", "deploy", "hydraJobs", "darwinConfigurations", "homeConfigurations", "nixOnDroidConfigurations", "colmena", "colmenaHive", "githubActions", "perSystem"]);
const HOSTS = "nixosConfigurations";
/** More than anybody writes; a hostile file must not cost more. */
const MOST_STEPS = 20_000;

/** Undefined where the file cannot be parsed as a whole. */
export async function splitFile({ path, source }: { path: string; source: string }, role: SplitRole): Promise<SplitFile | undefined> {
  const tree = await parseNix(source);
  const root = tree === undefined || tree.hasError ? undefined : tree.root.children.find(({ field }) => field === "expression");
  if (root === undefined) return undefined;
  const draft: Draft = { file: { path, source, root, parents: indexParents(root) }, stretches: [], declarations: [], calls: [], hosts: [], sets: [], steps: 0 };
  if (role === "hosts") splitSet(draft, functionBody(root));
  if (role === "outputs") splitOutputs(draft, root);
  if (role === "flake") splitFlake(draft, root);
  return draft;
}

function functionBody(node: NixNode): NixNode {
  const inner = bodyOf(node);
  const body = inner.kind === "function_expression" ? childIn(inner, "body") : undefined;
  return body === undefined ? inner : functionBody(body);
}

function splitFlake(draft: Draft, root: NixNode): void {
  for (const { names, value, binding } of attributesOf(draft.file, root)) {
    if (names[0] === "outputs" && names.length === 1) splitOutputs(draft, value);
    // What is asked for is compared on its own, and read through the lock file alone.
    else if (names[0] === "inputs" || names[0] === "description" || names[0] === "nixConfig") draft.stretches.push({ start: binding.start, end: binding.end });
  }
}

/** Goes to the sets that become outputs: through functions, `//`, and the arguments of flake-parts. */
function splitOutputs(draft: Draft, node: NixNode): void {
  draft.steps += 1;
  if (draft.steps > MOST_STEPS) return;
  const body = functionBody(node);
  if (body.kind === "binary_expression") for (const side of body.children) splitOutputs(draft, side);
  if (body.kind === "apply_expression" && textOf(draft.file, callOf(body).callee).endsWith("mkFlake")) {
    const last = callOf(body).given.at(-1);
    if (last !== undefined) splitOutputs(draft, last);
  }
  if (body.kind !== "attrset_expression" && body.kind !== "rec_attrset_expression") return;
  for (const attribute of attributesOf(draft.file, body)) splitOutput(draft, { attribute, isRecursive: body.kind === "rec_attrset_expression" });
}

function splitOutput(draft: Draft, { attribute: { names, value, binding }, isRecursive }: { attribute: NixAttribute; isRecursive: boolean }): void {
  const [first, ...others] = names[0] === "flake" ? names.slice(1) : names;
  if (first === undefined && names[0] === "flake") splitOutputs(draft, value);
  // In a recursive set other outputs see it by its bare name.
  if (first !== undefined && BESIDE.has(first) && !isRecursive) draft.stretches.push({ start: binding.start, end: binding.end });
  if (first !== HOSTS) return;
  const path = childIn(binding, "attrpath");
  if (path !== undefined) draft.declarations.push({ start: path.start, end: path.end });
  const [host, ...deeper] = others;
  if (others.length === 0) splitSet(draft, value);
  else if (host !== undefined && deeper.length === 0) addHost(draft, { host, stretch: binding });
}

function addHost(draft: Draft, { host, stretch }: { host: string; stretch: NixNode }): void {
  draft.hosts.push(host);
  draft.stretches.push({ start: stretch.start, end: stretch.end, host });
}

/** A set of hosts; whatever is no literal set stays everybody's. */
function splitSet(draft: Draft, node: NixNode): void {
  draft.steps += 1;
  if (draft.steps > MOST_STEPS) return;
  const body = bodyOf(node);
  if (body.kind === "binary_expression") for (const side of body.children) splitSet(draft, side);
  if (body.kind === "apply_expression") splitCall(draft, body);
  if (body.kind !== "attrset_expression") return;
  for (const { names, binding } of attributesOf(draft.file, body)) {
    const [host] = names;
    if (host !== undefined && names.length === 1) addHost(draft, { host, stretch: binding });
  }
}

function splitCall(draft: Draft, node: NixNode): void {
  const { file } = draft;
  const { callee, given } = callOf(node);
  const [first, second] = given;
  const name = textOf(file, callee);
  if (name === "import" && first?.kind === "path_expression") {
    draft.sets.push(joinPath(folderOf(file.path), textOf(file, first)));
    draft.declarations.push({ start: first.start, end: first.end });
  }
  if (first === undefined || second === undefined || given.length !== 2) return;
  const before = draft.hosts.length;
  if (/(?:^|\.)mapAttrs$/.test(name) && bodyOf(second).kind === "attrset_expression") {
    splitSet(draft, second);
    draft.calls.push({ function: first, hosts: draft.hosts.slice(before) });
  }
  const names = /(?:^|\.)genAttrs$/.test(name) && first.kind === "list_expression" ? first.children.map((element) => literalOf(file, element)) : [];
  const hosts = names.filter((host) => host !== undefined);
  if (hosts.length === 0 || hosts.length < names.length) return;
  draft.hosts.push(...hosts);
  draft.calls.push({ function: second, hosts });
}
