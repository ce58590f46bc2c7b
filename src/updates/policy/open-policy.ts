// The `updates` section -> a function that says what holds for an update.
import { type Config, imageTest, parseVersionRange, type UpdateKind, type UpdateRule } from "../../config/index.ts";
import { compileGlob } from "../../discover/index.ts";
import { parseVersion } from "../versions/parse-version.ts";
import { unfoldPresets } from "./presets.ts";
import type { Subject, UpdateSettings } from "./settings.ts";
import { milliseconds } from "./span.ts";

/** The policy of a whole run. */
export type UpdatePolicy = {
  readonly kinds: ReadonlySet<UpdateKind>;
  readonly groupsMonorepos: boolean;
  /** True for images and files that are left alone altogether. */
  isIgnored(subject: Pick<Subject, "image" | "files">): boolean;
  settings(subject: Subject): UpdateSettings;
};

type CompiledRule = { readonly rule: Partial<UpdateRule>; readonly matches: (subject: Subject) => boolean };

function compileRule(rule: Partial<UpdateRule>): CompiledRule {
  const isImage = rule["match-images"] === undefined ? undefined : imageTest(rule["match-images"]);
  const globs = rule["match-files"]?.map(compileGlob);
  const range = rule["match-current-version"] === undefined ? undefined : parseVersionRange(rule["match-current-version"]);
  const kinds = rule["match-kinds"];
  return {
    rule,
    matches: ({ image, files, kind }) =>
      (isImage === undefined || isImage(image)) &&
      (kinds === undefined || (kind !== undefined && kinds.includes(kind))) &&
      (globs === undefined || files.some((file) => globs.some((glob) => glob(file)))) &&
      (range === undefined || range({ tag: image.tag ?? "latest", numbers: parseVersion(image.tag ?? "latest")?.numbers ?? [] })),
  };
}

/** What one rule sets, in the words of the settings; `group: none` takes an earlier group away. */
function settingsOf(rule: Partial<UpdateRule>): Partial<UpdateSettings> {
  return {
    ...(rule.enabled === undefined ? {} : { enabled: rule.enabled }),
    ...(rule["allowed-versions"] === undefined ? {} : { allowedVersions: rule["allowed-versions"] }),
    ...(rule["ignored-versions"] === undefined ? {} : { ignoredVersions: rule["ignored-versions"] }),
    ...(rule["database-majors"] === undefined ? {} : { databaseMajors: rule["database-majors"] }),
    ...(rule.group === undefined ? {} : { group: rule.group }),
    ...(rule.replacement === undefined ? {} : { replacement: rule.replacement }),
    ...(rule.schedule === undefined ? {} : { schedule: rule.schedule }),
    ...(rule["minimum-age"] === undefined ? {} : { minimumAge: milliseconds(rule["minimum-age"]) }),
    ...(rule.labels === undefined ? {} : { labels: rule.labels }),
    ...(rule.reviewers === undefined ? {} : { reviewers: rule.reviewers }),
    ...(rule.assignees === undefined ? {} : { assignees: rule.assignees }),
    ...(rule.automerge === undefined ? {} : { automerge: rule.automerge }),
    ...(rule["dashboard-approval"] === undefined ? {} : { needsApproval: rule["dashboard-approval"] }),
  };
}

/** Opens a section. Rules count in their order, presets' first: the last that matches and sets an option wins. */
export function openPolicy({ updates }: Pick<Config, "updates">): UpdatePolicy {
  const unfolded = unfoldPresets(updates);
  const rules = unfolded.rules.map(compileRule);
  const isIgnoredImage = imageTest(updates["ignore-images"]);
  const ignoredPaths = updates["ignore-paths"].map(compileGlob);
  const defaults: UpdateSettings = {
    enabled: updates.enabled,
    ignoredVersions: [],
    databaseMajors: updates["database-majors"],
    schedule: unfolded.schedule,
    minimumAge: milliseconds(unfolded.minimumAge),
    labels: updates.labels,
    reviewers: updates.reviewers,
    assignees: updates.assignees,
    automerge: updates.automerge,
    needsApproval: updates["dashboard-approval"],
  };
  return {
    kinds: unfolded.kinds,
    groupsMonorepos: unfolded.groupsMonorepos,
    isIgnored: ({ image, files }) => isIgnoredImage(image) || (files.length > 0 && files.every((file) => ignoredPaths.some((glob) => glob(file)))),
    settings: (subject) => rules.filter(({ matches }) => matches(subject)).reduce((settings, { rule }) => ({ ...settings, ...settingsOf(rule) }), defaults),
  };
}
