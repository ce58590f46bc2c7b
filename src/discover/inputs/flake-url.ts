// A flake reference as flake.nix writes it -> its attributes, to be compared with those of a lock file.
import type { SourceAttributes } from "./lock-file.ts";

/** `nixpkgs`, `nixpkgs/nixos-26.05`, `flake:nixpkgs`: names of the flake registry. */
const INDIRECT = /^(?:flake:)?(?<id>[A-Za-z][\w-]*)(?:\/(?<rest>[^?#:]+))?$/;
const FORGE = /^(?<type>github|gitlab|sourcehut):(?<owner>[^/?#]+)\/(?<repo>[^/?#]+)(?:\/(?<rest>[^?#]+))?(?:\?(?<query>[^#]*))?$/;
const GIT = /^(?<type>git|hg)\+(?<url>[^?#]+)(?:\?(?<query>[^#]*))?$/;
const PATH = /^(?:path:)?(?<path>\.{0,2}\/[^?#]*)(?:\?(?<query>[^#]*))?$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** Reads the forms whose meaning is the same in all versions of Nix; undefined for the others, of which nothing is claimed. */
export function parseFlakeUrl(url: string): SourceAttributes | undefined {
  return parseForge(url) ?? parseGit(url) ?? parsePath(url) ?? parseIndirect(url);
}

function parseForge(url: string): SourceAttributes | undefined {
  const { type, owner, repo, rest, query } = FORGE.exec(url)?.groups ?? {};
  if (type === undefined || owner === undefined || repo === undefined) return undefined;
  return { type, owner, repo, ...refOrRevision(rest), ...queryOf(query) };
}

function parseGit(url: string): SourceAttributes | undefined {
  const { type, url: address, query } = GIT.exec(url)?.groups ?? {};
  return type === undefined || address === undefined ? undefined : { type, url: address, ...queryOf(query) };
}

function parsePath(url: string): SourceAttributes | undefined {
  const { path, query } = PATH.exec(url)?.groups ?? {};
  return path === undefined ? undefined : { type: "path", path, ...queryOf(query) };
}

function parseIndirect(url: string): SourceAttributes | undefined {
  const { id, rest } = INDIRECT.exec(url)?.groups ?? {};
  if (id === undefined) return undefined;
  const [first, second] = rest?.split("/") ?? [];
  return { type: "indirect", id, ...refOrRevision(first), ...(second === undefined ? {} : { rev: second }) };
}

function refOrRevision(text: string | undefined): Partial<SourceAttributes> {
  if (text === undefined) return {};
  return COMMIT.test(text) ? { rev: text } : { ref: decodeURIComponentSafely(text) };
}

function queryOf(query = ""): Partial<SourceAttributes> {
  const parameters = new URLSearchParams(query);
  const names = ["ref", "rev", "dir", "host"] as const;
  return Object.fromEntries(names.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name) ?? ""]] : [])));
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What decides where an input comes from, written in one way. */
const FIELDS = ["type", "id", "owner", "repo", "host", "url", "path", "dir", "ref", "rev"] as const;

/** True where two references name the same source. */
export function isSameSource(left: SourceAttributes, right: SourceAttributes): boolean {
  const written = (text = ""): string => decodeURIComponentSafely(text).replace(/^git\+/, "").replace(/\?.*$/s, "").replace(/\/+$/, "");
  return FIELDS.every((field) => written(left[field]) === written(right[field]));
}
