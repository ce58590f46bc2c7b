import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  require_dist
} from "./chunk-CGQZGR63.js";
import {
  DOCUMENTS
} from "./chunk-FFLDBSQF.js";
import {
  formatFamiliarName
} from "./chunk-IZT3ALIO.js";
import {
  FINDING_CODES,
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  ZodArray,
  ZodBoolean,
  ZodDefault,
  ZodNumber,
  ZodObject,
  ZodOptional,
  ZodPrefault,
  ZodType,
  _enum,
  array,
  boolean,
  int,
  record,
  registry,
  strictObject,
  string,
  url
} from "./chunk-N3YWGI6C.js";
import {
  __toESM
} from "./chunk-Q3OPO74A.js";

// src/config/failure-rule.ts
var FAILURE_WORDS = {
  "none": "nothing fails; only alone",
  "error": "any error",
  "warning": "any warning or error",
  "stop": "a unit stops",
  "left-stopped": "a unit is stopped and nothing starts it again",
  "restart": "a unit restarts",
  "major-database": "a database's major version moves (`database-major`)",
  "unpinned": "an image has no digest (`policy-unpinned`, `image-unpinned`)",
  "policy": "the pull request breaks a rule of `policy`"
};
function isFailureRule(name) {
  return Object.hasOwn(FAILURE_WORDS, name) || Object.hasOwn(FINDING_CODES, name);
}
var FailureRule = _enum([...Object.keys(FAILURE_WORDS), ...Object.keys(FINDING_CODES)].filter(isFailureRule));

// src/config/option-facts.ts
var trusted = { trusted: true };
var optionFacts = registry();

// src/config/images-section.ts
var Images = strictObject({
  "max-download": int().min(0).max(1e5).default(100).describe("Megabytes of layers and SBOMs that one plan may read to compare packages; 0 reads none. Configurations, labels and sizes are compared without.").register(optionFacts, trusted),
  attestations: boolean().default(true).describe("Ask registries for signatures, provenance and SBOMs of images that change: three to five small requests for each.").register(optionFacts, trusted),
  "release-notes": boolean().default(true).describe("Ask GitHub for the release notes between two versions of an image whose labels name its source.").register(optionFacts, trusted)
}).prefault({});

// src/config/labels-section.ts
var LabelName = string().max(50).regex(/^[^\p{C},]*$/u, "not a label's name");
function label(name, when) {
  return LabelName.default(`stowplan: ${name}`).describe(`Label where ${when}. Empty: none.`).register(optionFacts, trusted);
}
var Labels = strictObject({
  enabled: boolean().default(false).describe("Put labels on the pull request and take off those that are no longer true. Other labels are left alone.").register(optionFacts, { trusted: true, input: "labels" }),
  "no-change": label("no change", "the merge changes nothing"),
  restarts: label("restarts", "units restart, start or stop"),
  "left-stopped": label("left stopped", "a unit is stopped and nothing starts it again"),
  "back-up-first": label("back up first", "a database's major version moves or volumes are at stake"),
  policy: label("policy", "the pull request breaks a rule of `policy`"),
  failed: label("failed", "a finding reaches `fail-on`, or a host could not be evaluated")
}).prefault({});

// src/config/image-pattern.ts
var REGULAR_EXPRESSION = /^\/(?<source>.+)\/(?<flags>i?)$/;
function escaped(text) {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
function globExpression(pattern) {
  const parts = pattern.split(/(\*\*|\*|\?)/).map((part) => part === "**" ? ".*" : part === "*" ? "[^/]*" : part === "?" ? "[^/]" : escaped(part));
  return new RegExp(`^${parts.join("")}$`);
}
function imageExpression(pattern) {
  const { source, flags = "" } = REGULAR_EXPRESSION.exec(pattern)?.groups ?? {};
  if (source === void 0) return globExpression(pattern);
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return void 0;
  }
}
function imageTest(patterns) {
  const rules = patterns.flatMap((pattern) => {
    const isExcluded = pattern.startsWith("!");
    const expression2 = imageExpression(isExcluded ? pattern.slice(1) : pattern);
    return expression2 === void 0 ? [] : [{ isExcluded, expression: expression2 }];
  });
  const [excluding, including] = [rules.filter((rule) => rule.isExcluded), rules.filter((rule) => !rule.isExcluded)];
  return (image) => {
    const names = [formatFamiliarName(image), `${image.registry}/${image.path}`];
    const fits = ({ expression: expression2 }) => names.some((name) => expression2.test(name));
    return !excluding.some(fits) && (including.some(fits) || including.length === 0 && excluding.length > 0);
  };
}

// src/config/cron.ts
var MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
var WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
var ITEM = /^(?:\*|(?<from>\d{1,2}|[a-z]{3})(?:-(?<to>\d{1,2}|[a-z]{3}))?)(?:\/(?<step>[1-9]\d?))?$/;
function numberOf(word, { first, names = [] }) {
  const named = names.indexOf(word);
  return named < 0 ? Number(word) : named + first;
}
function numbersIn(text, field) {
  const numbers = /* @__PURE__ */ new Set();
  for (const item of text.split(",")) {
    const match = ITEM.exec(item)?.groups;
    if (match === void 0) return void 0;
    const { from, to, step } = match;
    const first = from === void 0 ? field.first : numberOf(from, field);
    const last = to !== void 0 ? numberOf(to, field) : from === void 0 || step !== void 0 ? field.last : first;
    if (Number.isNaN(first) || Number.isNaN(last) || first < field.first || last > field.last || first > last) return void 0;
    for (let number = first; number <= last; number += Number(step ?? "1")) numbers.add(number);
  }
  return numbers;
}
function cronTest(text) {
  const [minute, hour = "", date = "", month = "", weekday = "", ...rest] = text.split(" ");
  if (minute !== "*" || rest.length > 0) return void 0;
  const hours = numbersIn(hour, { first: 0, last: 23 });
  const dates = numbersIn(date, { first: 1, last: 31 });
  const months = numbersIn(month, { first: 1, last: 12, names: MONTHS });
  const weekdays = numbersIn(weekday, { first: 0, last: 7, names: WEEKDAYS });
  if (hours === void 0 || dates === void 0 || months === void 0 || weekdays === void 0) return void 0;
  const isDate = (time) => dates.has(time.date);
  const isWeekday = (time) => weekdays.has(time.weekday) || time.weekday === 0 && weekdays.has(7);
  const isEither = !date.startsWith("*") && !weekday.startsWith("*");
  return (time) => hours.has(Math.floor(time.minutes / 60)) && months.has(time.month) && (isEither ? isDate(time) || isWeekday(time) : isDate(time) && isWeekday(time));
}

