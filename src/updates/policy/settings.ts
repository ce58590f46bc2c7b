// What the configuration says of one update, after presets and rules.
import type { UpdateKind } from "../../config/index.ts";
import type { ImageReference } from "../../image-reference.ts";

/** What rules are matched against. Without a kind those rules count that name none. */
export type Subject = {
  readonly image: ImageReference;
  /** Files in which the reference is written. */
  readonly files: readonly string[];
  readonly kind?: UpdateKind;
};

/** Everything that rules can set. */
export type UpdateSettings = {
  readonly enabled: boolean;
  readonly allowedVersions?: string;
  readonly ignoredVersions: readonly string[];
  readonly databaseMajors: boolean;
  readonly group?: string;
  readonly replacement?: string;
  readonly schedule: readonly string[];
  /** Milliseconds. */
  readonly minimumAge: number;
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
  readonly assignees: readonly string[];
  readonly automerge: boolean;
  readonly needsApproval: boolean;
};
