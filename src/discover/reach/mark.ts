// What one Nix file says about other files and about the flake as a whole, each with its offset in the text.

/** A path, relative to the repository's root, that an expression may read. */
export type PathMark = {
  readonly kind: "path";
  readonly start: number;
  /** Of an interpolated path the part before the first `${`, which may end within a name. */
  readonly path: string;
  /** What stands behind the only interpolation; absent where the path is a literal. */
  readonly tail?: string;
  /** `import ./dir` reads `./dir/default.nix` and nothing else of the folder. */
  readonly isImport: boolean;
  /** Nothing but the content counts: elsewhere a path may become text, which holds the hash of the whole source. */
  readonly isContent: boolean;
};

/** Something after which nobody can say what is read. */
export type DoubtMark = { readonly kind: "doubt"; readonly start: number; readonly reason: string };

/** Another host's configuration (`host`), or an output that hosts do not have by themselves (`output`), taken by its name. */
export type OutputMark = { readonly kind: "host" | "output"; readonly start: number };

export type Mark = PathMark | DoubtMark | OutputMark;
