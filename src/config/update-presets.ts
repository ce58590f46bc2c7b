// The presets that `updates.extends` may name: options and rules of the `updates` section under a word.
import * as z from "zod";
import type { UpdateRule } from "./update-rule.ts";

/** The names of all presets. */
export const UpdatePresetName = z.enum([
  "recommended",
  "group-pins",
  "group-monorepos",
  "ubuntu-lts",
  "replacements",
  "pin-digests",
  "no-pin-digests",
  "precise-versions",
  "group-all-non-major",
  "group-digests",
  "automerge-pins",
  "automerge-digests",
  "automerge-patches",
  "automerge-non-major",
  "approve-majors",
  "no-majors",
  "weekly",
  "weekends",
  "nightly",
  "monthly",
  "minimum-age-3-days",
  "minimum-age-14-days",
]);
export type UpdatePresetName = z.infer<typeof UpdatePresetName>;

/** What a preset sets; options that are absent stay as they are. */
export type UpdatePreset = {
  readonly text: string;
  readonly includes?: readonly UpdatePresetName[];
  readonly kinds?: { readonly add?: UpdateKinds; readonly drop?: UpdateKinds };
  readonly schedule?: readonly string[];
  readonly minimumAge?: string;
  readonly rules?: readonly Partial<UpdateRule>[];
  /** Images of one owner that carry the same version move together. */
  readonly groupsMonorepos?: boolean;
};

type UpdateKinds = readonly NonNullable<UpdateRule["match-kinds"]>[number][];

/**
 * Images that were moved by those who publish them, with the tags they had. Only moves that the publishers themselves announced:
 * Vaultwarden's and Traefik Labs' new names, HashiCorp's own images after the official ones ended.
 */
const MOVED: Readonly<Record<string, string>> = {
  "bitwardenrs/server": "vaultwarden/server",
  "containous/whoami": "traefik/whoami",
  vault: "hashicorp/vault",
  consul: "hashicorp/consul",
};

const NON_MAJOR: UpdateKinds = ["minor", "patch", "digest", "pin"];

function automerge(kinds: UpdateKinds): readonly Partial<UpdateRule>[] {
  return [{ "match-kinds": [...kinds], automerge: true }];
}

/** What each preset means. Names in parentheses are Renovate's. */
export const UPDATE_PRESETS: Readonly<Record<UpdatePresetName, UpdatePreset>> = {
  recommended: { text: "The default.", includes: ["group-pins", "group-monorepos", "ubuntu-lts", "replacements"] },
  "group-pins": { text: "One pull request for all digests that are added.", rules: [{ "match-kinds": ["pin"], group: "pin digests" }] },
  "group-monorepos": { text: "Images of one owner that carry the same version move together (`group:monorepos`).", groupsMonorepos: true },
  "ubuntu-lts": {
    text: "From one long-term release of Ubuntu to the next, without those between.",
    rules: [{ "match-images": ["ubuntu"], "match-current-version": "/^\\d[02468]\\.04/", "allowed-versions": "/^\\d[02468]\\.04/" }],
  },
  replacements: {
    text: `Images that their publishers have moved (\`replacements:all\`): ${Object.entries(MOVED).map(([from, to]) => `${from} to ${to}`).join(", ")}.`,
    rules: Object.entries(MOVED).map(([from, to]) => ({ "match-images": [from], replacement: to })),
  },
  "pin-digests": { text: "Add digests where there are none (`docker:pinDigests`). The default kinds do so.", kinds: { add: ["pin", "digest"] } },
  "no-pin-digests": { text: "Add no digests; those that are there are kept current.", kinds: { drop: ["pin"] } },
  "precise-versions": { text: "Write versions in full: `16` becomes `16.4`.", kinds: { add: ["precise"] } },
  "group-all-non-major": { text: "One pull request for all but majors (`group:allNonMajor`).", rules: [{ "match-kinds": [...NON_MAJOR], group: "all non-major updates" }] },
  "group-digests": { text: "One pull request for all digests that moved.", rules: [{ "match-kinds": ["digest"], group: "moved digests" }] },
  "automerge-pins": { text: "Merge added digests.", rules: automerge(["pin"]) },
  "automerge-digests": { text: "Merge added and moved digests (`:automergeDigest`).", rules: automerge(["pin", "digest"]) },
  "automerge-patches": { text: "Merge patches and digests (`:automergePatch`).", rules: automerge(["pin", "digest", "patch"]) },
  "automerge-non-major": { text: "Merge all but majors (`:automergeMinor`).", rules: automerge(NON_MAJOR) },
  "approve-majors": { text: "Majors wait for a tick on the dashboard (`:approveMajorUpdates`).", rules: [{ "match-kinds": ["major"], "dashboard-approval": true }] },
  "no-majors": { text: "No majors (`:disableMajorUpdates`).", kinds: { drop: ["major"] } },
  weekly: { text: "New pull requests on Mondays before 6 (`schedule:weekly`).", schedule: ["before 6am on monday"] },
  weekends: { text: "New pull requests at weekends (`schedule:weekends`).", schedule: ["every weekend"] },
  nightly: { text: "New pull requests between 22 and 6.", schedule: ["after 10pm", "before 6am"] },
  monthly: { text: "New pull requests on the first of a month before 6 (`schedule:monthly`).", schedule: ["before 6am on the first day of the month"] },
  "minimum-age-3-days": { text: "Versions are at least three days old.", minimumAge: "3 days" },
  "minimum-age-14-days": { text: "Versions are at least two weeks old.", minimumAge: "14 days" },
};