// src/config/schedule.ts
var DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
var TIME = /^(?<hour>\d{1,2})(?::(?<minute>[0-5]\d))?(?<half>am|pm)?$/;
var MINUTES_A_DAY = 24 * 60;
function minutesOf(word) {
  if (word === "midnight") return 0;
  if (word === "noon") return MINUTES_A_DAY / 2;
  const { hour, minute = "0", half } = TIME.exec(word)?.groups ?? {};
  const hours = Number(hour ?? Number.NaN);
  if (Number.isNaN(hours) || hours > (half === void 0 ? 24 : 12)) return void 0;
  return (half === void 0 ? hours : hours % 12 + (half === "pm" ? 12 : 0)) * 60 + Number(minute);
}
function dayOf(word) {
  if (/^weekdays?$/.test(word)) return [1, 2, 3, 4, 5];
  if (/^weekends?$/.test(word)) return [0, 6];
  const found = word.length < 3 ? -1 : DAYS.findIndex((day) => day === word || `${day}s` === word || day.slice(0, 3) === word);
  return found < 0 ? void 0 : [found];
}
function dateOf(word) {
  if (word === "first") return 1;
  if (word === "last") return 0;
  const date = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return date >= 1 && date <= 31 ? date : void 0;
}
var CLAUSES = [
  [/^(?:and|,|at any time|every day|every month) ?/, () => true],
  [/^before (\S+) ?/, (clauses, [, word = ""]) => (clauses.before = minutesOf(word)) !== void 0],
  [/^after (\S+) ?/, (clauses, [, word = ""]) => (clauses.after = minutesOf(word)) !== void 0],
  [/^every (\d{1,2}) months? ?/, (clauses, [, count]) => (clauses.every = Number(count)) > 0],
  [/^(?:on )?(?:the )?(\S+) day of the month ?/, (clauses, [, word = ""]) => addTo(clauses.dates, [dateOf(word)])],
  [/^(?:(?:on|every) )?([a-z]+?) (?:through|to) ([a-z]+) ?/, (clauses, [, first = "", last = ""]) => addTo(clauses.days, dayRange(first, last))],
  [/^(?:(?:on|every) )?([a-z]+) ?/, (clauses, [, word = ""]) => addTo(clauses.days, dayOf(word) ?? [void 0])]
];
function dayRange(first, last) {
  const [from] = dayOf(first) ?? [];
  const [to] = dayOf(last) ?? [];
  if (from === void 0 || to === void 0) return [void 0];
  return Array.from({ length: (to - from + 7) % 7 + 1 }, (_, index) => (from + index) % 7);
}
function addTo(set, values) {
  for (const value of values) if (value !== void 0) set.add(value);
  return values.every((value) => value !== void 0);
}
function readClauses(text) {
  const clauses = { days: /* @__PURE__ */ new Set(), dates: /* @__PURE__ */ new Set() };
  for (let rest = text; rest !== ""; ) {
    const found = CLAUSES.flatMap(([pattern, read]) => {
      const match = pattern.exec(rest);
      return match === null ? [] : [{ match, read }];
    })[0];
    if (found?.read(clauses, found.match) !== true) return void 0;
    rest = rest.slice(found.match[0].length);
  }
  return clauses;
}
function isInHours({ before = MINUTES_A_DAY, after = 0 }, { minutes }) {
  return after < before ? after <= minutes && minutes < before : minutes >= after || minutes < before;
}
function parseSchedule(text) {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  const cron = cronTest(plain);
  if (cron !== void 0) return cron;
  const clauses = plain === "" ? void 0 : readClauses(plain);
  if (clauses === void 0) return void 0;
  const { days, dates, every = 1 } = clauses;
  return (time) => isInHours(clauses, time) && (days.size === 0 || days.has(time.weekday)) && (dates.size === 0 || dates.has(time.date) || dates.has(0) && time.isLastOfMonth) && (time.month - 1) % every === 0;
}

// src/config/version-range.ts
var COMPARISON = /^(?<operator><=|>=|!=|<|>|=|\^|~)? ?v?(?<numbers>\d{1,15}(?:\.\d{1,15})*)(?:\.[x*])*$/;
var REGULAR_EXPRESSION2 = /^(?<not>!)?\/(?<source>.+)\/(?<flags>i?)$/;
function compareTo(range, numbers) {
  return range.map((number, index) => (numbers[index] ?? 0) - number).find((difference) => difference !== 0) ?? 0;
}
function staysWithin(range, kept) {
  return ({ numbers }) => compareTo(range, numbers) >= 0 && range.slice(0, kept).every((number, index) => numbers[index] === number);
}
var ORDERS = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "!=": (order) => order !== 0,
  "=": (order) => order === 0
};
function comparison(text) {
  const match = COMPARISON.exec(text)?.groups;
  if (match === void 0) return void 0;
  const range = (match["numbers"] ?? "").split(".").map(Number);
  const operator = match["operator"] ?? "=";
  if (operator === "^") return staysWithin(range, range.findIndex((number) => number > 0) + 1 || range.length);
  if (operator === "~") return staysWithin(range, Math.min(range.length, 2));
  const holds = ORDERS[operator];
  return holds === void 0 ? void 0 : ({ numbers }) => holds(compareTo(range, numbers));
}
function expression(text) {
  const match = REGULAR_EXPRESSION2.exec(text)?.groups;
  if (match === void 0) return void 0;
  try {
    const pattern = new RegExp(match["source"] ?? "", `${match["flags"] ?? ""}u`);
    return ({ tag }) => pattern.test(tag) !== (match["not"] === "!");
  } catch {
    return void 0;
  }
}
function parseVersionRange(text) {
  const whole = expression(text.trim());
  if (whole !== void 0) return whole;
  const alternatives = text.split("||").map((part) => part.trim().replaceAll(/(?<=[<>=^~!]) +/g, "").split(/[ ,]+/).map(comparison));
  const tests = alternatives.map((parts) => parts.filter((part) => part !== void 0));
  if (tests.some((part, index) => part.length !== alternatives[index]?.length)) return void 0;
  return (version) => version.numbers.length > 0 && tests.some((parts) => parts.every((test) => test(version)));
}

