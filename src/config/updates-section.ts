// The `updates` section: which newer versions are looked for, when and how pull requests are made of them.
import * as z from "zod";
import { isTimeZone } from "./local-time.ts";
import { optionFacts, trusted } from "./option-facts.ts";
import { ImagePattern, UpdateKind, updatePolicyShape, UpdateRule } from "./update-rule.ts";
import { UpdatePresetName } from "./update-presets.ts";
import { updatePullShape } from "./update-pulls.ts";

const { schedule, labels, reviewers, assignees, automerge } = updatePolicyShape;

/** The section's schema. A file may say `updates: false` for `updates: {enabled: false}`. */
export const Updates = z
  .strictObject({
    enabled: z.boolean().default(true).describe("Look for newer tags and digests. In the file `updates: false` is short for it.").register(optionFacts, { input: "updates" }),
    extends: z.array(UpdatePresetName).max(20).default(["recommended"]).describe("Presets, the later over the earlier; see below. `[]` takes none.").register(optionFacts, trusted),
    kinds: z
      .array(UpdateKind)
      .max(8)
      .default(["pin", "digest", "patch", "minor", "major", "rollback", "replacement"])
      .describe("Kinds of updates that are offered; `precise` (`16` to `16.4`) has to be asked for.")
      .register(optionFacts, trusted),
    rules: z.array(UpdateRule).max(200).default([]).describe("What holds for some images or kinds only; see below.").register(optionFacts, trusted),
    "ignore-images": z.array(ImagePattern).max(200).default([]).describe("Images that are left alone, in the form of a rule's `match-images`.").register(optionFacts, trusted),
    "ignore-paths": z.array(z.string().min(1).max(512)).max(200).default([]).describe("Patterns of files whose references are left alone."),
    "database-majors": z.boolean().default(false).describe("Offer major versions of databases, whose data directories the new version usually cannot read.").register(optionFacts, trusted),
    "beside-renovate": z
      .enum(["leave", "take"])
      .default("leave")
      .describe("Where Renovate or Dependabot updates Compose files or Dockerfiles of the repository already: leave those to it, or take them as well."),
    suggest: z
      .boolean()
      .default(true)
      .describe("On a pull request: suggest newer tags and missing digests on the lines that it changes.")
      .register(optionFacts, trusted),
    aliases: z
      .record(z.string().min(1).max(300), z.string().min(1).max(300))
      .default({})
      .describe("Names that stand for others when newer versions are looked for, as `harbour.example.org/hub: docker.io`: the registry asked is the second, what is written keeps the first.")
      .register(optionFacts, trusted),
    schedule: schedule.default(["at any time"]),
    timezone: z.string().max(64).refine(isTimeZone, "not a time zone such as `Europe/Berlin`").default("UTC").describe("The schedules' time zone, as in `Europe/Berlin`."),
    "minimum-age": updatePolicyShape["minimum-age"].default("0 days"),
    "pr-concurrent-limit": z.int().min(0).max(1000).default(10).describe("Pull requests for updates that may be open at the same time; 0 sets no limit."),
    "pr-hourly-limit": z.int().min(0).max(1000).default(2).describe("Pull requests for updates that may be opened within an hour; 0 sets no limit."),
    "branch-prefix": z.string().max(60).regex(/^[\w./-]*$/, "only letters, digits, `.`, `_`, `/` and `-` can stand here").default("stowplan/").describe("What the names of the branches begin with."),
    labels: labels.default([]),
    reviewers: reviewers.default([]),
    assignees: assignees.default([]),
    automerge: automerge.default(false).register(optionFacts, trusted),
    "dashboard-approval": updatePolicyShape["dashboard-approval"].default(false),
    ...updatePullShape,
  })
  .prefault({});
export type Updates = z.infer<typeof Updates>;
