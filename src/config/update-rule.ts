// What may be said of updates in general, of one image or of one kind of update: the words are Renovate's where they mean the same.
import * as z from "zod";
import { imageExpression } from "./image-pattern.ts";
import { parseSchedule } from "./schedule.ts";
import { parseVersionRange } from "./version-range.ts";

/**
 * What kind of step an update is. `pin` adds a digest, `digest` moves one under the same tag, `precise` writes more of the same version,
 * `rollback` leaves a tag that is gone, `replacement` takes another image.
 */
export const UpdateKind = z.enum(["pin", "digest", "patch", "minor", "major", "precise", "rollback", "replacement"]);
export type UpdateKind = z.infer<typeof UpdateKind>;

const Name = z.string().min(1).max(256);
const Names = z.array(Name).max(50);

const Schedule = z
  .string()
  .max(200)
  .refine((text) => parseSchedule(text) !== undefined, "neither a cron expression of five fields whose first is `*` nor words such as `before 6am on monday`");
const Range = z
  .string()
  .max(200)
  .refine((text) => parseVersionRange(text) !== undefined, "neither versions such as `<17` or `1.x` nor a /regular expression/");
/** A name, a glob or a regular expression, each with `!` in front where it excludes. */
export const ImagePattern = Name.refine((text) => imageExpression(text.replace(/^!/, "")) !== undefined, "not a regular expression");

/** A span of time in words: `3 days`, `12 hours`, `1 week`. */
const Duration = z
  .string()
  .max(40)
  .regex(/^\d{1,4} ?(?:minutes?|hours?|days?|weeks?|months?)$/, "not a span of time such as `3 days`");

/** What can be set for all updates, and again by a rule for those that it matches. */
export const updatePolicyShape = {
  schedule: z
    .array(Schedule)
    .min(1)
    .max(20)
    .describe("When new pull requests may be opened: cron expressions of five fields (`* 0-5 * * 1`) or words (`before 6am on monday`, `every weekend`, `after 10pm and before 5am every weekday`). One that fits is enough. Open ones are kept current at any time."),
  "minimum-age": Duration.describe("How old a version has to be, as in `3 days`. Its age is what the registry says, else the image's own date of creation, which its publisher writes; a version of unknown age is not held back."),
  labels: Names.describe("Labels of the pull requests."),
  reviewers: Names.describe("Who is asked for a review: logins, or `team:NAME`."),
  assignees: Names.describe("Logins of those whom the pull requests are assigned to."),
  automerge: z.boolean().describe("Merge the pull requests once all checks pass and their plan has no finding that forbids it."),
  "dashboard-approval": z.boolean().describe("Open no pull request before its box on the dashboard is ticked."),
} as const;

/** One rule: what it matches, and what it sets. Where several match, the last that sets an option counts. */
export const UpdateRule = z.strictObject({
  description: z.string().max(1000).optional().describe("Why the rule is there."),
  "match-images": z.array(ImagePattern).max(100).optional().describe("Images by name, as written or in full: `postgres`, `ghcr.io/immich-app/*`, `/regular expression/`. `*` stays within one part, `**` does not; `!` in front excludes."),
  "match-kinds": z.array(UpdateKind).max(8).optional().describe("Kinds of updates."),
  "match-files": Names.optional().describe("Patterns of files in which the reference is written."),
  "match-current-version": Range.optional().describe("The version that is written now, in the form of `allowed-versions`."),
  enabled: z.boolean().optional().describe("Look for these updates at all."),
  "allowed-versions": Range.optional().describe("Versions that may be offered: comparisons (`<17`, `>=1.2 <2`), parts of a version (`16.x`), alternatives with `||`, or `/regular expression/` of the tag, with `!` in front for all others."),
  "ignored-versions": z.array(Range).max(100).optional().describe("Versions that are never offered; each in the form of `allowed-versions`."),
  group: Name.optional().describe("Put the updates that match into one pull request of this name. `none` takes them out of the group that an earlier rule or a preset made."),
  "database-majors": z.boolean().optional().describe("Offer major versions of databases, too."),
  replacement: z.string().min(1).max(300).optional().describe("The image that takes the place of the one that is matched, as `registry/name` or `registry/name:tag`."),
  schedule: updatePolicyShape.schedule.optional(),
  "minimum-age": updatePolicyShape["minimum-age"].optional(),
  labels: updatePolicyShape.labels.optional(),
  reviewers: updatePolicyShape.reviewers.optional(),
  assignees: updatePolicyShape.assignees.optional(),
  automerge: updatePolicyShape.automerge.optional(),
  "dashboard-approval": updatePolicyShape["dashboard-approval"].optional(),
});
export type UpdateRule = z.infer<typeof UpdateRule>;
