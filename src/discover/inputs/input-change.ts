// What a pull request does to one input of the flake, as the plan holds it.
import * as z from "zod";

/** What an input is at one side. */
export const InputVersion = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("locked"),
    /** How it is fetched: `github`, `git`, `tarball`, `path`, …. */
    type: z.string().max(64),
    /** Where it comes from, as flake.nix says it: `github:NixOS/nixpkgs/nixos-26.05`. Without credentials and queries. */
    source: z.string().max(1024),
    /** Commit, as far as the lock file tells one; some tarballs have only the first letters of it. */
    revision: z.string().max(128).optional(),
    /** Day of the last change, in UTC: `2026-07-14`. */
    date: z.string().max(16).optional(),
    /** Hash of the content, for inputs that have no revision. */
    hash: z.string().max(128).optional(),
  }),
  z.strictObject({
    kind: z.literal("follows"),
    /** The input that it is, by its path; empty for the flake itself. */
    target: z.string().max(1024),
  }),
]);
export type InputVersion = z.infer<typeof InputVersion>;

/** An input that the pull request moves, adds or removes. */
export const InputChange = z.strictObject({
  /** Its path from the flake: `nixpkgs`, or `home-manager/nixpkgs` for an input of an input. */
  path: z.string().max(1024),
  /** Absent where the input is new. */
  old: InputVersion.optional(),
  /** Absent where the input is gone. */
  new: InputVersion.optional(),
  /** Page that shows what lies between the two revisions. */
  compare: z.string().max(4096).optional(),
});
export type InputChange = z.infer<typeof InputChange>;
