// Another bot of the repository that updates image references, as far as its configuration tells.

/** The managers whose files overlap with ours. */
export type OtherManager = "compose" | "dockerfile";

export type OtherBot = {
  readonly name: "Renovate" | "Dependabot";
  /** The configuration file that was read. */
  readonly file: string;
  /** True for the files that it updates under a manager. */
  takes(manager: OtherManager, file: string): boolean;
  /** True where regular expressions of its configuration read Nix files as well. */
  readonly readsNix: boolean;
};