// src/config/update-rule.ts
var UpdateKind = _enum(["pin", "digest", "patch", "minor", "major", "precise", "rollback", "replacement"]);
var Name = string().min(1).max(256);
var Names = array(Name).max(50);
var Schedule = string().max(200).refine((text) => parseSchedule(text) !== void 0, "neither a cron expression of five fields whose first is `*` nor words such as `before 6am on monday`");
var Range = string().max(200).refine((text) => parseVersionRange(text) !== void 0, "neither versions such as `<17` or `1.x` nor a /regular expression/");
var ImagePattern = Name.refine((text) => imageExpression(text.replace(/^!/, "")) !== void 0, "not a regular expression");
var Duration = string().max(40).regex(/^\d{1,4} ?(?:minutes?|hours?|days?|weeks?|months?)$/, "not a span of time such as `3 days`");
var updatePolicyShape = {
  schedule: array(Schedule).min(1).max(20).describe("When new pull requests may be opened: cron expressions of five fields (`* 0-5 * * 1`) or words (`before 6am on monday`, `every weekend`, `after 10pm and before 5am every weekday`). One that fits is enough. Open ones are kept current at any time."),
  "minimum-age": Duration.describe("How old a version has to be, as in `3 days`. Its age is what the registry says, else the image's own date of creation, which its publisher writes; a version of unknown age is not held back."),
  labels: Names.describe("Labels of the pull requests."),
  reviewers: Names.describe("Who is asked for a review: logins, or `team:NAME`."),
  assignees: Names.describe("Logins of those whom the pull requests are assigned to."),
  automerge: boolean().describe("Merge the pull requests once all checks pass and their plan has no finding that forbids it."),
  "dashboard-approval": boolean().describe("Open no pull request before its box on the dashboard is ticked.")
};
var UpdateRule = strictObject({
  description: string().max(1e3).optional().describe("Why the rule is there."),
  "match-images": array(ImagePattern).max(100).optional().describe("Images by name, as written or in full: `postgres`, `ghcr.io/immich-app/*`, `/regular expression/`. `*` stays within one part, `**` does not; `!` in front excludes."),
  "match-kinds": array(UpdateKind).max(8).optional().describe("Kinds of updates."),
  "match-files": Names.optional().describe("Patterns of files in which the reference is written."),
  "match-current-version": Range.optional().describe("The version that is written now, in the form of `allowed-versions`."),
  enabled: boolean().optional().describe("Look for these updates at all."),
  "allowed-versions": Range.optional().describe("Versions that may be offered: comparisons (`<17`, `>=1.2 <2`), parts of a version (`16.x`), alternatives with `||`, or `/regular expression/` of the tag, with `!` in front for all others."),
  "ignored-versions": array(Range).max(100).optional().describe("Versions that are never offered; each in the form of `allowed-versions`."),
  group: Name.optional().describe("Put the updates that match into one pull request of this name. `none` takes them out of the group that an earlier rule or a preset made."),
  "database-majors": boolean().optional().describe("Offer major versions of databases, too."),
  replacement: string().min(1).max(300).optional().describe("The image that takes the place of the one that is matched, as `registry/name` or `registry/name:tag`."),
  schedule: updatePolicyShape.schedule.optional(),
  "minimum-age": updatePolicyShape["minimum-age"].optional(),
  labels: updatePolicyShape.labels.optional(),
  reviewers: updatePolicyShape.reviewers.optional(),
  assignees: updatePolicyShape.assignees.optional(),
  automerge: updatePolicyShape.automerge.optional(),
  "dashboard-approval": updatePolicyShape["dashboard-approval"].optional()
});

// src/config/policy-section.ts
var PolicyLevel = _enum(["off", "info", "warning", "error"]);
var Policy = strictObject({
  pinned: PolicyLevel.default("off").describe("Images without a digest, other than those that Nix or the engine makes.").register(optionFacts, trusted),
  registries: PolicyLevel.default("error").describe("Images that `allowed-registries` does not name.").register(optionFacts, trusted),
  "allowed-registries": array(ImagePattern).max(200).default([]).describe("Where images may come from: registries (`ghcr.io`), or images in the form of `match-images` (`docker.io/library/*`, `ghcr.io/immich-app/**`). An empty list allows all.").register(optionFacts, trusted),
  privileged: PolicyLevel.default("warning").describe("Containers that run with `--privileged`, or in nspawn with all capabilities.").register(optionFacts, trusted),
  "host-network": PolicyLevel.default("info").describe("Containers in the host's own network, where every port they listen on is the host's.").register(optionFacts, trusted),
  "engine-socket": PolicyLevel.default("warning").describe("Containers that reach the socket of Docker, Podman or containerd: who holds it is root on the host.").register(optionFacts, trusted),
  "published-to-all": PolicyLevel.default("info").describe("Ports that are published to every address of the host.").register(optionFacts, trusted),
  exempt: array(string().min(1).max(256)).max(200).default([]).describe("Patterns of names of containers and Compose services that the rules leave alone.").register(optionFacts, trusted)
}).prefault({});

// src/config/local-time.ts
function isTimeZone(name) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
function localTime(moment, timeZone) {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 1, date = 1] = [parts.get("year"), parts.get("month"), parts.get("day")];
  return {
    minutes: (parts.get("hour") ?? 0) * 60 + (parts.get("minute") ?? 0),
    weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay(),
    date,
    month,
    isLastOfMonth: new Date(Date.UTC(year, month - 1, date + 1)).getUTCDate() === 1
  };
}

