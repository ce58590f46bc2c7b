// The options of the `updates` section about the pull requests of update runs, which read the base branch's file only.
import * as z from "zod";

/** Part of the section's shape. Words are Renovate's where they mean the same. */
export const updatePullShape = {
  "rebase-when": z
    .enum(["behind-base-branch", "conflicted", "never"])
    .default("behind-base-branch")
    .describe("When an open pull request is made anew: as soon as the base branch has other commits, so that its plan is of what the merge gives; only when files that it changes are others there; or never."),
  "merge-method": z.enum(["auto", "merge", "squash", "rebase"]).default("auto").describe("How pull requests are merged; `auto` takes the first that the repository allows."),
  "automerge-severity": z
    .enum(["none", "info", "warning", "error"])
    .default("info")
    .describe("The worst finding that the plan of an automatically merged pull request may have; a plan in which a host could not be evaluated is never merged."),
  "automerge-without-checks": z.boolean().default(false).describe("Merge automatically also where no check and no status tells anything about the commit."),
  dashboard: z.boolean().default(true).describe("Keep an issue that lists all updates, with boxes to tick."),
  "dashboard-title": z.string().min(1).max(200).default("Image updates").describe("Title of that issue when it is opened."),
} as const;
