// What publishing may ask of the forge (GitHub) about check runs and labels. The implementation is host/octokit-checks.ts.

/** A note at lines of a file, from 1, both inclusive. Texts are plain; `title` has at most 255 characters, `message` at most 64 KiB. */
export type CheckAnnotation = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
};

/** The conclusions that stowplan gives; GitHub's branch rules take neutral for passed. */
export type CheckConclusion = "success" | "neutral" | "failure";

/** A check run that is completed. `externalId` is ours, to know it again. */
export type CheckReport = {
  readonly name: string;
  readonly commit: string;
  readonly externalId: string;
  readonly conclusion: CheckConclusion;
  /** Plain text, at most 255 characters. */
  readonly title: string;
  /** Markdown, at most 65,535 bytes. */
  readonly summary: string;
  /** Where the whole can be read; the forge's own page of the check where it is absent. */
  readonly detailsUrl?: string;
};

/** What one request says: at most ANNOTATIONS_A_REQUEST annotations. */
export type CheckContent = { readonly report: CheckReport; readonly annotations: readonly CheckAnnotation[] };

/** A check run that is there. `author` is the login of the App that made it, as `github-actions[bot]`. */
export type CheckRun = { readonly id: number; readonly author: string; readonly externalId: string; readonly conclusion: string; readonly title: string; readonly url: string };

/** As many annotations as one request takes; every further request adds to what is there. */
export const ANNOTATIONS_A_REQUEST = 50;

/** A label of the repository; the colour as six hexadecimal digits. */
export type Label = { readonly name: string; readonly color: string; readonly description: string };

/** Every method throws StowplanError (`forge-denied`, `forge-missing`, `forge-failed`). */
export type CheckForge = {
  /** Those of one name at a commit, also older ones that the forge does not show; a hundred at most. */
  checkRuns(commit: string, name: string): Promise<readonly CheckRun[]>;
  checkAnnotations(id: number): Promise<readonly CheckAnnotation[]>;
  createCheck(content: CheckContent): Promise<CheckRun>;
  /** The annotations are added to those that are there. */
  updateCheck(id: number, content: CheckContent): Promise<CheckRun>;
};

/** Every method throws StowplanError (`forge-denied`, `forge-missing`, `forge-failed`). */
export type LabelForge = {
  /** The names of a pull request's labels. */
  labels(number: number): Promise<readonly string[]>;
  /** Makes a label where the repository has none of this name; one that is there stays as it is. */
  ensureLabel(label: Label): Promise<void>;
  addLabels(number: number, names: readonly string[]): Promise<void>;
  /** A label that is not there is no failure. */
  removeLabel(number: number, name: string): Promise<void>;
};
