// What is known of a flake at one side once it is opened, and a host of it that is to be evaluated.
import type { Finding } from "../errors.ts";
import type { Revision } from "../ports.ts";
import type { HostList } from "./decode.ts";

/** A flake at base or head. Without a folder there is no flake.nix at that side, so it has no hosts. */
export type Flake = {
  readonly side: "base" | "head";
  readonly revision: Revision;
  readonly folder: string;
  readonly reference: string;
  /** Store path of the flake's source, where it is known. */
  readonly root?: string;
  readonly hosts: readonly string[];
  /** Branches of the hosts' path that end early. */
  readonly missing: HostList["missing"];
  /** By name, what the hosts below a `*` of the path are called where several branches have one: `x86_64-linux/falcon`. */
  readonly apart: HostList["apart"];
  readonly finding?: Finding;
  /** What else is to be said of it, whether or not it evaluates. */
  readonly notes?: readonly Finding[];
};

/** A host to evaluate at one side, or the system of one of its nspawn containers. */
export type HostTask = { readonly flake: Flake; readonly name: string; readonly container?: string };
