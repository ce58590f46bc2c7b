// What an update run may ask of the forge (GitHub). The implementation is host/octokit-update-forge.ts.

/** A commit as git's data tell it. */
export type CommitFacts = { readonly commit: string; readonly tree: string; readonly parents: readonly string[]; readonly message: string };

/** A branch, without `refs/heads/`, and the commit that it stands at. */
export type BranchHead = CommitFacts & { readonly branch: string };

/** A pull request from a branch of this repository; those of forks are never listed. */
export type UpdatePull = {
  readonly number: number;
  readonly url: string;
  readonly author: string;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly baseBranch: string;
  readonly headCommit: string;
  readonly state: "open" | "merged" | "closed";
  /** ISO 8601. */
  readonly created: string;
};

/** Which pull requests: all open ones, the closed ones of a branch (newest first), or those made since a time (ISO 8601). */
export type PullQuery = { readonly kind: "open" } | { readonly kind: "closed"; readonly branch: string } | { readonly kind: "since"; readonly time: string };

/** A file as a commit shall hold it. */
export type EditedFile = { readonly text: string; readonly isExecutable: boolean };

/** A commit to be made on top of `parent`; paths that are not named stay as they are. `tree` is what must come out, by git's own name. */
export type NewCommit = { readonly parent: string; readonly message: string; readonly files: ReadonlyMap<string, EditedFile>; readonly tree: string };

/** A step of a branch that is taken only while it stands at `from`. */
export type BranchMove = { readonly branch: string; readonly from: string; readonly to: string };

/** All checks and statuses of a commit as one: `none` where nothing checks it. */
export type CheckState = "none" | "pending" | "success" | "failure";

export type MergeMethod = "merge" | "squash" | "rebase";

export type ForgeRepository = { readonly defaultBranch: string; readonly mergeMethods: readonly MergeMethod[] };

/** An issue, which may be our dashboard. */
export type UpdateIssue = { readonly number: number; readonly author: string; readonly title: string; readonly body: string; readonly url: string };

/**
 * The forge, bound to one repository. Every method throws StowplanError (`forge-denied`, `forge-missing`, `forge-failed`). Methods that give
 * undefined or false were refused because somebody else was first; nothing is lost then.
 */
export type UpdateForge = {
  /** The login that our own pull requests and issues carry. */
  author(): Promise<string>;
  repository(): Promise<ForgeRepository>;
  /** The branches whose name begins with `prefix`. */
  branches(prefix: string): Promise<readonly BranchHead[]>;
  pulls(query: PullQuery): Promise<readonly UpdatePull[]>;
  /** The newest commit of a branch. Throws `forge-missing` where there is no such branch. */
  tip(branch: string): Promise<string>;
  /** Makes a commit that no branch has yet, without a checkout, as the token's own account: GitHub signs an App's. Gives its id. */
  createCommit(commit: NewCommit): Promise<string>;
  /** False where the branch is there already. */
  createBranch(branch: string, commit: string): Promise<boolean>;
  /** Moves a branch wherever; false where it does not stand at `from`. */
  moveBranch(move: BranchMove): Promise<boolean>;
  /** False where it stands elsewhere or is gone. */
  deleteBranch(at: Omit<BranchMove, "to">): Promise<boolean>;
  /** Undefined where the branch has an open pull request, or nothing that its base lacks. */
  createPull(pull: Pick<UpdatePull, "title" | "body" | "branch" | "baseBranch">): Promise<UpdatePull | undefined>;
  updatePull(number: number, change: Partial<Pick<UpdatePull, "title" | "body">> & { readonly state?: "closed" }): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  /** Logins, and teams of the organisation as `team:NAME`. */
  requestReviewers(number: number, reviewers: readonly string[]): Promise<void>;
  addAssignees(number: number, assignees: readonly string[]): Promise<void>;
  checks(commit: string): Promise<CheckState>;
  /** Merges while the head is `commit`; false where GitHub does not let it be merged. */
  merge(number: number, merge: { readonly commit: string; readonly method: MergeMethod }): Promise<boolean>;
  /** The open issues of one author, oldest first. */
  issues(author: string): Promise<readonly UpdateIssue[]>;
  createIssue(issue: Pick<UpdateIssue, "title" | "body">): Promise<UpdateIssue>;
  updateIssue(number: number, change: Partial<Pick<UpdateIssue, "title" | "body">> & { readonly state?: "closed" }): Promise<void>;
};