// src/config/update-presets.ts
var UpdatePresetName = _enum([
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
  "minimum-age-14-days"
]);
var MOVED = {
  "bitwardenrs/server": "vaultwarden/server",
  "containous/whoami": "traefik/whoami",
  vault: "hashicorp/vault",
  consul: "hashicorp/consul"
};
var NON_MAJOR = ["minor", "patch", "digest", "pin"];
function automerge(kinds) {
  return [{ "match-kinds": [...kinds], automerge: true }];
}
var UPDATE_PRESETS = {
  recommended: { text: "The default.", includes: ["group-pins", "group-monorepos", "ubuntu-lts", "replacements"] },
  "group-pins": { text: "One pull request for all digests that are added.", rules: [{ "match-kinds": ["pin"], group: "pin digests" }] },
  "group-monorepos": { text: "Images of one owner that carry the same version move together (`group:monorepos`).", groupsMonorepos: true },
  "ubuntu-lts": {
    text: "From one long-term release of Ubuntu to the next, without those between.",
    rules: [{ "match-images": ["ubuntu"], "match-current-version": "/^\\d[02468]\\.04/", "allowed-versions": "/^\\d[02468]\\.04/" }]
  },
  replacements: {
    text: `Images that their publishers have moved (\`replacements:all\`): ${Object.entries(MOVED).map(([from, to]) => `${from} to ${to}`).join(", ")}.`,
    rules: Object.entries(MOVED).map(([from, to]) => ({ "match-images": [from], replacement: to }))
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
  "minimum-age-14-days": { text: "Versions are at least two weeks old.", minimumAge: "14 days" }
};

// src/config/update-pulls.ts
var updatePullShape = {
  "rebase-when": _enum(["behind-base-branch", "conflicted", "never"]).default("behind-base-branch").describe("When an open pull request is made anew: as soon as the base branch has other commits, so that its plan is of what the merge gives; only when files that it changes are others there; or never."),
  "merge-method": _enum(["auto", "merge", "squash", "rebase"]).default("auto").describe("How pull requests are merged; `auto` takes the first that the repository allows."),
  "automerge-severity": _enum(["none", "info", "warning", "error"]).default("info").describe("The worst finding that the plan of an automatically merged pull request may have; a plan in which a host could not be evaluated is never merged."),
  "automerge-without-checks": boolean().default(false).describe("Merge automatically also where no check and no status tells anything about the commit."),
  dashboard: boolean().default(true).describe("Keep an issue that lists all updates, with boxes to tick."),
  "dashboard-title": string().min(1).max(200).default("Image updates").describe("Title of that issue when it is opened.")
};

// src/config/updates-section.ts
var { schedule, labels, reviewers, assignees, automerge: automerge2 } = updatePolicyShape;
var Updates = strictObject({
  enabled: boolean().default(true).describe("Look for newer tags and digests. In the file `updates: false` is short for it.").register(optionFacts, { input: "updates" }),
  extends: array(UpdatePresetName).max(20).default(["recommended"]).describe("Presets, the later over the earlier; see below. `[]` takes none.").register(optionFacts, trusted),
  kinds: array(UpdateKind).max(8).default(["pin", "digest", "patch", "minor", "major", "rollback", "replacement"]).describe("Kinds of updates that are offered; `precise` (`16` to `16.4`) has to be asked for.").register(optionFacts, trusted),
  rules: array(UpdateRule).max(200).default([]).describe("What holds for some images or kinds only; see below.").register(optionFacts, trusted),
  "ignore-images": array(ImagePattern).max(200).default([]).describe("Images that are left alone, in the form of a rule's `match-images`.").register(optionFacts, trusted),
  "ignore-paths": array(string().min(1).max(512)).max(200).default([]).describe("Patterns of files whose references are left alone."),
  "database-majors": boolean().default(false).describe("Offer major versions of databases, whose data directories the new version usually cannot read.").register(optionFacts, trusted),
  "beside-renovate": _enum(["leave", "take"]).default("leave").describe("Where Renovate or Dependabot updates Compose files or Dockerfiles of the repository already: leave those to it, or take them as well."),
  suggest: boolean().default(true).describe("On a pull request: suggest newer tags and missing digests on the lines that it changes.").register(optionFacts, trusted),
  aliases: record(string().min(1).max(300), string().min(1).max(300)).default({}).describe("Names that stand for others when newer versions are looked for, as `harbour.example.org/hub: docker.io`: the registry asked is the second, what is written keeps the first.").register(optionFacts, trusted),
  schedule: schedule.default(["at any time"]),
  timezone: string().max(64).refine(isTimeZone, "not a time zone such as `Europe/Berlin`").default("UTC").describe("The schedules' time zone, as in `Europe/Berlin`."),
  "minimum-age": updatePolicyShape["minimum-age"].default("0 days"),
  "pr-concurrent-limit": int().min(0).max(1e3).default(10).describe("Pull requests for updates that may be open at the same time; 0 sets no limit."),
  "pr-hourly-limit": int().min(0).max(1e3).default(2).describe("Pull requests for updates that may be opened within an hour; 0 sets no limit."),
  "branch-prefix": string().max(60).regex(/^[\w./-]*$/, "only letters, digits, `.`, `_`, `/` and `-` can stand here").default("stowplan/").describe("What the names of the branches begin with."),
  labels: labels.default([]),
  reviewers: reviewers.default([]),
  assignees: assignees.default([]),
  automerge: automerge2.default(false).register(optionFacts, trusted),
  "dashboard-approval": updatePolicyShape["dashboard-approval"].default(false),
  ...updatePullShape
}).prefault({});

// src/config/schema.ts
var Pattern = string().min(1).max(512);
var ProjectConfig = strictObject({
  inputs: array(string().min(1)).min(1).describe("Compose files of the project, in the order they are merged."),
  output: string().optional().describe("The generated module. Default: a `.nix` file with a generator's header beside the first input."),
  project: string().optional().describe("The project's name. Default: `name:` of the file, else the folder's name."),
  runtime: _enum(["docker", "podman"]).optional().describe("Container engine. Default: what the generated module says, else `podman`."),
  env_files: array(string()).default([]).describe("Files with variables for interpolation."),
  root_path: string().optional().describe("Absolute path of the project's folder on the host; relative bind mounts start there."),
  environment: record(string(), string()).default({}).describe("Variables for interpolation, as a shell would set them; they win over `env_files`."),
  profiles: array(string()).default([]).describe("Compose profiles that are on; `*` means all. Default: `COMPOSE_PROFILES` of the environment files."),
  profiles_as_options: boolean().default(false).describe("Convert the services of every profile; each profile gets an option `PREFIX.PROJECT.profiles.NAME.enable`, which is on by default for those of `profiles`."),
  dependency_timeout: string().optional().describe("How long a container waits for `service_healthy` and `service_completed_successfully`, as in `5m`. Default: 10 minutes, or longer where the health check's own settings say so."),
  ignore_missing_env_files: boolean().default(false).describe("Do not complain where a file of `env_files` is not there."),
  include_env_files: boolean().default(false).describe("Pass `env_files` and each service's `env_file` to the containers as files, too."),
  env_files_only: boolean().default(false).describe("Pass variables to the containers only as files, never in the module. Implies `include_env_files`."),
  service_include: string().optional().describe("Regular expression; only services whose name it matches are converted."),
  auto_start: boolean().default(true).describe("Start the containers at boot, unless a label says otherwise."),
  use_compose_log_driver: boolean().default(false).describe("Use the log driver of the Compose file even where it is Docker's own, `json-file`."),
  generate_unused_resources: boolean().default(false).describe("Create networks and volumes that no service uses."),
  check_systemd_mounts: boolean().default(false).describe("Let a container wait for the mount units of the paths that it binds."),
  check_bind_mounts: boolean().default(false).describe("Refuse to convert where a path that a container binds does not exist on this machine. Only the command line can look."),
  auto_format: boolean().default(false).describe("Format modules with the `nixfmt` that is installed."),
  use_upheld_by: boolean().default(false).describe("Start containers again when a network, volume or build they need comes up (needs systemd 249)."),
  remove_volumes: boolean().default(false).describe("Remove named volumes when their unit stops. Their data are lost then."),
  create_root_target: boolean().default(true).describe("Create a target that starts and stops the whole project."),
  default_stop_timeout: string().optional().describe("How long systemd waits for a container to stop, as in `90s`. Default: NixOS's own."),
  build: boolean().default(false).describe("Build images by units that start on their own; otherwise the units exist but are started by hand."),
  write_nix_setup: boolean().default(true).describe("Enable the container engine in the module."),
  option_prefix: string().optional().describe("Path before the project's name in the option that turns the module on."),
  enable_option: boolean().default(false).describe("Give the module an option `PREFIX.PROJECT.enable` that turns it on."),
  warnings_as_errors: boolean().default(false).describe("Report the project's warnings as errors."),
  sops_file: string().optional().describe("File of sops-nix secrets that services name by the label `compose2nix.settings.sops.secrets`.")
});
var Convert = strictObject({
  converter: _enum(["stowplan", "compose2nix"]).default("stowplan").describe("Who makes the modules that committed ones are compared with: stowplan, or the `compose2nix` that is installed. The latter never runs for forks, nor by the bot.").register(optionFacts, trusted),
  write: _enum(["off", "suggest", "commit"]).default("off").describe("What to do about a module that was not regenerated: nothing, suggest its lines where the pull request changes them, or commit it to the pull request's branch (never a fork's; needs `contents: write`).").register(optionFacts, { trusted: true, input: "convert-write" }),
  "overwrite-edits": boolean().default(false).describe("Let `write` replace modules that were edited by hand, too. The edits are lost then.").register(optionFacts, trusted)
}).prefault({});
var Hosts = strictObject({
  include: array(Pattern).default(["*"]).describe("Patterns of host names to plan.").register(optionFacts, { input: "hosts" }),
  exclude: array(Pattern).default([]).describe("Patterns of host names to leave out.")
}).prefault({});
var Evaluation = strictObject({
  "max-jobs": int().min(1).max(64).default(2).describe("Hosts evaluated at the same time; fewer where the machine has not `max-memory` free for each.").register(optionFacts, { trusted: true, input: "max-jobs" }),
  "max-memory": int().min(256).default(4096).describe("MiB of memory for each evaluation; one that needs more is stopped.").register(optionFacts, { trusted: true, input: "max-memory" }),
  timeout: int().min(1).max(86400).default(600).describe("Seconds for the evaluation of one host at one revision.").register(optionFacts, { trusted: true, input: "timeout" }),
  "leave-out": _enum(["unread", "never"]).default("unread").describe("Which hosts are not evaluated: those that read nothing of what changed, as far as the flake's text tells beyond doubt; or none, so that every change evaluates every host.").register(optionFacts, trusted),
  "allow-import-from-derivation": boolean().default(false).describe("Let the flake build derivations while it is evaluated. This runs the pull request's code.").register(optionFacts, trusted)
}).prefault({});
var Registries = strictObject({
  mirrors: record(string(), url({ protocol: /^https?$/ })).default({}).describe("Where a registry is really asked: registry name to URL; a path in the URL goes before the repository's.").register(optionFacts, trusted),
  "allow-private": array(string()).default([]).describe("Registries (`host` or `host:port`) that may have a private, loopback or link-local address, or speak plain HTTP.").register(optionFacts, trusted),
  timeout: int().min(1).max(600).default(30).describe("Seconds for one request to a registry.").register(optionFacts, trusted)
}).prefault({});
var Backup = strictObject({
  command: string().min(1).max(1e3).regex(/^[^`\r\n]*$/, "it has to be one line without backticks").optional().describe("Command that saves one volume, told where a database or a volume is at stake: `{path}`, `{volume}`, `{container}` and `{host}` are filled in.").register(optionFacts, trusted)
}).prefault({});
var Comment = strictObject({
  "when-unchanged": _enum(["update", "always", "never"]).default("update").describe("What to say when nothing changes: only where a comment exists already, always, or never (an old comment is removed).")
}).prefault({});
var Check = strictObject({
  enabled: boolean().default(true).describe("Write a check run with annotations, where the token has `checks: write`. A plan of a fork that another job made gets no better conclusion than neutral.").register(optionFacts, { trusted: true, input: "check" })
}).prefault({});
var Config = strictObject({
  key: string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, "small letters, digits, `.`, `_` and `-` can stand here, at most 63").default("default").describe("Names this configuration's comment, so that several can stand on one pull request.").register(optionFacts, { input: "key" }),
  flake: string().default(".").describe("Folder of the flake.nix, relative to the repository's root.").register(optionFacts, { input: "flake" }),
  submodules: _enum(["auto", "on", "off"]).default("auto").describe("Whether the flake sees the files of git submodules: where flake.nix says `inputs.self.submodules = true`, always, or never. They are read from the checkout."),
  "hosts-attribute": string().max(256).regex(/^[A-Za-z_][\w'-]*(?:\.(?:\*|[A-Za-z_][\w'-]*))*$/, "not a path of attributes such as `colmenaHive.nodes`").default("nixosConfigurations").describe("Where the flake's outputs keep the hosts, for example `colmenaHive.nodes` or `packages.x86_64-linux.nixosConfigurations`; the step `*` stands for every attribute, as in `packages.*.nixosConfigurations`, where a host that two systems have is called `x86_64-linux/falcon`."),
  hosts: Hosts,
  compose: array(Pattern).default(["**/compose*.yml", "**/compose*.yaml", "**/docker-compose*.yml", "**/docker-compose*.yaml", "**/podman-compose*.yml", "**/podman-compose*.yaml"]).describe("Patterns of Compose files. A changed file that matches is planned even without a `projects` entry."),
  projects: array(ProjectConfig).default([]).describe("Compose projects that need options of their own."),
  convert: Convert,
  evaluation: Evaluation,
  registries: Registries,
  images: Images,
  updates: Updates,
  backup: Backup,
  comment: Comment,
  policy: Policy,
  check: Check,
  labels: Labels,
  "fail-on": array(FailureRule).max(100).default(["error"]).describe("What fails the run and the check: `none`, `error`, `warning`, actions such as `left-stopped`, codes of findings; see below. A single word needs no list.").register(optionFacts, { trusted: true, input: "fail-on" })
});

// src/config/read-config.ts
import { isDeepStrictEqual } from "node:util";

// src/config/options.ts
function sectionOf(schema) {
  const inner = schema instanceof ZodPrefault ? schema.unwrap() : schema;
  return inner instanceof ZodObject ? inner : void 0;
}
function descriptionOf(schema) {
  if (!(schema instanceof ZodType)) return "";
  const inner = schema instanceof ZodDefault || schema instanceof ZodOptional ? schema.unwrap() : void 0;
  return schema.description ?? descriptionOf(inner);
}
function optionsIn(section, prefix) {
  return Object.entries(section.shape).flatMap(([name, schema]) => {
    const path = prefix.length > 0 ? [prefix[0] ?? name, ...prefix.slice(1), name] : [name];
    const inner = sectionOf(schema);
    if (inner !== void 0) return optionsIn(inner, path);
    if (!(schema instanceof ZodType)) return [];
    const facts = optionFacts.get(schema) ?? {};
    return [
      {
        path,
        schema,
        description: descriptionOf(schema),
        isTrusted: facts.trusted ?? false,
        ...facts.input === void 0 ? {} : { input: facts.input }
      }
    ];
  });
}
function listOptions() {
  return optionsIn(Config, []);
}

// src/config/raw-config.ts
function isTree(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function treeOf(path, value) {
  const [key, ...rest] = path;
  return key === void 0 ? {} : { [key]: rest.length === 0 ? value : treeOf(rest, value) };
}
function valueAt(raw, path) {
  let value = raw;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : void 0;
  }
  return value;
}
function mergeRaw(under, over) {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    merged.set(key, isTree(before) && isTree(value) ? mergeRaw(before, value) : value);
  }
  return Object.fromEntries(merged);
}

// src/config/closing-rule.ts
var RESTRICTING = /* @__PURE__ */ new Set(["enabled", "extends", "kinds", "rules", "ignore-images", "ignore-paths", "minimum-age", "suggest"]);
var CLOSED = { description: "The configuration has a mistake.", enabled: false };
function conditionsOf(rule) {
  const written = Object.entries(isTree(rule) ? rule : {}).filter(([key]) => key.startsWith("match-"));
  return written.reduce((conditions, [key, value]) => ({ ...conditions, ...UpdateRule.safeParse({ [key]: value }).data }), {});
}
function closingRule(raw, path) {
  const [section, option, index] = path;
  if (section !== "updates") return void 0;
  if (option === "rules" && index !== void 0) return { ...conditionsOf(valueAt(raw, path.slice(0, 3))), ...CLOSED };
  const isKnown = listOptions().some((known) => known.path[0] === section && known.path[1] === option);
  return isKnown && option !== void 0 && !RESTRICTING.has(option) ? void 0 : CLOSED;
}

// src/config/read-file.ts
var import_yaml = __toESM(require_dist(), 1);

// src/closest-name.ts
function distance(left, right) {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 0; row < left.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < right.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (left[row] === right[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
function closestName(name, known) {
  if (name.length > 64) return void 0;
  let best;
  for (const candidate of known) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found <= Math.max(1, Math.floor(candidate.length / 3)) && (best === void 0 || found < best.distance)) {
      best = { name: candidate, distance: found };
    }
  }
  return best?.name;
}

// src/config/tell-issue.ts
var TYPES = {
  array: "a list",
  boolean: "`true` or `false`",
  int: "a whole number",
  number: "a number",
  object: "a mapping of keys to values",
  record: "a mapping of keys to values",
  string: "a text"
};
var MOST_WORDS = 10;
var UNITS = { array: " entries", string: " characters" };
function kindOf(value) {
  if (Array.isArray(value)) return "a list";
  return TYPES[typeof value] ?? "something else";
}
function tellType(expected, input) {
  const wanted = TYPES[expected] ?? expected;
  if (input === void 0) return `${wanted} is missing`;
  return input === null ? `it is empty, but has to be ${wanted}` : `it is ${typeof input === "boolean" ? `\`${String(input)}\`` : kindOf(input)}, but has to be ${wanted}`;
}
function tellWords(words, input) {
  const near = closestName(String(input), words);
  const known = words.length > MOST_WORDS ? "not a word that is known here" : `none of ${words.map((word) => `\`${word}\``).join(", ")}`;
  return `it is ${known}${near === void 0 ? "" : `; did you mean \`${near}\`?`}`;
}
function tellIssue(issue) {
  if (issue.code === "invalid_type") return tellType(issue.expected, issue.input);
  if (issue.code === "invalid_value") return tellWords(issue.values.map(String), issue.input);
  if (issue.code === "too_big") return `${issue.maximum}${UNITS[issue.origin] ?? ""} is the most that can stand here`;
  if (issue.code === "too_small") return issue.origin in UNITS ? "it is empty" : `${issue.minimum} is the least that can stand here`;
  return void 0;
}

// src/config/read-file.ts
function placeOfOption(parsed, path) {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? parsed.document.contents : parsed.document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = (0, import_yaml.isMap)(parent) ? parent.items.find((item) => (0, import_yaml.isScalar)(item.key) && item.key.value === key) : void 0;
    const node = (0, import_yaml.isScalar)(pair?.key) ? pair.key : parsed.document.getIn(path.slice(0, length), true);
    const offset = (0, import_yaml.isScalar)(node) || (0, import_yaml.isMap)(node) ? node.range?.[0] : void 0;
    if (offset === void 0) continue;
    const { line, col } = parsed.lines.linePos(offset);
    return { file: parsed.file, line, column: col };
  }
  return { file: parsed.file };
}
function invalid({ isClosing, ...what }) {
  const until = isClosing ? "no newer versions are offered where it could forbid them" : "its default is used";
  return { code: "config-invalid", severity: "error", hint: `${DOCUMENTS}/configuration.md has every option; until this one is corrected ${until}.`, ...what };
}
function unreadable(place, message) {
  return { raw: {}, findings: [invalid({ subject: place.file, message, place, isClosing: true })], closing: [CLOSED] };
}
function remove(data, path) {
  const parent = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  if (key === void 0) return;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isTree(parent)) Reflect.deleteProperty(parent, key);
}
function pathsOf(issue) {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}
function siblingsOf(path) {
  if (path[0] === "projects") return Object.keys(ProjectConfig.shape);
  if (path[1] === "rules" && path.length > 2) return Object.keys(UpdateRule.shape);
  const depth = path.length - 1;
  const options = listOptions().filter((option) => path.slice(0, depth).every((key, index) => option.path[index] === key));
  return options.flatMap((option) => option.path[depth] ?? []);
}
function messageOf(issue, path) {
  if (issue.code !== "unrecognized_keys") return `has a wrong value: ${issue.message}`;
  const near = closestName(String(path.at(-1)), siblingsOf(path));
  return `is not an option${near === void 0 ? "" : `; did you mean \`${near}\`?`}`;
}
function heldPath(data, path) {
  const depth = path.findIndex((_, index) => valueAt(data, path.slice(0, index + 1)) === void 0);
  return depth === -1 ? path : path.slice(0, depth);
}
function wholeRule(path) {
  const [section, list, index] = path;
  return section === "updates" && list === "rules" && typeof index === "number" ? path.slice(0, 3) : path;
}
function withoutShortForms(data) {
  const { updates, "fail-on": failOn } = data;
  return {
    ...data,
    ...typeof updates === "boolean" ? { updates: { enabled: updates } } : {},
    ...typeof failOn === "string" ? { "fail-on": [failOn] } : {}
  };
}
function keepValid(parsed, raw) {
  const findings = [];
  const closing = [];
  for (; ; ) {
    const result = Config.safeParse(raw, { error: tellIssue });
    if (result.success) return { raw, findings, closing };
    const mistakes = result.error.issues.flatMap((issue) => pathsOf(issue).map((path) => ({ issue, path })));
    for (const { issue, path } of mistakes) {
      const subject = `option ${path.join(".")}`;
      const rule = closingRule(raw, path);
      if (rule !== void 0) closing.push(rule);
      findings.push(invalid({ subject, message: messageOf(issue, path), place: placeOfOption(parsed, path), isClosing: rule !== void 0 }));
    }
    const held = new Map(mistakes.map(({ path }) => wholeRule(heldPath(raw, path))).map((path) => [JSON.stringify(path), path]));
    for (const path of [...held.values()].toReversed()) remove(raw, path);
  }
}
function plainData(document) {
  try {
    const data = document.toJS({ maxAliasCount: 100 });
    return data ?? null;
  } catch {
    return void 0;
  }
}
function firstLine(message) {
  return message.split("\n")[0]?.replace(/ at line \d+, column \d+:$/, "") ?? "";
}
function readConfigFile(file, text) {
  const lines = new import_yaml.LineCounter();
  const document = (0, import_yaml.parseDocument)(text, { lineCounter: lines });
  const parsed = { file, document, lines };
  const [error] = document.errors;
  if (error !== void 0) {
    const { line, col } = lines.linePos(error.pos[0]);
    return unreadable({ file, line, column: col }, `is not valid YAML, so every option has its default: ${firstLine(error.message)}`);
  }
  const data = plainData(document);
  if (data === null) return { raw: {}, findings: [], closing: [] };
  if (!isTree(data)) return unreadable({ file, line: 1 }, "is no mapping of options");
  return keepValid(parsed, withoutShortForms(data));
}

// src/config/read-inputs.ts
function bare(schema) {
  const inner = schema instanceof ZodDefault ? schema.unwrap() : schema;
  return inner instanceof ZodType ? inner : schema;
}
function valueOf(option, text) {
  const schema = bare(option.schema);
  if (schema instanceof ZodArray) {
    return text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== "");
  }
  if (schema instanceof ZodBoolean && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (schema instanceof ZodNumber && /^-?\d+$/.test(text)) return Number(text);
  return text;
}
function readInputs(inputs) {
  const findings = [];
  const closing = [];
  let raw = {};
  for (const option of listOptions()) {
    const text = option.input === void 0 ? "" : (inputs[option.input] ?? "").trim();
    if (text === "") continue;
    const value = valueOf(option, text);
    const result = option.schema.safeParse(value, { error: tellIssue });
    if (result.success) {
      raw = mergeRaw(raw, treeOf(option.path, value));
      continue;
    }
    findings.push(wrongInput(option, result.error));
    const rule = closingRule({}, option.path);
    if (rule !== void 0) closing.push(rule);
  }
  return { raw, findings, closing };
}
function wrongInput(option, error) {
  return {
    code: "config-invalid",
    severity: "error",
    subject: `input ${option.input ?? option.path.join(".")}`,
    message: `has a wrong value: ${error?.issues[0]?.message ?? "not understood"}`,
    hint: `It sets ${option.path.join(".")}: ${option.description}`
  };
}

// src/config/read-config.ts
var CONFIG_FILES = [".github/stowplan.yml", ".github/stowplan.yaml"];
function behindLink(file) {
  const finding = {
    code: "config-invalid",
    severity: "error",
    subject: file,
    message: "It is a symbolic link, which is not followed, so every option has its default.",
    hint: "Put the file itself there.",
    place: { file }
  };
  return { file, raw: {}, findings: [finding], closing: [CLOSED] };
}
async function readSide(tree) {
  for (const file of CONFIG_FILES) {
    if (tree.entries.get(file)?.kind === "link") return behindLink(file);
    const text = await tree.read(file);
    if (text !== void 0) return { file, ...readConfigFile(file, text) };
  }
  return { file: CONFIG_FILES[0], raw: {}, findings: [], closing: [] };
}
function untrusted(file, option) {
  return {
    code: "config-untrusted",
    severity: "warning",
    subject: `option ${option}`,
    message: "differs from the base branch; the base branch's value was used for this plan",
    hint: "It takes effect once it is merged. To try it now, set it as an input of the workflow.",
    place: { file }
  };
}
function closedByBase(base, head) {
  if (base.closing.length === 0 || head.closing.length > 0) return [];
  const message = "has mistakes on the base branch, so no newer versions are offered where it could forbid them";
  return [{ code: "config-untrusted", severity: "warning", subject: "option updates", message, hint: "They are offered once the correction is merged.", place: { file: head.file } }];
}
function trustworthy(base, head) {
  const findings = [];
  let raw = {};
  for (const { path, isTrusted } of listOptions()) {
    const [old, now] = [valueAt(base, path), valueAt(head.raw, path)];
    const value = isTrusted ? old : now;
    if (value !== void 0) raw = mergeRaw(raw, treeOf(path, value));
    if (isTrusted && !isDeepStrictEqual(old, now)) findings.push(untrusted(head.file, path.join(".")));
  }
  return { raw, findings };
}
async function readConfig({ base, head, inputs }) {
  const [baseFile, headFile] = await Promise.all([readSide(base), readSide(head)]);
  const fromFile = trustworthy(baseFile.raw, headFile);
  const fromInputs = readInputs(inputs);
  const config = Config.parse(mergeRaw(fromFile.raw, fromInputs.raw));
  const rules = [...config.updates.rules, ...baseFile.closing, ...headFile.closing, ...fromInputs.closing];
  return {
    value: { ...config, updates: { ...config.updates, rules } },
    findings: [...headFile.findings, ...fromFile.findings, ...closedByBase(baseFile, headFile), ...fromInputs.findings]
  };
}

// src/config/registry-options.ts
function registryOptions({ registries }) {
  return { mirrors: registries.mirrors, allowPrivate: registries["allow-private"], timeout: registries.timeout };
}

// src/nix/mask-commas.ts
var BLANK = /\s/;
function endOfComment(source, start) {
  const isLine = source[start] === "#";
  const end = isLine ? source.indexOf("\n", start) : source.indexOf("*/", start + 2);
  return end < 0 ? source.length : end + (isLine ? 1 : 2);
}
function isComment(source, index) {
  return source[index] === "#" || source.startsWith("/*", index);
}
function skipBlanks(source, start) {
  let index = start;
  while (index < source.length) {
    if (isComment(source, index)) index = endOfComment(source, index);
    else if (BLANK.test(source[index] ?? "")) index += 1;
    else return index;
  }
  return index;
}
function maskTrailingCommas(source) {
  const pieces = [];
  let copied = 0;
  let index = 0;
  while (index < source.length) {
    if (isComment(source, index)) {
      index = endOfComment(source, index);
      continue;
    }
    if (source[index] !== ",") {
      index += 1;
      continue;
    }
    const brace = skipBlanks(source, index + 1);
    const after = source[brace] === "}" ? skipBlanks(source, brace + 1) : source.length;
    if (source[after] === ":" || source[after] === "@") {
      pieces.push(source.slice(copied, index), " ");
      copied = index + 1;
    }
    index = Math.max(index + 1, Math.min(brace, source.length));
  }
  return pieces.join("") + source.slice(copied);
}

// src/nix/parse.ts
var MAXIMUM_SOURCE = 1024 * 1024;
var MAXIMUM_TIME = 5e3;
var parser;
async function loadParser() {
  const [treeSitter, runtime, grammar] = await Promise.all([
    import("./web-tree-sitter-GETX5AJT.js"),
    import("./web-tree-sitter-MCHKYY2N.js"),
    import("./tree-sitter-nix-2KDYJXLD.js")
  ]);
  await treeSitter.Parser.init({ wasmBinary: runtime.default });
  const language = await treeSitter.Language.load(grammar.default);
  return new treeSitter.Parser().setLanguage(language);
}
function draftOf(node, field) {
  return { kind: node.type, ...field === null ? {} : { field }, start: node.startIndex, end: node.endIndex, children: [] };
}
function copyTree(cursor) {
  const root = draftOf(cursor.currentNode, null);
  const path = [root];
  let hasNext = cursor.gotoFirstChild();
  for (let parent = path.at(-1); parent !== void 0; parent = path.at(-1)) {
    if (hasNext) {
      const node = cursor.currentNode;
      const draft = draftOf(node, cursor.currentFieldName);
      if (node.isNamed) parent.children.push(draft);
      path.push(draft);
      hasNext = cursor.gotoFirstChild();
    } else {
      path.pop();
      hasNext = path.length > 0 && cursor.gotoNextSibling();
      if (path.length > 0 && !hasNext) cursor.gotoParent();
    }
  }
  return root;
}
function parseInTime(ready, source) {
  const end = performance.now() + MAXIMUM_TIME;
  const tree = ready.parse(source, null, { progressCallback: () => performance.now() > end });
  if (tree === null) ready.reset();
  return tree;
}
async function parseNix(source) {
  if (source.length > MAXIMUM_SOURCE) return void 0;
  parser ??= loadParser();
  const tree = parseInTime(await parser, maskTrailingCommas(source));
  if (tree === null) return void 0;
  const cursor = tree.walk();
  try {
    return { root: copyTree(cursor), hasError: tree.rootNode.hasError };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

// src/nix/print.ts
var IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_'-]*$/;
var RESERVED = /* @__PURE__ */ new Set(["assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with"]);
var STEP = "  ";
var SHORT_LIST = 60;
function printNix(value) {
  return print(value, "");
}
function isNixText(text) {
  return !text.includes("\0") && text.isWellFormed();
}
function printNixString(text) {
  if (!isNixText(text)) throw notPrintable("a text with a NUL character or half of a surrogate pair");
  const escaped2 = text.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll("${", "\\${").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("	", "\\t");
  return `"${escaped2}"`;
}
function notPrintable(what) {
  return new StowplanError({ code: "internal", subject: "Nix printer", message: `Nix cannot hold ${what}.`, hint: "Please report this as a bug of stowplan." });
}
function print(value, indent) {
  switch (value.kind) {
    case "string":
      return printNixString(value.value);
    case "lines":
      return printLines(value.value, indent);
    case "integer":
      if (!Number.isSafeInteger(value.value)) throw notPrintable(`the number ${value.value}`);
      return value.value < 0 ? `(${value.value})` : String(value.value);
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return printList(value, indent);
    case "attributes":
      return printAttributes(value.bindings, indent);
    case "reference":
      return value.names.map((name, index) => index === 0 ? printVariable(name) : printName(name, indent)).join(".");
    case "apply":
      return [value.callee, ...value.operands].map((part) => printOperand(part, indent)).join(" ");
    case "if":
      return `if ${print(value.condition, indent)} then ${print(value.then, indent)} else ${print(value.else, indent)}`;
    case "function":
      return `{ ${[...value.parameters.map(printVariable), "..."].join(", ")} }:

${indent}${print(value.body, indent)}`;
  }
}
function printOperand(value, indent) {
  const isCompound = value.kind === "apply" || value.kind === "if" || value.kind === "function";
  return isCompound ? `(${print(value, indent)})` : print(value, indent);
}
function printVariable(name) {
  if (!IDENTIFIER.test(name) || RESERVED.has(name)) throw notPrintable(`the variable name ${JSON.stringify(name)}`);
  return name;
}
function printName(name, indent) {
  if (typeof name !== "string") return name.kind === "string" ? printNixString(name.value) : `\${${print(name, indent)}}`;
  return IDENTIFIER.test(name) && !RESERVED.has(name) ? name : printNixString(name);
}
function printList({ items, layout }, indent) {
  if (items.length === 0) return "[ ]";
  const inner = indent + STEP;
  const printed = items.map((item) => printOperand(item, inner));
  const line = `[ ${printed.join(" ")} ]`;
  const isShort = printed.length === 1 && line.length <= SHORT_LIST;
  const isLine = layout === void 0 ? isShort : layout === "line";
  return isLine && !line.includes("\n") ? line : `[
${printed.map((item) => `${inner}${item}
`).join("")}${indent}]`;
}
function printAttributes(bindings, indent) {
  if (bindings.length === 0) return "{ }";
  const inner = indent + STEP;
  return `{
${bindings.map((binding, index) => printBinding(binding, { indent: inner, isFirst: index === 0 })).join("")}${indent}}`;
}
function printBinding({ path, value, comment }, { indent, isFirst }) {
  const above = comment === void 0 ? "" : `${isFirst ? "" : "\n"}${printComment(comment, indent)}`;
  return `${above}${indent}${path.map((name) => printName(name, indent)).join(".")} = ${print(value, indent)};
`;
}
function printComment(comment, indent) {
  return comment.split(/[\n\r]+/).map((line) => `${indent}# ${line}
`).join("");
}
function printLines(text, indent) {
  const lines = text.split("\n");
  const hasFinalBreak = lines.pop() === "";
  const isPlain = hasFinalBreak && lines.length > 0 && lines.every((line) => /^\S/.test(line)) && !/''|'\$|[\r\t]/.test(text) && isNixText(text);
  if (!isPlain) return printNixString(text);
  const inner = indent + STEP;
  const body = lines.map((line) => `${inner}${line.replaceAll("${", "''${")}
`);
  return `''
${body.join("")}${indent}''`;
}

// src/nix/value.ts
function nixString(value) {
  return { kind: "string", value };
}
function nixInteger(value) {
  return { kind: "integer", value };
}
function nixBoolean(value) {
  return { kind: "boolean", value };
}
function nixList(items, layout) {
  return { kind: "list", items: items.map((item) => typeof item === "string" ? nixString(item) : item), ...layout === void 0 ? {} : { layout } };
}
function nixAttributes(values) {
  return { kind: "attributes", bindings: Object.entries(values).flatMap(([name, value]) => value === void 0 ? [] : [nixBinding([name], value)]) };
}
function nixBinding(path, value) {
  return { path, value };
}
function nixReference(...names) {
  return { kind: "reference", names };
}
function nixApply(callee, ...operands) {
  return { kind: "apply", callee, operands };
}

// src/nix/shell-quote.ts
var PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=#:,./-]*$/;
function quoteShellWord(word) {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
function quoteShellWords(words) {
  return words.map(quoteShellWord).join(" ");
}
function quoteSystemdWord(word) {
  const expanded = word.replaceAll("%", "%%").replaceAll("$", "$$$$");
  if (/^[A-Za-z0-9_@%+=:,./$-]+$/.test(expanded)) return expanded;
  const escaped2 = expanded.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll("\n", "\\n").replaceAll("	", "\\t");
  return `"${escaped2}"`;
}
function escapeSystemdPath(path) {
  return path.replaceAll("%", "%%").replace(/[\\ "']/g, (character) => `\\${character}`).replaceAll("	", "\\\\t").replaceAll("\n", "\\\\n");
}

export {
  FailureRule,
  LabelName,
  imageTest,
  parseSchedule,
  parseVersionRange,
  UpdateKind,
  localTime,
  UPDATE_PRESETS,
  ProjectConfig,
  Config,
  listOptions,
  closestName,
  tellIssue,
  CONFIG_FILES,
  readConfig,
  registryOptions,
  parseNix,
  printNix,
  isNixText,
  printNixString,
  quoteShellWord,
  quoteShellWords,
  quoteSystemdWord,
  escapeSystemdPath,
  nixString,
  nixInteger,
  nixBoolean,
  nixList,
  nixAttributes,
  nixBinding,
  nixReference,
  nixApply
};
