import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  ProjectPlan,
  canEdit,
  choosePlatform,
  editPin,
  parsePlatform,
  readImage
} from "./chunk-UM3BDG6T.js";
import {
  StandingWish,
  isNamed
} from "./chunk-MIFCU56B.js";
import {
  HostPlan,
  compareReleases,
  databaseOf,
  isStampOnly
} from "./chunk-WEOEUXMA.js";
import {
  InputChange,
  compileGlob,
  isDirect
} from "./chunk-EO4MNJJ5.js";
import {
  FailureRule,
  LabelName,
  UPDATE_PRESETS,
  UpdateKind,
  imageTest,
  localTime,
  parseSchedule,
  parseVersionRange
} from "./chunk-ZWLGDFVE.js";
import {
  iso_exports
} from "./chunk-URX3O25D.js";
import {
  require_dist
} from "./chunk-CGQZGR63.js";
import {
  ImageChange,
  tellPackage
} from "./chunk-GMS5QSX3.js";
import {
  HIDDEN,
  hideNamedSecrets,
  hideSecrets
} from "./chunk-BZKXFKES.js";
import {
  formatFamiliarName,
  formatImageReference,
  parseImageReference
} from "./chunk-MOTAEG37.js";
import {
  Finding,
  Place,
  StowplanError
} from "./chunk-WQC5UWUZ.js";
import {
  _enum,
  array,
  boolean,
  discriminatedUnion,
  int,
  literal,
  looseObject,
  object,
  strictObject,
  string
} from "./chunk-6FVXE4FK.js";
import {
  __toESM
} from "./chunk-Q3OPO74A.js";

// src/report/blocks.ts
function code(text) {
  return { kind: "code", text };
}
function link(text, url) {
  return { kind: "link", text, url };
}
function safeUrl(url) {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "https:" || parsed.username !== "" || parsed.password !== "" || url.length > 4096) return void 0;
  return parsed.href.replace(/[^\w\-./:?#%@!,;=+&~]/g, (mark2) => encodeURIComponent(mark2).replace(/[()'*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`));
}
function mark(tone, text) {
  return { kind: "mark", tone, text };
}
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
function shorten(text, limit) {
  if (text.length <= limit) return text;
  const points = Array.from(text);
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join("")}…`;
}
function shortDigests(text) {
  return text.replace(/\b(sha256|sha512):([0-9a-f]{12})[0-9a-f]{52,}/g, "$1:$2");
}

// src/report/action-tally.ts
var DANGER = ["left-stopped", "stop", "restart", "start", "reload", "skip"];
var TOLD = ["restart", "start", "stop", "reload", "skip", "left-stopped"];
var VERBS = {
  "left-stopped": ["stays stopped", "stay stopped"],
  stop: ["stops", "stop"],
  restart: ["restarts", "restart"],
  start: ["starts", "start"],
  reload: ["reloads", "reload"],
  skip: ["keeps running as it was", "keep running as they were"]
};
function verbOf(action, number = 1) {
  return VERBS[action][number === 1 ? 0 : 1];
}
function tallyActions(units) {
  const tally = { "left-stopped": 0, stop: 0, restart: 0, start: 0, reload: 0, skip: 0 };
  for (const unit of units) tally[unit.action] += 1;
  return tally;
}
function actionsOf(host) {
  return host.switch?.units ?? [];
}
function newsOf(host) {
  return actionsOf(host).filter((action) => !isStampOnly(action));
}
function tellTally(tally) {
  const told = TOLD.filter((action) => tally[action] > 0);
  return told.flatMap((action, index) => {
    const number = tally[action];
    const text = `${index === 0 ? count(number, "unit") : number} ${verbOf(action, number)}`;
    const piece = action === "left-stopped" ? mark("danger", text) : text;
    return index === 0 ? [piece] : [", ", piece];
  });
}

// src/report/reached-rules.ts
var UNPINNED = /* @__PURE__ */ new Set(["policy-unpinned", "image-unpinned"]);
function isPolicyBreach({ code: code2 }) {
  return code2.startsWith("policy-") && code2 !== "policy-before";
}
function isPolicy({ code: code2 }) {
  return code2.startsWith("policy-");
}
function acts(plan, kind) {
  return plan.hosts.some((host) => newsOf(host).some(({ action }) => action === kind));
}
function some(isMeant) {
  return ({ findings }) => findings.some(isMeant);
}
var WORDS = {
  "none": () => false,
  "error": some(({ severity }) => severity === "error"),
  "warning": some(({ severity }) => severity !== "info"),
  "stop": (plan) => acts(plan, "stop"),
  "left-stopped": (plan) => acts(plan, "left-stopped") || plan.findings.some(({ code: code2 }) => code2 === "unit-left-stopped"),
  "restart": (plan) => acts(plan, "restart"),
  "major-database": some(({ code: code2 }) => code2 === "database-major"),
  "unpinned": some(({ code: code2 }) => UNPINNED.has(code2)),
  "policy": some(isPolicyBreach)
};
function isWord(rule) {
  return Object.hasOwn(WORDS, rule);
}
function isReached(rule, plan) {
  return isWord(rule) ? WORDS[rule](plan) : plan.findings.some(({ code: code2 }) => code2 === rule);
}
function reachedRules(plan) {
  return plan.options.failOn.filter((rule) => isReached(rule, plan));
}

// src/report/outcome.ts
var BLIND = /* @__PURE__ */ new Set([
  "nix-missing",
  "nix-too-old",
  "flake-failed",
  "import-from-derivation",
  "host-failed",
  "container-failed",
  "host-timeout",
  "host-memory",
  "compose-syntax",
  "convert-failed",
  "plan-failed",
  "share-missing"
]);
var HOSTLESS = /* @__PURE__ */ new Set(["nix-missing", "nix-too-old", "flake-missing", "flake-failed", "import-from-derivation", "host-unmatched"]);
var BACKUP = /* @__PURE__ */ new Set(["database-major", "volumes-at-stake"]);
var SEVERITIES = ["error", "warning", "info"];
function isBlind(plan) {
  return areHostsUnknown(plan) || plan.hosts.some((host) => host.status === "failed") || plan.findings.some((finding2) => BLIND.has(finding2.code));
}
function areHostsUnknown(plan) {
  return plan.hosts.length === 0 && plan.findings.some((finding2) => HOSTLESS.has(finding2.code));
}
function hasChanges(plan) {
  const hasHost = plan.hosts.some((host) => host.status !== "unchanged");
  const hasProject = plan.projects.some((project) => project.status !== "converted" || project.services.length > 0 || project.diff !== "");
  return hasHost || hasProject || plan.images.length > 0 || isBlind(plan);
}
function isBackup(finding2) {
  return BACKUP.has(finding2.code);
}
function countFindings(plan, severity) {
  return plan.findings.filter((finding2) => finding2.severity === severity).length;
}
function worstSeverity(plan) {
  return SEVERITIES.find((severity) => countFindings(plan, severity) > 0);
}
function isQuiet(plan) {
  return !hasChanges(plan) && countFindings(plan, "error") + countFindings(plan, "warning") === 0;
}
function isFailing(plan) {
  return reachedRules(plan).length > 0;
}
function exitCode(plan) {
  if (isFailing(plan)) return 1;
  return hasChanges(plan) ? 2 : 0;
}

// src/updates/versions/code-names.ts
var DEBIAN = { wheezy: 7, jessie: 8, stretch: 9, buster: 10, bullseye: 11, bookworm: 12, trixie: 13 };
var UBUNTU_LTS = { trusty: 1404, xenial: 1604, bionic: 1804, focal: 2004, jammy: 2204, noble: 2404, resolute: 2604 };
var UBUNTU_INTERIM = { impish: 2110, kinetic: 2210, lunar: 2304, mantic: 2310, oracular: 2410, plucky: 2504, questing: 2510 };
var CODE_NAME = /^(?<name>[a-z]+)(?:-(?<date>\d{8}(?:\.\d{1,3})?))?(?<rest>(?:-[a-z][\w.-]*)?)$/;
function release(name) {
  if (Object.hasOwn(DEBIAN, name)) return { family: "debian", number: DEBIAN[name] ?? 0, isInterim: false };
  if (Object.hasOwn(UBUNTU_LTS, name)) return { family: "ubuntu", number: UBUNTU_LTS[name] ?? 0, isInterim: false };
  if (Object.hasOwn(UBUNTU_INTERIM, name)) return { family: "ubuntu", number: UBUNTU_INTERIM[name] ?? 0, isInterim: true };
  return void 0;
}
function parseCodeName(tag) {
  const { name = "", date, rest = "" } = CODE_NAME.exec(tag)?.groups ?? {};
  const found = release(name);
  if (found === void 0) return void 0;
  const numbers = [found.number, ...(date ?? "").split(".").filter((part) => part !== "").map(Number)];
  return {
    prefix: `${found.family} `,
    numbers,
    separators: ".".repeat(numbers.length - 1),
    suffix: rest,
    scale: "plain",
    ...found.isInterim ? { prerelease: ["interim", 0] } : {}
  };
}

// src/updates/versions/suffix.ts
var STAGES = ["snapshot", "nightly", "canary", "edge", "unstable", "dev", "next", "test", "preview", "pre", "milestone", "m", "alpha", "a", "beta", "b", "rc"];
var PRERELEASE = /^(?:[-._+~]?(?<word>snapshot|nightly|canary|edge|unstable|dev|next|test|preview|pre|milestone|alpha|beta|rc)|(?<letter>[-.]m|a|b))(?<number>[-._]?\d+)?(?=$|[-._+])/i;
var DISTRIBUTION = /^(?<before>(?:.*?[-._])?(?:alpine|debian|ubuntu|ubi|fedora|centos|rocky|alma|almalinux|amazonlinux|bci|leap)[-._]?)(?<numbers>\d{1,4}(?:\.\d{1,4})*)(?=$|[-._])/i;
var BUILD = /^(?<text>.*[-._](?:ls|r|rev|build|b|pl?|k3s|rke2r|eksbuild\.?|post|hotfix|fix)?\.?)(?<build>\d{1,15})$/i;
var COMMIT = /(?<=[-._])(?:g|sha-?|git-?)?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}$/i;
function splitPrerelease(rest) {
  const match = PRERELEASE.exec(rest);
  if (match?.groups === void 0) return { rest };
  const stage = (match.groups["word"] ?? match.groups["letter"] ?? "").toLowerCase().replace(/^[-.]/, "");
  const number = Number(match.groups["number"]?.replace(/\D/g, "") ?? "0");
  return { prerelease: [stage, number], rest: rest.slice(match[0].length) };
}
function splitDistribution(rest) {
  const match = DISTRIBUTION.exec(rest);
  const { before = "", numbers = "" } = match?.groups ?? {};
  if (match === null) return { head: "", rest };
  return { distribution: numbers.split(".").map(Number), head: before + numbers.replace(/\d+/g, "#"), rest: rest.slice(match[0].length) };
}
function splitSuffix(text) {
  const { prerelease, rest: released } = splitPrerelease(text);
  const { distribution, head, rest } = splitDistribution(released.replace(COMMIT, "#"));
  const build = BUILD.exec(rest)?.groups;
  return {
    suffix: head + (build === void 0 ? rest : `${build["text"] ?? ""}#`),
    ...prerelease === void 0 ? {} : { prerelease },
    ...distribution === void 0 ? {} : { distribution },
    ...build === void 0 ? {} : { build: Number(build["build"]) }
  };
}

// src/updates/versions/parse-version.ts
var DATE_TIME = /^(?<prefix>.*?)(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}-\d{2}-\d{2})Z)?(?<rest>.*)$/;
var NUMBERS = /^(?<prefix>v?)(?<numbers>\d{1,15}(?:[._]\d{1,15})*)(?<rest>.*)$/i;
var DOTTED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:\.\d{1,15})+)(?<rest>.*)$/i;
var UNDERSCORED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:_\d{1,15})+)(?<rest>.*)$/i;
var NUMBER_AFTER_NAME = /^(?<prefix>[a-z][a-z._-]*?)(?<numbers>\d{1,15})(?<rest>.*)$/i;
var NUMBERED_WORD = /^(?:(?:latest|stable|edge|nightly|main|master|dev|release)[-._](?:slim[-._])?(?:alpine|debian|ubuntu|ubi|fedora)[-._]?\d[\d.]*|pr-?\d+|(?:linux-)?(?:amd64|x86[-_]64|arm64(?:v8)?|aarch64|arm32v[567]|armv[67]|armhf|i386|386|s390x|ppc64le|riscv64))$/i;
var HASH = /^(?:(?:sha|git|commit|g)-?)?(?=.*\d)(?=.*[a-f])[0-9a-f]{7,64}$/i;
var NAMED_HASH = /^(?:sha|git|commit)-?[0-9a-f]{7,64}$/i;
var BRANCH_HASH = /^(?:main|master|develop|dev|edge|nightly|pr-\d+)-(?:sha-?|g)?(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}$/i;
function scaleOf(first, digits) {
  if (digits === 8 && first >= 199e5 && first < 21e6) return "date";
  return digits === 4 && first >= 1990 && first < 2100 ? "year" : "plain";
}
function splitParts(tag) {
  const dated = DATE_TIME.exec(tag)?.groups;
  if (dated !== void 0) {
    const { prefix = "", date = "", time, rest = "" } = dated;
    return { prefix, numbers: time === void 0 ? date : `${date}-${time}`, rest };
  }
  if (NUMBERED_WORD.test(tag)) return void 0;
  const groups = (NUMBERS.exec(tag) ?? DOTTED_AFTER_NAME.exec(tag) ?? UNDERSCORED_AFTER_NAME.exec(tag) ?? NUMBER_AFTER_NAME.exec(tag))?.groups;
  return groups === void 0 ? void 0 : { prefix: groups["prefix"] ?? "", numbers: groups["numbers"] ?? "", rest: groups["rest"] ?? "" };
}
function isHash(tag) {
  return HASH.test(tag) || NAMED_HASH.test(tag) || BRANCH_HASH.test(tag);
}
function parseVersion(tag) {
  if (isHash(tag)) return void 0;
  const named2 = parseCodeName(tag);
  if (named2 !== void 0) return named2;
  const parts = splitParts(tag);
  if (parts === void 0) return void 0;
  const written = parts.numbers.split(/[._-]/);
  const numbers = written.map(Number);
  return { prefix: parts.prefix, numbers, separators: parts.numbers.replace(/\d+/g, ""), scale: scaleOf(numbers[0] ?? 0, written[0]?.length ?? 0), ...splitSuffix(parts.rest) };
}
function tagKind(tag) {
  if (isHash(tag)) return "hash";
  return parseVersion(tag) === void 0 ? "word" : "version";
}

// src/updates/policy/refusal.ts
function named(image, tag) {
  const { registry, path } = image;
  return formatImageReference({ registry, path, tag });
}
function isDatabaseMajor({ image, tag }) {
  const [old, next] = [databaseOf(named(image, image.tag ?? "latest")), databaseOf(named(image, tag))];
  return old !== void 0 && next !== void 0 && compareReleases(old.release, next.release) !== 0;
}
function isIn(range, tag) {
  return parseVersionRange(range)?.({ tag, numbers: parseVersion(tag)?.numbers ?? [] }) ?? false;
}
function refusal(step, policy) {
  const { image, files, kind, tag } = step;
  if (!policy.kinds.has(kind)) return `updates of the kind ${kind} are not asked for`;
  const { enabled, allowedVersions, ignoredVersions, databaseMajors } = policy.settings({ image, files, kind });
  if (!enabled) return "a rule turns these updates off";
  if (kind === "pin" || kind === "digest") return void 0;
  if (allowedVersions !== void 0 && !isIn(allowedVersions, tag)) return `the allowed versions are ${allowedVersions}`;
  const ignored = ignoredVersions.find((range) => isIn(range, tag));
  if (ignored !== void 0) return `the versions ${ignored} are ignored`;
  if (!databaseMajors && kind === "major" && isDatabaseMajor(step)) return "a database's major version has to be asked for (`updates.database-majors`)";
  return void 0;
}

// src/updates/versions/compare-versions.ts
function compareNumbers(left, right) {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function comparePrereleases(left, right) {
  if (left === void 0 || right === void 0) return (left === void 0 ? 1 : 0) - (right === void 0 ? 1 : 0);
  return STAGES.indexOf(left[0]) - STAGES.indexOf(right[0]) || left[1] - right[1];
}
function compareVersions(left, right) {
  return compareNumbers(left.numbers, right.numbers) || comparePrereleases(left.prerelease, right.prerelease) || compareNumbers(left.distribution ?? [], right.distribution ?? []) || (left.build ?? 0) - (right.build ?? 0);
}
function isSameTrack(current, candidate) {
  const isSameText = current.prefix === candidate.prefix && current.suffix === candidate.suffix && current.scale === candidate.scale;
  const goesBack = compareNumbers(candidate.distribution ?? [], current.distribution ?? []) < 0;
  return isSameText && !goesBack && (candidate.prerelease === void 0 || current.prerelease !== void 0);
}
function isCompatible(current, candidate) {
  return isSameTrack(current, candidate) && current.separators === candidate.separators;
}
function distributionStep(current, candidate) {
  const [old, next] = [current.distribution ?? [], candidate.distribution ?? []];
  if (compareNumbers(old, next) === 0) return "patch";
  return old[0] === next[0] ? "minor" : "major";
}
function numbersStep(current, candidate) {
  const index = current.numbers.findIndex((number, at) => number !== candidate.numbers[at]);
  if (current.scale !== "plain") return index === 0 || index === 1 ? "minor" : "patch";
  return index === 0 ? "major" : index === 1 ? "minor" : "patch";
}
function stepKind(current, candidate) {
  const steps = [numbersStep(current, candidate), distributionStep(current, candidate)];
  return steps.includes("major") ? "major" : steps.includes("minor") ? "minor" : "patch";
}

// src/updates/versions/newer-tags.ts
var MOST_TAGS = 1e5;
function candidates(tags, fits) {
  const all = tags.slice(0, MOST_TAGS).flatMap((tag) => {
    const version = parseVersion(tag);
    return version === void 0 || !fits(version) ? [] : [{ tag, version }];
  });
  return all.toSorted((left, right) => compareVersions(right.version, left.version));
}
function newerTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0) return [];
  const newer = candidates(tags, (candidate) => isCompatible(version, candidate) && compareVersions(candidate, version) > 0);
  return newer.map((candidate) => ({ tag: candidate.tag, kind: stepKind(version, candidate.version) }));
}
function preciseTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0 || version.scale === "date" || version.build !== void 0) return [];
  const isPart = ({ numbers }) => numbers.length > version.numbers.length && compareNumbers(numbers.slice(0, version.numbers.length), version.numbers) === 0;
  const finer = candidates(tags, (candidate) => isSameTrack(version, candidate) && isPart(candidate));
  const longest = Math.max(0, ...finer.map((candidate) => candidate.version.numbers.length));
  return finer.filter((candidate) => candidate.version.numbers.length === longest).map(({ tag }) => tag);
}
function olderTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0) return [];
  return candidates(tags, (candidate) => isCompatible(version, candidate) && compareVersions(candidate, version) < 0).map(({ tag }) => tag);
}

// src/updates/offers/write-reference.ts
function writeReference(written, { tag, digest }) {
  const at = written.indexOf("@");
  const named2 = at < 0 ? written : written.slice(0, at);
  const colon = named2.indexOf(":", named2.lastIndexOf("/") + 1);
  const name = colon < 0 ? named2 : named2.slice(0, colon);
  return name + (tag === void 0 ? "" : `:${tag}`) + (digest === void 0 ? "" : `@${digest}`);
}

// src/updates/offers/choose-tags.ts
var MOST_CHOICES = 5;
function ignoredOf(question, { choice, reason }) {
  return { reference: question.reference, proposed: writeReference(question.reference, { tag: choice.tag }), reason: reason.slice(0, 500) };
}
function sift(steps, question) {
  const refusals = steps.slice(0, 2e3).map((choice) => ({ choice, reason: refusal({ ...choice, image: question.image, files: question.files }, question.policy) }));
  const choices = refusals.filter(({ reason }) => reason === void 0).map(({ choice }) => choice);
  const [first] = refusals;
  return { choices: choices.slice(0, MOST_CHOICES), ignored: first?.reason === void 0 ? [] : [ignoredOf(question, { choice: first.choice, reason: first.reason })] };
}
function chooseNewer(question, tags) {
  const { image } = question;
  const steps = newerTags(image.tag, tags).map(({ tag, kind }) => ({ tag, kind: isDatabaseMajor({ image, tag }) ? "major" : kind }));
  return [sift(steps.filter(({ kind }) => kind !== "major"), question), sift(steps.filter(({ kind }) => kind === "major"), question)];
}
function choosePrecise(question, tags) {
  if (!question.policy.kinds.has("precise")) return { choices: [], ignored: [] };
  return sift(preciseTags(question.image.tag, tags).map((tag) => ({ tag, kind: "precise" })), question);
}
function chooseOlder(question, tags) {
  return sift(olderTags(question.image.tag, tags).slice(0, 1).map((tag) => ({ tag, kind: "rollback" })), question);
}

// src/updates/offers/image-index.ts
var OciPlatform = looseObject({ os: string(), architecture: string(), variant: string().optional() }).transform(({ os, architecture, variant }) => ({
  os,
  architecture,
  ...variant === void 0 ? {} : { variant }
}));
var Index = looseObject({ manifests: array(looseObject({ digest: string(), platform: OciPlatform.optional() })).max(1e4) });
function platformEntry(body, platform) {
  const index = Index.safeParse(body).data;
  if (index === void 0) return { kind: "single" };
  const entry = choosePlatform(index.manifests, parsePlatform(platform));
  return entry === void 0 ? { kind: "absent" } : { kind: "entry", digest: entry.digest };
}

// src/updates/offers/moved-digest.ts
async function platformDigest({ repository, digest, platform }, registry) {
  const entry = platformEntry((await registry.manifest(repository, digest)).body, platform);
  return entry.kind === "entry" ? entry.digest : entry.kind === "single" ? digest : void 0;
}
async function isSameOn(platform, { move, registry }) {
  const { repository } = move;
  const old = await platformDigest({ repository, digest: move.old, platform }, registry);
  return old !== void 0 && old === await platformDigest({ repository, digest: move.new, platform }, registry);
}
async function isSameOnPlatforms(move, registry) {
  if (move.platforms.length === 0) return false;
  try {
    for (const platform of move.platforms) if (!await isSameOn(platform, { move, registry })) return false;
    return true;
  } catch (error) {
    if (error instanceof StowplanError && error.code === "registry-missing") return false;
    throw error;
  }
}

// src/updates/offers/release-date.ts
var FIRST_IMAGES = Date.parse("2013-03-20T00:00:00Z");
var DAY = 24 * 60 * 60 * 1e3;
function plausibleDate(text, now) {
  const time = Date.parse(text ?? "");
  if (Number.isNaN(time) || time < FIRST_IMAGES || time > now.getTime() + DAY) return void 0;
  return new Date(time).toISOString();
}
async function releaseDate(tag, { registry, repository, platforms, now }) {
  const pushed = plausibleDate(await registry.pushed?.(repository, tag), now);
  if (pushed !== void 0) return pushed;
  const reading = await readImage({ reference: `${repository.registry}/${repository.path}:${tag}`, platform: platforms[0] ?? "linux/amd64" }, registry);
  if (reading.kind === "failure") return void 0;
  const { created, config } = reading.image.config;
  return plausibleDate(created ?? config.Labels["org.opencontainers.image.created"], now);
}

// src/updates/offers/offer-tag.ts
var USUAL_PLATFORM = "linux/amd64";
async function isFor(platform, { body, digest, question }) {
  const entry = platformEntry(body, platform);
  if (entry.kind !== "single" || platform === USUAL_PLATFORM) return entry.kind !== "absent";
  const { registry, repository } = question;
  const reading = await readImage({ reference: `${repository.registry}/${repository.path}@${digest}`, platform }, registry);
  return reading.kind === "image" || reading.failure.kind !== "no-platform";
}
async function lookAt(tag, question) {
  const { registry, repository, platforms, image } = question;
  if (platforms.length === 0) return image.digest === void 0 ? { kind: "there" } : { kind: "there", digest: (await registry.resolve(repository, tag)).digest };
  const { descriptor, body } = await registry.manifest(repository, tag);
  const { digest } = descriptor;
  for (const platform of platforms) if (!await isFor(platform, { body, digest, question })) return { kind: "absent", reason: `there is no image for ${platform}` };
  return { kind: "there", digest };
}
async function contentOf(tag, question) {
  try {
    return await lookAt(tag, question);
  } catch (error) {
    if (error instanceof StowplanError && error.code === "registry-missing") return { kind: "absent", reason: "the registry lists it, but has no image there" };
    throw error;
  }
}
async function isOldEnough({ tag, kind }, question) {
  const { minimumAge } = question.policy.settings({ ...question, kind });
  if (minimumAge === 0) return { isOld: true };
  const released = await releaseDate(tag, question);
  if (released === void 0) return { isOld: true };
  return { isOld: question.now.getTime() - Date.parse(released) >= minimumAge, released };
}
async function oldEnough(choices, question) {
  let newest;
  for (const choice of choices) {
    const { isOld, ...date } = await isOldEnough(choice, question);
    if (isOld) return { choice, ...date };
    newest ??= { choice, ...date };
  }
  return newest;
}
function offerOf({ tag, kind }, { question, digest }) {
  const keepsDigest = question.image.digest !== void 0 && digest !== void 0;
  return { kind, proposed: writeReference(question.reference, { tag, ...keepsDigest ? { digest } : {} }) };
}
async function offerTag({ choices, ignored }, question) {
  const chosen = await oldEnough(choices, question);
  if (chosen === void 0) return { offers: [], ignored };
  const content = await contentOf(chosen.choice.tag, question);
  if (content.kind === "absent") {
    const proposed = writeReference(question.reference, { tag: chosen.choice.tag });
    return { offers: [], ignored: [...ignored, { reference: question.reference, proposed, reason: content.reason }] };
  }
  const offer = offerOf(chosen.choice, { question, digest: content.digest });
  return { offers: [{ ...offer, ...chosen.released === void 0 ? {} : { released: chosen.released } }], ignored };
}

// src/updates/offers/offer-digest.ts
var NOTHING = { offers: [], ignored: [] };
async function moved(digest, question) {
  const { repository, platforms, image, registry } = question;
  if (image.digest === void 0) return true;
  return image.digest !== digest && !await isSameOnPlatforms({ repository, old: image.digest, new: digest, platforms }, registry);
}
async function digestOffer(digest, question) {
  const { image, reference, policy } = question;
  const kind = image.digest === void 0 ? "pin" : "digest";
  const proposed = writeReference(reference, { tag: image.tag, digest });
  const reason = refusal({ image, files: question.files, tag: image.tag, kind }, policy);
  if (reason !== void 0) return { offers: [], ignored: [{ reference, proposed, reason }] };
  const isAged = kind === "digest" && policy.settings({ ...question, kind }).minimumAge > 0;
  const released = isAged ? await releaseDate(image.tag, question) : void 0;
  return { offers: [{ kind, proposed, ...released === void 0 ? {} : { released } }], ignored: [] };
}
async function askDigest(question) {
  const { policy, image, registry, repository, files } = question;
  const kind = image.digest === void 0 ? "pin" : "digest";
  if (!policy.kinds.has(kind) || !policy.settings({ image, files, kind }).enabled) return NOTHING;
  const { digest } = await registry.resolve(repository, image.tag);
  return await moved(digest, question) ? digestOffer(digest, question) : NOTHING;
}
async function offerDigest(question, { tags, isLeft }) {
  try {
    return await askDigest(question);
  } catch (error) {
    const isGone = error instanceof StowplanError && error.code === "registry-missing" && tags.length > 0 && !tags.includes(question.image.tag);
    if (!isGone) throw error;
    if (isLeft) return NOTHING;
    const rollback = await offerTag(chooseOlder(question, tags), question);
    if (rollback.offers.length === 0 && rollback.ignored.length === 0) throw error;
    return rollback;
  }
}

// src/updates/offers/question.ts
function aliasedRepository({ registry, path }, aliases) {
  const name = `${registry}/${path}`;
  const fitting = Object.keys(aliases).filter((alias) => name === alias || name.startsWith(`${alias}/`));
  const longest = fitting.toSorted((left, right) => right.length - left.length)[0];
  if (longest === void 0) return { registry, path };
  const target = parseImageReference(`${aliases[longest] ?? ""}${name.slice(longest.length)}`);
  return target === void 0 ? { registry, path } : { registry: target.registry, path: target.path };
}
function questionOf(request, context) {
  const parsed = parseImageReference(request.reference);
  if (parsed === void 0 || parsed.tag === void 0 && parsed.digest !== void 0) return void 0;
  return { ...request, ...context, image: { ...parsed, tag: parsed.tag ?? "latest" }, repository: aliasedRepository(parsed, context.aliases) };
}

// src/updates/offers/offer-replacement.ts
function spelled(replacement, written) {
  const hasHub = /^(?:docker|index\.docker)\.io\//.test(written) && parseImageReference(replacement)?.registry === "docker.io";
  return hasHub && !replacement.startsWith("docker.io/") ? `docker.io/${replacement}` : replacement;
}
async function offerReplacement(question) {
  const { policy, image, files, registry, aliases, reference } = question;
  const { replacement, enabled } = policy.settings({ image, files, kind: "replacement" });
  const target = replacement === void 0 ? void 0 : parseImageReference(replacement);
  if (replacement === void 0 || target === void 0 || !enabled || !policy.kinds.has("replacement")) return void 0;
  const tag = target.tag ?? image.tag;
  try {
    const { digest } = await registry.resolve(aliasedRepository(target, aliases), tag);
    const proposed = writeReference(spelled(replacement, reference), { tag, ...image.digest === void 0 ? {} : { digest } });
    return { offers: [{ kind: "replacement", proposed }], ignored: [] };
  } catch (error) {
    if (error instanceof StowplanError && error.code === "registry-missing") return void 0;
    throw error;
  }
}

// src/updates/offers/find-offers.ts
var NOTHING2 = { offers: [], ignored: [] };
function joined(parts) {
  return { offers: parts.flatMap(({ offers }) => offers), ignored: parts.flatMap(({ ignored }) => ignored) };
}
async function askRegistry(question) {
  const replacement = await offerReplacement(question);
  if (replacement !== void 0) return replacement;
  const tags = tagKind(question.image.tag) === "version" ? await question.registry.tags(question.repository) : [];
  const choices = [choosePrecise(question, tags), ...chooseNewer(question, tags)];
  const [precise = NOTHING2, within = NOTHING2, beyond = NOTHING2] = await Promise.all(choices.map((one) => offerTag(one, question)));
  const isSuperseded = question.image.digest !== void 0 && within.offers.length > 0;
  const own = isSuperseded ? NOTHING2 : await offerDigest(question, { tags, isLeft: within.offers.length > 0 });
  return joined([own, precise, within, beyond]);
}
async function findOffers(request, context) {
  const question = questionOf(request, context);
  if (question === void 0) return NOTHING2;
  const { reference, policy } = question;
  if (policy.isIgnored(question)) return { offers: [], ignored: [{ reference, reason: "the configuration leaves it alone" }] };
  if (!policy.settings({ image: question.image, files: question.files }).enabled) return { offers: [], ignored: [{ reference, reason: "a rule turns its updates off" }] };
  return askRegistry(question);
}

// src/updates/others/dependabot.ts
var import_yaml = __toESM(require_dist(), 1);
var FILES = [".github/dependabot.yml", ".github/dependabot.yaml"];
var MAXIMUM_LENGTH = 2e5;
var ECOSYSTEMS = { "docker-compose": "compose", docker: "dockerfile" };
var Folder = string().max(500);
var Entry = looseObject({ "package-ecosystem": string().max(100), directory: Folder.optional(), directories: array(Folder).max(200).optional() });
var Dependabot = looseObject({ updates: array(Entry.optional().catch(void 0)).max(500) });
function parseYaml(text) {
  try {
    const data = (0, import_yaml.parse)(text, { maxAliasCount: 10, logLevel: "silent" });
    return data;
  } catch {
    return void 0;
  }
}
function folderTest(folder) {
  const glob = compileGlob(folder.replace(/^\/+|\/+$/g, ""));
  const isRoot = /^\/*$/.test(folder);
  return (file) => {
    const parent = file.slice(0, Math.max(0, file.lastIndexOf("/")));
    return isRoot ? parent === "" : glob(parent);
  };
}
async function findDependabot(tree) {
  for (const file of FILES) {
    const text = tree.entries.has(file) ? await tree.read(file) : void 0;
    if (text === void 0 || text.length > MAXIMUM_LENGTH) continue;
    const updates = Dependabot.safeParse(parseYaml(text)).data?.updates ?? [];
    const entries = updates.flatMap((entry) => {
      const manager = entry === void 0 ? void 0 : ECOSYSTEMS[entry["package-ecosystem"]];
      if (entry === void 0 || manager === void 0) return [];
      return [{ manager, folders: [...entry.directories ?? [], ...entry.directory === void 0 ? [] : [entry.directory]].map(folderTest) }];
    });
    if (entries.length === 0) return void 0;
    return { name: "Dependabot", file, takes: (manager, path) => entries.some((entry) => entry.manager === manager && entry.folders.some((isIn2) => isIn2(path))), readsNix: false };
  }
  return void 0;
}

// src/updates/others/renovate.ts
var FILES2 = ["renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5", "package.json"];
var MAXIMUM_LENGTH2 = 1e6;
var MANAGERS = { compose: "docker-compose", dockerfile: "dockerfile" };
var DEFAULT_FILES = {
  compose: /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/,
  dockerfile: /(?:^|\/|\.)(?:docker|container)file$|(?:^|\/)(?:docker|container)file[^/]*$/i
};
var TEST_FOLDERS = /(?:^|\/)(?:node_modules|bower_components|vendor|examples|__tests__|tests?|__fixtures__)\//;
var Texts = array(string().max(1e3)).max(1e3).catch([]);
var Manager = looseObject({ enabled: boolean().optional().catch(void 0) }).optional().catch(void 0);
var CustomManager = looseObject({ fileMatch: Texts.default([]), managerFilePatterns: Texts.default([]) });
var Renovate = looseObject({
  enabled: boolean().optional().catch(void 0),
  extends: Texts.default([]),
  enabledManagers: Texts.optional(),
  ignorePaths: Texts.optional(),
  "docker-compose": Manager,
  dockerfile: Manager,
  customManagers: array(CustomManager).max(200).catch([]).default([]),
  regexManagers: array(CustomManager).max(200).catch([]).default([])
});
var Package = looseObject({ renovate: Renovate.optional() });
async function parseRelaxed(text) {
  const { default: json5 } = await import("./lib-JM4RKFOE.js");
  try {
    const data = json5.parse(text);
    return data;
  } catch {
    return {};
  }
}
async function readConfiguration(tree) {
  for (const file of FILES2) {
    if (!tree.entries.has(file)) continue;
    const text = await tree.read(file);
    if (text === void 0 || text.length > MAXIMUM_LENGTH2) continue;
    const data = await parseRelaxed(text);
    const config = file === "package.json" ? Package.safeParse(data).data?.renovate : Renovate.safeParse(data).data;
    if (config !== void 0) return { file, config };
  }
  return void 0;
}
function ignoresPath(config) {
  if (config.ignorePaths !== void 0) {
    const tests = config.ignorePaths.map((pattern) => ({ pattern, glob: compileGlob(pattern) }));
    return (file) => tests.some(({ pattern, glob }) => file.includes(pattern) || glob(file));
  }
  const isRecommended = config.extends.some((preset) => /^(?:config:(?:recommended|best-practices|base)|:ignoreModulesAndTests)$/.test(preset));
  return (file) => isRecommended && TEST_FOLDERS.test(file);
}
async function findRenovate(tree) {
  const found = await readConfiguration(tree);
  if (found === void 0 || found.config.enabled === false) return void 0;
  const { file, config } = found;
  const isIgnored = ignoresPath(config);
  const isOn = (manager) => {
    const name = MANAGERS[manager];
    const own = manager === "compose" ? config["docker-compose"] : config.dockerfile;
    return own?.enabled !== false && (config.enabledManagers === void 0 || config.enabledManagers.includes(name));
  };
  const custom = [...config.customManagers, ...config.regexManagers].flatMap((one) => [...one.fileMatch, ...one.managerFilePatterns]);
  return {
    name: "Renovate",
    file,
    takes: (manager, path) => isOn(manager) && DEFAULT_FILES[manager].test(path) && !isIgnored(path),
    // The patterns are the pull request's: they are looked at and never run.
    readsNix: custom.some((pattern) => /\bnix\b/.test(pattern))
  };
}

// src/updates/others/leave-to-others.ts
function managerOf({ mechanism, file }) {
  if (mechanism === "compose-image" || mechanism === "compose-variable") return /\.ya?ml$/.test(file) ? "compose" : void 0;
  return mechanism === "dockerfile" ? "dockerfile" : void 0;
}
function isTaken(pin, bot) {
  const manager = managerOf(pin);
  return manager !== void 0 && bot.takes(manager, pin.file);
}
function finding(bot, message) {
  return {
    code: "update-elsewhere",
    severity: "info",
    subject: bot.name,
    message,
    hint: "`updates.beside-renovate: take` updates them here as well; then turn them off there.",
    place: { file: bot.file }
  };
}
function findingsOf(bot, pins) {
  const touched = pins.filter(({ isTouched, generatedFrom }) => isTouched && generatedFrom === void 0);
  const files = [...new Set(touched.filter((pin) => isTaken(pin, bot)).map(({ file }) => file))];
  const told = files.slice(0, 5).join(", ") + (files.length > 5 ? ` and ${files.length - 5} more` : "");
  const left = files.length === 0 ? [] : [finding(bot, `It updates the images in ${told.slice(0, 1e3)}, so newer versions of those are left to it.`)];
  const isBoth = bot.readsNix && touched.some(({ file }) => file.endsWith(".nix"));
  return isBoth ? [...left, { ...finding(bot, "Its own regular expressions read Nix files as well, so both may open pull requests for the images there."), hint: "Remove its custom managers for Nix files, or turn `updates` off here." }] : left;
}
async function leaveToOthers({ pins, head, choice }) {
  if (head === void 0 || choice === "take" || !pins.some(({ isTouched }) => isTouched)) return { value: pins, findings: [] };
  const found = await Promise.all([findRenovate(head), findDependabot(head)]);
  const bots = found.filter((bot) => bot !== void 0);
  return { value: pins.filter((pin) => !bots.some((bot) => isTaken(pin, bot))), findings: bots.flatMap((bot) => findingsOf(bot, pins)) };
}

// src/updates/places.ts
var MOST_PLACES = 1e3;
var MOST_EDITS = 100;
var LONGEST_LINE = 2e3;
function placesOf(pins, proposed) {
  const editable = pins.filter((pin) => canEdit(pin, proposed));
  return (editable.length > 0 ? editable : pins).slice(0, MOST_PLACES).map(({ file, line, column }) => ({ file, line, column }));
}
async function lineEdit(pin, { proposed, head }) {
  const text = await head.read(pin.file) ?? "";
  const edit = editPin({ text, pin, reference: proposed });
  if (edit.kind === "refused") return void 0;
  const [before, after] = [text.split("\n"), edit.text.split("\n")];
  const index = before.findIndex((line, at) => line !== after[at]);
  const [old, next] = [before[index], after[index]];
  const isOneLine = before.length === after.length && before.every((line, at) => at === index || line === after[at]);
  if (old === void 0 || next === void 0 || !isOneLine || Math.max(old.length, next.length) > LONGEST_LINE) return void 0;
  return { file: pin.file, line: index + 1, old, new: next };
}
async function editsOf(pins, { proposed, head }) {
  const touched = pins.filter(({ isTouched, generatedFrom, isLoaded }) => isTouched && generatedFrom === void 0 && isLoaded !== true);
  if (touched.length > MOST_EDITS) return [];
  const edits = await Promise.all(touched.map((pin) => lineEdit(pin, { proposed, head })));
  const made = edits.filter((edit) => edit !== void 0);
  const byPlace = new Map(made.map((edit) => [`${edit.file}:${String(edit.line)}`, edit]));
  return made.length === touched.length && byPlace.size === made.length ? made : [];
}

// src/updates/policy/presets.ts
function unfold(name) {
  const preset = UPDATE_PRESETS[name];
  return [...(preset.includes ?? []).flatMap(unfold), preset];
}
function kindsOf(section2, presets) {
  const kinds = new Set(section2.kinds);
  for (const preset of presets) {
    for (const kind of preset.kinds?.add ?? []) kinds.add(kind);
    for (const kind of preset.kinds?.drop ?? []) kinds.delete(kind);
  }
  return kinds;
}
var ALWAYS = "at any time";
var NO_AGE = "0 ";
function unfoldPresets(section2) {
  const presets = section2.extends.flatMap(unfold);
  const isScheduled2 = section2.schedule.length !== 1 || section2.schedule[0] !== ALWAYS;
  return {
    kinds: kindsOf(section2, presets),
    rules: [...presets.flatMap(({ rules = [] }) => rules), ...section2.rules],
    schedule: isScheduled2 ? section2.schedule : presets.findLast(({ schedule }) => schedule !== void 0)?.schedule ?? section2.schedule,
    minimumAge: section2["minimum-age"].startsWith(NO_AGE) ? presets.findLast(({ minimumAge }) => minimumAge !== void 0)?.minimumAge ?? section2["minimum-age"] : section2["minimum-age"],
    groupsMonorepos: presets.some(({ groupsMonorepos }) => groupsMonorepos === true)
  };
}

// src/updates/policy/span.ts
var HOUR = 36e5;
var UNITS = { minute: HOUR / 60, hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };
function milliseconds(text) {
  const { count: count2 = "0", unit = "" } = /^(?<count>\d+) ?(?<unit>minute|hour|day|week|month)s?$/.exec(text)?.groups ?? {};
  return Number(count2) * (UNITS[unit] ?? 0);
}
function tellSpan(span) {
  const [count2, unit] = span >= 48 * HOUR ? [Math.floor(span / (24 * HOUR)), "day"] : [Math.max(0, Math.floor(span / HOUR)), "hour"];
  return `${count2} ${unit}${count2 === 1 ? "" : "s"}`;
}

// src/updates/policy/open-policy.ts
function compileRule(rule) {
  const isImage = rule["match-images"] === void 0 ? void 0 : imageTest(rule["match-images"]);
  const globs = rule["match-files"]?.map(compileGlob);
  const range = rule["match-current-version"] === void 0 ? void 0 : parseVersionRange(rule["match-current-version"]);
  const kinds = rule["match-kinds"];
  return {
    rule,
    matches: ({ image, files, kind }) => (isImage === void 0 || isImage(image)) && (kinds === void 0 || kind !== void 0 && kinds.includes(kind)) && (globs === void 0 || files.some((file) => globs.some((glob) => glob(file)))) && (range === void 0 || range({ tag: image.tag ?? "latest", numbers: parseVersion(image.tag ?? "latest")?.numbers ?? [] }))
  };
}
function settingsOf(rule) {
  return {
    ...rule.enabled === void 0 ? {} : { enabled: rule.enabled },
    ...rule["allowed-versions"] === void 0 ? {} : { allowedVersions: rule["allowed-versions"] },
    ...rule["ignored-versions"] === void 0 ? {} : { ignoredVersions: rule["ignored-versions"] },
    ...rule["database-majors"] === void 0 ? {} : { databaseMajors: rule["database-majors"] },
    ...rule.group === void 0 ? {} : { group: rule.group },
    ...rule.replacement === void 0 ? {} : { replacement: rule.replacement },
    ...rule.schedule === void 0 ? {} : { schedule: rule.schedule },
    ...rule["minimum-age"] === void 0 ? {} : { minimumAge: milliseconds(rule["minimum-age"]) },
    ...rule.labels === void 0 ? {} : { labels: rule.labels },
    ...rule.reviewers === void 0 ? {} : { reviewers: rule.reviewers },
    ...rule.assignees === void 0 ? {} : { assignees: rule.assignees },
    ...rule.automerge === void 0 ? {} : { automerge: rule.automerge },
    ...rule["dashboard-approval"] === void 0 ? {} : { needsApproval: rule["dashboard-approval"] }
  };
}
function openPolicy({ updates }) {
  const unfolded = unfoldPresets(updates);
  const rules = unfolded.rules.map(compileRule);
  const isIgnoredImage = imageTest(updates["ignore-images"]);
  const ignoredPaths = updates["ignore-paths"].map(compileGlob);
  const defaults = {
    enabled: updates.enabled,
    ignoredVersions: [],
    databaseMajors: updates["database-majors"],
    schedule: unfolded.schedule,
    minimumAge: milliseconds(unfolded.minimumAge),
    labels: updates.labels,
    reviewers: updates.reviewers,
    assignees: updates.assignees,
    automerge: updates.automerge,
    needsApproval: updates["dashboard-approval"]
  };
  return {
    kinds: unfolded.kinds,
    groupsMonorepos: unfolded.groupsMonorepos,
    isIgnored: ({ image, files }) => isIgnoredImage(image) || files.length > 0 && files.every((file) => ignoredPaths.some((glob) => glob(file))),
    settings: (subject) => rules.filter(({ matches }) => matches(subject)).reduce((settings, { rule }) => ({ ...settings, ...settingsOf(rule) }), defaults)
  };
}

// src/updates/suggestible.ts
var KINDS = ["patch", "minor", "precise", "rollback", "digest", "pin"];
function suggestible(offers, { now, settings }) {
  const old = offers.filter(({ kind, released }) => released === void 0 || now.getTime() - Date.parse(released) >= settings(kind).minimumAge);
  const fitting = old.filter(({ kind }) => KINDS.includes(kind));
  return fitting.toSorted((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind))[0];
}

// src/updates/unpinned.ts
var MOST_FINDINGS = 50;
function isWanted(image, { pin, policy }) {
  const subject = { image, files: [pin.file] };
  return image.digest === void 0 && !policy.isIgnored(subject) && policy.settings({ ...subject, kind: "pin" }).enabled;
}
function unpinnedFindings(pins, policy) {
  if (!policy.kinds.has("pin")) return [];
  const first = /* @__PURE__ */ new Map();
  for (const pin of pins) {
    const image = parseImageReference(pin.reference);
    if (image !== void 0 && isWanted(image, { pin, policy }) && !first.has(pin.reference)) first.set(pin.reference, pin);
  }
  return [...first.values()].slice(0, MOST_FINDINGS).map(({ reference, file, line, column }) => ({
    code: "image-unpinned",
    severity: "info",
    subject: reference.slice(0, 1024),
    message: "The reference has no digest, so what runs depends on when it was pulled.",
    hint: "Take the digest from the table of updates; the preset `no-pin-digests` ends these notes.",
    place: { file, line, column }
  }));
}

// src/updates/update-failures.ts
var SAME_CODES = ["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited"];
function findingCode(code2) {
  if (code2 === "registry-missing") return "image-missing";
  return SAME_CODES.find((same) => same === code2) ?? "image-unread";
}
function failureFindings(failures) {
  const groups = Map.groupBy(failures, ({ failure }) => `${failure.code} ${failure.message}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    const subject = group.map(({ reference }) => reference).join(", ");
    const { code: code2, message, hint } = first.failure;
    return [{ code: findingCode(code2), severity: "info", subject: subject.slice(0, 1024), message: `${message} Newer versions are unknown.`, hint }];
  });
}

// src/updates/find-updates.ts
var MAXIMUM_REFERENCES = 500;
function isAskable({ isTouched, generatedFrom, reference }) {
  return isTouched && generatedFrom === void 0 && !reference.startsWith("localhost/");
}
async function ask({ reference, pins }, context) {
  const platforms = [...new Set(pins.flatMap((pin) => pin.platforms))];
  const files = [...new Set(pins.filter(isAskable).map(({ file }) => file))];
  try {
    return { reference, pins, offers: await findOffers({ reference, files, platforms }, context) };
  } catch (error) {
    if (error instanceof StowplanError && error.code.startsWith("registry-")) return { reference, pins, offers: { offers: [], ignored: [] }, failure: error };
    throw error;
  }
}
async function updatesOf({ reference, pins, offers: { offers } }, { head, policy, now }) {
  const image = parseImageReference(reference);
  const files = [...new Set(pins.map(({ file }) => file))];
  const suggested = image === void 0 ? void 0 : suggestible(offers, { now, settings: (kind) => policy.settings({ image, files, kind }) });
  const edits = head === void 0 || suggested === void 0 ? [] : await editsOf(pins, { proposed: suggested.proposed, head });
  return offers.map((offer) => {
    const { kind, proposed, released } = offer;
    const places = [...placesOf(pins, proposed)];
    return { kind, reference, proposed, places, ...released === void 0 ? {} : { released }, ...offer !== suggested || edits.length === 0 ? {} : { edits: [...edits] } };
  });
}
function leftOut(count2) {
  if (count2 <= 0) return [];
  const message = `${count2} images beyond the first ${MAXIMUM_REFERENCES} were not asked about.`;
  return [{ code: "plan-cut", severity: "info", subject: "updates", message, hint: "Split the pull request." }];
}
function askedReferences(pins) {
  const asked = new Set(pins.filter(isAskable).map(({ reference }) => reference));
  const all = [...Map.groupBy(pins, ({ reference }) => reference)].filter(([reference]) => asked.has(reference));
  return all.filter(([reference]) => parseImageReference(reference) !== void 0).map(([reference, group]) => ({ reference, pins: group }));
}
async function findUpdates({ pins, head, registry, config, log, now = /* @__PURE__ */ new Date() }) {
  const left = config.updates.enabled ? await leaveToOthers({ pins, head, choice: config.updates["beside-renovate"] }) : { value: [], findings: [] };
  const all = askedReferences(left.value);
  if (all.length === 0) return { value: { updates: [], ignored: [], unread: [] }, findings: left.findings };
  log.progress({ subject: "updates", state: "running", text: `looking for newer versions of ${all.length} images` });
  const policy = openPolicy(config);
  const context = { registry, policy, aliases: config.updates.aliases, now };
  const answers = await Promise.all(all.slice(0, MAXIMUM_REFERENCES).map((asked) => ask(asked, context)));
  const updates = (await Promise.all(answers.map((answer) => updatesOf(answer, { head: config.updates.suggest ? head : void 0, policy, now })))).flat();
  const ignored = answers.flatMap(({ offers }) => offers.ignored);
  const failures = answers.flatMap(({ reference, failure }) => failure === void 0 ? [] : [{ reference, failure }]);
  log.progress({ subject: "updates", state: "done", text: `${updates.length} offered` });
  const findings = [...left.findings, ...unpinnedFindings(left.value.filter(isAskable), policy), ...failureFindings(failures), ...leftOut(all.length - answers.length)];
  return { value: { updates, ignored, unread: failures.map(({ reference }) => reference) }, findings };
}

// src/updates/branches/branch-state.ts
function waiting(reason, text) {
  return { kind: "waiting", reason, text: text.slice(0, 500) };
}
function isYoung({ update, settings }, now) {
  return update.released !== void 0 && now.getTime() - Date.parse(update.released) < settings.minimumAge;
}
function tellYouth({ update, settings }, now) {
  const released = Date.parse(update.released ?? "");
  const until = new Date(released + settings.minimumAge).toISOString().slice(0, 16).replace("T", " ");
  return `${update.proposed.replace(/@.*$/, "")} is ${tellSpan(now.getTime() - released)} old; it is old enough at ${until} UTC.`;
}
function isScheduled({ settings }, { now, timezone }) {
  const time = localTime(now, timezone);
  return settings.schedule.some((text) => parseSchedule(text)?.(time) ?? false);
}
function ownState({ name, members }, { open, moment }) {
  if (open.branches.includes(name) || open.approved.includes(name)) return { kind: "due" };
  const young = members.find((member) => isYoung(member, moment.now));
  if (young !== void 0) return waiting("minimum-age", tellYouth(young, moment.now));
  if (members.some(({ settings }) => settings.needsApproval)) return waiting("approval", "It waits for a tick on the dashboard.");
  const late = members.find((member) => !isScheduled(member, moment));
  if (late !== void 0) return waiting("schedule", `It waits for its schedule: ${late.settings.schedule.join(", or ")} (${moment.timezone}).`);
  return { kind: "due" };
}
function limitedState({ open, made }, { concurrent, hourly }) {
  if (concurrent > 0 && open.branches.length + made >= concurrent) return waiting("limit", `${open.branches.length + made} pull requests for updates are open, which is the limit (\`updates.pr-concurrent-limit\`).`);
  if (hourly > 0 && open.openedLastHour + made >= hourly) return waiting("limit", `${open.openedLastHour + made} pull requests for updates were opened within an hour, which is the limit (\`updates.pr-hourly-limit\`).`);
  return { kind: "due" };
}

// src/updates/branches/branch-title.ts
var LONGEST = 120;
function clip(text) {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
function shortName(reference) {
  const parsed = parseImageReference(reference);
  const name = parsed === void 0 ? reference : formatFamiliarName(parsed);
  return name.slice(name.lastIndexOf("/") + 1);
}
function tagOf(reference) {
  return parseImageReference(reference)?.tag ?? "latest";
}
function single({ kind, reference, proposed }) {
  const name = shortName(reference);
  switch (kind) {
    case "pin":
      return `Pin ${name}:${tagOf(proposed)} to its digest`;
    case "digest":
      return `Update the digest of ${name}:${tagOf(proposed)}`;
    case "rollback":
      return `Go back to ${name}:${tagOf(proposed)}, as ${tagOf(reference)} is gone`;
    case "replacement":
      return `Replace ${name} by ${shortName(proposed) === name ? proposed.replace(/@.*$/, "") : shortName(proposed)}`;
    case "precise":
      return `Write ${name}:${tagOf(reference)} as ${tagOf(proposed)}`;
    case "patch":
    case "minor":
    case "major":
      return `Update ${name} to ${tagOf(proposed)}`;
  }
}
function several(members, title) {
  const [first] = members;
  const tags = new Set(members.map(({ proposed }) => tagOf(proposed)));
  const isPin = members.every(({ kind }) => kind === "pin");
  const names = new Set(members.map(({ reference }) => shortName(reference)));
  if (isPin) return `Pin ${members.length} images to their digests`;
  const what = title ?? (names.size === 1 && first !== void 0 ? shortName(first.reference) : `${members.length} images`);
  return tags.size === 1 ? `Update ${what} to ${[...tags].join("")}` : `Update ${what}`;
}
function branchTitle({ title, members }) {
  const updates = members.map(({ update }) => update);
  const [first] = updates;
  return clip(first !== void 0 && updates.length === 1 ? single(first) : several(updates, title));
}

// src/updates/branches/branch-name.ts
import { createHash } from "node:crypto";
function branchName(text) {
  const plain2 = text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/\.{2,}/g, ".").replace(/-{2,}/g, "-").replace(/^[-._]+|(?:[-._]|\.lock)+$/g, "");
  if (plain2 !== "" && plain2.length <= 120) return plain2;
  return `${plain2.slice(0, 100)}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`.replace(/^-/, "");
}
function versionLine(tag, kind) {
  const version = parseVersion(tag);
  if (version === void 0 || version.scale === "date" || version.prefix.endsWith(" ")) return tag;
  const [first = 0, second] = version.numbers;
  return kind === "major" || second === void 0 ? `${first}.x` : `${first}.${second}.x`;
}
function updateBranchName({ kind, reference, proposed }) {
  const parsed = parseImageReference(proposed) ?? parseImageReference(reference);
  if (parsed === void 0) return branchName(proposed);
  const name = formatFamiliarName(parsed);
  const tag = parsed.tag ?? "latest";
  switch (kind) {
    case "pin":
    case "digest":
    case "rollback":
    case "replacement":
    case "precise":
      return branchName(`${name}-${tag}-${kind}`);
    case "patch":
    case "minor":
    case "major":
      return branchName(`${name}-${versionLine(tag, kind)}`);
  }
}

// src/updates/branches/group-updates.ts
var PRECEDENCE = ["replacement", "rollback", "major", "minor", "patch", "precise", "digest", "pin"];
var NO_GROUP = "none";
function settle(updates, policy) {
  return updates.flatMap((update) => {
    const image = parseImageReference(update.reference);
    const files = [...new Set(update.places.map(({ file }) => file))];
    return image === void 0 ? [] : [{ update, image, settings: policy.settings({ image, files, kind: update.kind }) }];
  });
}
function ownerOf({ registry, path }) {
  const slash = path.lastIndexOf("/");
  return slash < 0 || registry === "docker.io" && path.startsWith("library/") ? void 0 : `${registry}/${path.slice(0, slash)}`;
}
function releaseOf(image) {
  const owner = ownerOf(image);
  const numbers = parseVersion(image.tag ?? "latest")?.numbers ?? [];
  return owner === void 0 || numbers.length < 2 ? void 0 : `${owner}:${image.tag ?? ""}`;
}
function sharedReleases(references) {
  const paths = /* @__PURE__ */ new Map();
  for (const reference of references) {
    const image = parseImageReference(reference);
    const release2 = image === void 0 ? void 0 : releaseOf(image);
    if (image !== void 0 && release2 !== void 0) paths.set(release2, (paths.get(release2) ?? /* @__PURE__ */ new Set()).add(image.path));
  }
  return new Set([...paths].filter(([, images]) => images.size > 1).map(([release2]) => release2));
}
function keyOf({ update, image, settings }, shared) {
  const { kind, proposed } = update;
  if (settings.group !== void 0 && settings.group !== NO_GROUP) {
    const title = kind === "major" ? `${settings.group} (major)` : settings.group;
    return { name: branchName(title), title };
  }
  const release2 = releaseOf(image);
  const isTag = kind === "patch" || kind === "minor" || kind === "major";
  if (!isTag || release2 === void 0 || !shared.has(release2)) return { name: updateBranchName(update) };
  const owner = ownerOf(image) ?? image.path;
  return { name: branchName(`${owner.replace(/^docker\.io\//, "")}-${versionLine(parseImageReference(proposed)?.tag ?? "latest", kind)}`), title: `${owner.slice(owner.lastIndexOf("/") + 1)} images` };
}
function withoutRepeats(members) {
  const sorted = members.toSorted((left, right) => PRECEDENCE.indexOf(left.update.kind) - PRECEDENCE.indexOf(right.update.kind));
  const first = /* @__PURE__ */ new Map();
  for (const member of sorted) if (!first.has(member.update.reference)) first.set(member.update.reference, member);
  return [...first.values()].toSorted((left, right) => left.update.reference < right.update.reference ? -1 : 1);
}
function groupUpdates(settled, { policy, references }) {
  const shared = policy.groupsMonorepos ? sharedReleases(references) : /* @__PURE__ */ new Set();
  const keyed = settled.map((member) => ({ member, key: keyOf(member, shared) }));
  return [...Map.groupBy(keyed, ({ key }) => key.name)].map(([name, group]) => {
    const title = group[0]?.key.title;
    return { name, ...title === void 0 ? {} : { title }, members: withoutRepeats(group.map(({ member }) => member)) };
  });
}

// src/updates/branches/plan-updates.ts
var ORDER = ["rollback", "replacement", "pin", "digest", "patch", "minor", "precise", "major"];
function rankOf({ members }) {
  return Math.min(...members.map(({ update }) => ORDER.indexOf(update.kind)));
}
function compareGroups(left, right) {
  return rankOf(left) - rankOf(right) || (left.name < right.name ? -1 : Number(left.name > right.name));
}
function merged(members, pick) {
  return [...new Set(members.flatMap(({ settings }) => pick(settings)))].slice(0, 50);
}
function ageNotes(members) {
  const aged = members.filter(({ update, settings }) => settings.minimumAge > 0 && update.released === void 0 && !["pin", "rollback", "replacement"].includes(update.kind));
  return aged.slice(0, 50).map(({ update }) => `The age of ${update.proposed.replace(/@.*$/, "")} is unknown, so the minimum age does not hold it back.`.slice(0, 500));
}
function branchOf(group, state) {
  const { name, members } = group;
  return {
    name,
    title: branchTitle(group),
    kinds: [...new Set(members.map(({ update }) => update.kind))],
    updates: members.slice(0, 1e3).map(({ update }) => update),
    labels: merged(members, ({ labels }) => labels),
    reviewers: merged(members, ({ reviewers }) => reviewers),
    assignees: merged(members, ({ assignees }) => assignees),
    automerge: members.every(({ settings }) => settings.automerge) ? "pull-request" : "off",
    state,
    notes: ageNotes(members)
  };
}
function partAges(group, now) {
  const old = group.members.filter((member) => !isYoung(member, now));
  if (old.length === 0 || old.length === group.members.length) return { group, later: [] };
  const young = group.members.filter((member) => !old.includes(member));
  const later = young.map((member) => ({ reference: member.update.reference, proposed: member.update.proposed, reason: tellYouth(member, now).slice(0, 500) }));
  return { group: { ...group, members: old }, later };
}
function planUpdates({ updates, ignored = [], references, config, now, open }) {
  const policy = openPolicy(config);
  const known = [...references ?? [], ...updates.map(({ reference }) => reference)];
  const parted = groupUpdates(settle(updates, policy), { policy, references: known }).toSorted(compareGroups).map((group) => partAges(group, now));
  const moment = { now, timezone: config.updates.timezone };
  const allowance = { concurrent: config.updates["pr-concurrent-limit"], hourly: config.updates["pr-hourly-limit"] };
  let made = 0;
  const branches = parted.map(({ group }) => {
    const own = ownState(group, { open, moment });
    const isFree = own.kind === "waiting" || open.branches.includes(group.name) || open.approved.includes(group.name);
    const state = isFree ? own : limitedState({ open, made }, allowance);
    if (state.kind === "due" && !open.branches.includes(group.name)) made += 1;
    return branchOf(group, state);
  });
  return { value: { branches: branches.slice(0, 5e3), ignored: [...ignored, ...parted.flatMap(({ later }) => later)].slice(0, 5e3) }, findings: [] };
}

// src/updates/wishes/apply-wishes.ts
function isOver({ until }, now) {
  return until !== void 0 && now.getTime() >= Date.parse(`${until}T00:00:00Z`);
}
function leaveAlone(found, { image, until }) {
  const reason = until === void 0 ? "somebody asked for it to be left alone" : `somebody asked for it to be left alone until ${until}`;
  const left = found.updates.filter(({ reference }) => isNamed(image, reference));
  return {
    ...found,
    updates: found.updates.filter((update) => !left.includes(update)),
    ignored: [...found.ignored, ...left.map(({ reference, proposed }) => ({ reference, proposed, reason }))]
  };
}
function kindOf(question, version) {
  if (isDatabaseMajor({ image: question.image, tag: version })) return "major";
  const [old, next] = [parseVersion(question.image.tag), parseVersion(version)];
  return old === void 0 || next === void 0 ? "major" : stepKind(old, next);
}
async function offerVersion(version, question) {
  const { reference, registry, repository } = question;
  try {
    await registry.resolve(repository, version);
    const offered = await offerTag({ choices: [{ tag: version, kind: kindOf(question, version) }], ignored: [] }, question);
    return { question, ...offered, isMissing: offered.offers.length === 0 };
  } catch (error) {
    if (!(error instanceof StowplanError) || !error.code.startsWith("registry-")) throw error;
    const isMissing = error.code === "registry-missing";
    const reason = `${version} was asked for, but ${isMissing ? "the registry does not have it" : "the registry could not be asked"}`;
    return { question, isMissing, offers: [], ignored: [{ reference, proposed: writeReference(reference, { tag: version }), reason }] };
  }
}
function questionsOf({ image, version }, { pins, context }) {
  const written = pins.filter((pin) => pin.generatedFrom === void 0 && isNamed(image, pin.reference));
  return [...Map.groupBy(written, ({ reference }) => reference)].flatMap(([reference, group]) => {
    const platforms = [...new Set(group.flatMap((pin) => pin.platforms))];
    const question = questionOf({ reference, files: [...new Set(group.map(({ file }) => file))], platforms }, context);
    return question === void 0 || question.image.tag === version ? [] : [question];
  });
}
function offerInstead(found, { answers, pins }) {
  const asked = new Set(answers.filter(({ isMissing }) => !isMissing).map(({ question }) => question.reference));
  const updates = answers.flatMap(
    ({ question: { reference }, offers }) => offers.map(({ kind, proposed, released }) => {
      const places = [...placesOf(pins.filter((pin) => pin.reference === reference), proposed)];
      return { kind, reference, proposed, places, ...released === void 0 ? {} : { released } };
    })
  );
  return { ...found, updates: [...found.updates.filter(({ reference }) => !asked.has(reference)), ...updates], ignored: [...found.ignored, ...answers.flatMap(({ ignored }) => ignored)] };
}
async function applyWishes({ wishes, found, pins, registry, config, now }) {
  const { updates } = config;
  const context = { registry, policy: openPolicy(config), aliases: updates.aliases, now };
  const standing = [];
  let granted = found;
  for (const wish of updates.enabled ? wishes : []) {
    if (wish.kind === "ignore") {
      if (isOver(wish, now)) continue;
      granted = leaveAlone(granted, wish);
    } else {
      const questions = questionsOf(wish, { pins, context });
      const answers = await Promise.all(questions.map((question) => offerVersion(wish.version, question)));
      granted = offerInstead(granted, { answers, pins });
      if (answers.every(({ isMissing }) => isMissing)) continue;
    }
    standing.push(wish);
  }
  return { found: granted, standing: updates.enabled ? standing : wishes };
}

// src/updates/update.ts
var LineEdit = object({
  file: string().max(4096),
  line: int().min(1),
  old: string().max(2e3),
  new: string().max(2e3)
});
var Update = object({
  kind: UpdateKind,
  reference: string().max(4096),
  /** The reference as it would be written. */
  proposed: string().max(4096),
  places: array(Place).max(1e3),
  /** When the proposed version was published, in ISO 8601, where a minimum age made that of interest and it could be told. */
  released: iso_exports.datetime({ offset: true }).max(40).optional(),
  /** The lines to suggest where the pull request changes the file; absent where nothing is to be suggested. */
  edits: array(LineEdit).max(100).optional()
});
var IgnoredUpdate = object({
  reference: string().max(4096),
  /** Absent where the image is not asked about at all. */
  proposed: string().max(4096).optional(),
  reason: string().max(500)
});

// src/updates/update-plan.ts
var WaitingReason = _enum(["schedule", "minimum-age", "limit", "approval"]);
var BranchState = discriminatedUnion("kind", [
  object({ kind: literal("due") }),
  object({ kind: literal("waiting"), reason: WaitingReason, text: string().max(500) })
]);
var Names = array(string().max(256)).max(50);
var UpdateBranch = object({
  /** Without `branch-prefix`; stable while the same versions are meant: `ghcr.io-mealie-recipes-mealie-1.4.x`. */
  name: string().max(180).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  /** The pull request's title, without line breaks: `Update mealie to v1.4.1`. */
  title: string().max(200),
  kinds: array(UpdateKind).max(8),
  /** Sorted by reference; no reference twice. */
  updates: array(Update).min(1).max(1e3),
  labels: Names,
  /** Logins, or `team:NAME`. */
  reviewers: Names,
  assignees: Names,
  automerge: _enum(["off", "pull-request"]),
  state: BranchState,
  /** What the reader of the pull request should know of the decision, a sentence each: an age that is unknown. */
  notes: array(string().max(500)).max(50)
});
var UpdatePlan = object({
  branches: array(UpdateBranch).max(5e3),
  ignored: array(IgnoredUpdate).max(5e3)
});

// src/report/clip-to-schema.ts
var MAX_FINDINGS = 2e4;
function clip2(value, maximum) {
  if (typeof value === "string") return maximum > 1 ? `${value.slice(0, maximum - 1).replace(/[\ud800-\udbff]$/, "")}…` : "";
  return Array.isArray(value) ? value.slice(0, maximum) : value;
}
function clipAt(value, excess) {
  const [key, ...path] = excess.path;
  if (key === void 0) return clip2(value, excess.maximum);
  if (Array.isArray(value)) return value.map((entry, index) => index === key ? clipAt(entry, { ...excess, path }) : entry);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, name === key ? clipAt(entry, { ...excess, path }) : entry]));
}
function kindOf2(path) {
  return path.filter((key) => typeof key !== "number").map(String).join(".");
}
function cutFinding(kind, excesses) {
  const maximum = excesses[0]?.maximum ?? 0;
  return {
    code: "plan-cut",
    severity: "info",
    subject: `plan, ${kind}`,
    message: `${excesses.length === 1 ? "One entry is" : `${excesses.length} entries are`} larger than ${maximum} and was cut.`,
    hint: ""
  };
}
function excessesOf(error) {
  return error.issues.map((issue) => {
    if (issue.code === "too_big") return { path: issue.path, maximum: Number(issue.maximum) };
    throw new StowplanError({
      code: "internal",
      subject: issue.path.map(String).join("."),
      message: `The plan that was put together is not valid: ${issue.message}.`,
      hint: "This is a mistake in stowplan: please report it with the pull request that shows it.",
      cause: error
    });
  });
}
function clipToSchema(schema, data) {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const excesses = excessesOf(parsed.error);
  const clipped = schema.parse(excesses.reduce(clipAt, data));
  const kinds = Object.entries(Object.groupBy(excesses, (excess) => kindOf2(excess.path)));
  const cuts = kinds.map(([kind, ofKind]) => cutFinding(kind, ofKind ?? []));
  return { ...clipped, findings: [...clipped.findings.slice(0, MAX_FINDINGS - cuts.length), ...cuts] };
}

// src/report/conceal.ts
var EXACT = /* @__PURE__ */ new Set(["file", "output", "inputs", "module", "digest", "platformDigest"]);
var TEXTS = /* @__PURE__ */ new Set(["text", "texts", "message", "hint", "old", "new", "diff", "command"]);
var MOST_VALUES = 500;
var LONGEST_NEEDLE = 48;
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/\s+/g, "\\s+");
}
function spellings(value) {
  const quoted = value.replace(/[\\"]/g, "\\$&");
  return [value, quoted, quoted.replaceAll("${", "\\${"), value.replaceAll("'", "'\\''"), value.replaceAll("%", "%%"), value.replaceAll("$", "$$$$")];
}
function needleOf(spelling) {
  const [start, end] = [/^\w/.test(spelling) ? "(?<!\\w)" : "", /\w$/.test(spelling) ? "(?!\\w)" : ""];
  if (spelling.length > LONGEST_NEEDLE) return new RegExp(`${start}${escaped(spelling.slice(0, LONGEST_NEEDLE))}[^\\s"']*`, "g");
  return new RegExp(start + escaped(spelling) + end, "g");
}
function hideValues(values) {
  const longest = [...new Set(values)].toSorted((left, right) => right.length - left.length).slice(0, MOST_VALUES);
  const needles = [...new Set(longest.flatMap(spellings))].map(needleOf);
  return (text) => needles.reduce((rest, needle) => rest.replace(needle, HIDDEN), text);
}
function walk(value, { key, conceal }) {
  if (typeof value === "string") return TEXTS.has(key) ? hideSecrets(conceal(value)) : hideNamedSecrets(conceal(value));
  if (Array.isArray(value)) return value.map((item) => walk(item, { key, conceal }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, EXACT.has(name) ? entry : walk(entry, { key: name, conceal })]));
}
function concealAll(data, values = []) {
  const conceal = hideValues(values);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, walk(value, { key, conceal })]));
}

// src/report/plan-document.ts
var LabelNames = strictObject({
  "no-change": LabelName,
  restarts: LabelName,
  "left-stopped": LabelName,
  "back-up-first": LabelName,
  policy: LabelName,
  failed: LabelName
});
var CommitId = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
var PLAN_VERSION = 1;
var Plan = strictObject({
  version: literal(PLAN_VERSION),
  /** `key` of the configuration: which of several plans of one pull request this is. */
  key: string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/),
  base: CommitId,
  /** The commit that was planned: the merge commit on `pull_request`. */
  head: CommitId,
  /** The tip of the pull request's branch, which a publication is checked against; equal to `head` elsewhere. */
  tip: CommitId,
  /** Which of `of` shares of the hosts this is; absent in a plan of all of them. */
  share: strictObject({ number: int().min(1).max(256), of: int().min(1).max(256) }).optional(),
  /** Inputs of the flake that the pull request moves: the flake's own first. */
  inputs: array(InputChange).max(4e3),
  hosts: array(HostPlan).max(2e3),
  projects: array(ProjectPlan).max(2e3),
  images: array(ImageChange).max(5e3),
  updates: array(Update).max(5e3),
  findings: array(Finding).max(2e4),
  /** What the configuration says about the report, so that publishing needs no checkout. */
  options: strictObject({
    whenUnchanged: _enum(["update", "always", "never"]),
    /** What fails the run: see `fail-on`. */
    failOn: array(FailureRule).max(100),
    /** What is done with modules that were not regenerated; nothing where it is absent. */
    write: _enum(["suggest", "commit"]).optional(),
    /** False where no check run is wanted. */
    check: boolean().optional(),
    /** Names of the labels by what they say; no label is touched where it is absent. */
    labels: LabelNames.optional()
  })
});

// src/report/plan-options.ts
function labelNames({ labels }) {
  const { enabled, ...names } = labels;
  return enabled ? names : void 0;
}
function planOptions(config) {
  const { write } = config.convert;
  const labels = labelNames(config);
  return {
    whenUnchanged: config.comment["when-unchanged"],
    failOn: config["fail-on"],
    ...write === "off" ? {} : { write },
    ...config.check.enabled ? {} : { check: false },
    ...labels === void 0 ? {} : { labels }
  };
}

// src/report/assemble-plan.ts
function byText(left, right) {
  return left < right ? -1 : Number(left > right);
}
function compareFindings(left, right) {
  return SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) || Number(left.place === void 0) - Number(right.place === void 0) || byText(left.place?.file ?? "", right.place?.file ?? "") || (left.place?.line ?? 0) - (right.place?.line ?? 0) || byText(left.subject, right.subject) || byText(left.code, right.code);
}
function identityOf(finding2) {
  const { code: code2, severity, subject, message, hint, place } = finding2;
  return JSON.stringify([code2, severity, subject, message, hint, place?.file, place?.line, place?.column]);
}
function settleFindings(findings) {
  const seen = new Map(findings.map((finding2) => [identityOf(finding2), finding2]));
  return [...seen.values()].toSorted(compareFindings);
}
function assemblePlan(parts) {
  const { base, head, tip } = parts.revisions;
  const { inputs, hosts, projects, images, updates } = parts;
  const findings = settleFindings(parts.findings);
  const shown = concealAll({ inputs, hosts, projects, images, updates, findings }, parts.secrets);
  return clipToSchema(Plan, {
    version: PLAN_VERSION,
    key: parts.config.key,
    base,
    head,
    tip,
    ...parts.share === void 0 ? {} : { share: parts.share },
    ...shown,
    options: planOptions(parts.config)
  });
}

// src/report/failed-plan.ts
function tell(error) {
  if (error instanceof StowplanError) return { subject: hideSecrets(error.subject), message: hideSecrets(error.message), hint: hideSecrets(error.hint) };
  return { subject: "stowplan", message: "It failed in a way that it should not.", hint: "The log of whoever runs it says more; please report it." };
}
function failedPlan(error, revisions) {
  return Plan.parse({
    version: PLAN_VERSION,
    key: revisions.key ?? "default",
    base: revisions.base,
    head: revisions.head,
    tip: revisions.head,
    inputs: [],
    hosts: [],
    projects: [],
    images: [],
    updates: [],
    findings: [{ code: "plan-failed", severity: "error", ...tell(error) }],
    options: { whenUnchanged: "update", failOn: ["error"] }
  });
}

// src/report/html/render-html.ts
import { createHash as createHash2 } from "node:crypto";

// src/report/first-screen.ts
var MAX_ROWS = 25;
function nameOf(text) {
  return shorten(text, 64);
}
function joinPieces(pieces) {
  return pieces.flatMap((piece, index) => index === 0 ? piece : ["; ", ...piece]);
}
function tellHosts(hosts) {
  const compared = hosts.filter((host) => host.status === "changed");
  if (compared.length === 0) return [];
  return [`${count(compared.length, "host")}: `, ...tellUnits(compared, "no unit restarts")];
}
function tellUnits(hosts, calm) {
  const tally = tellTally(tallyActions(hosts.flatMap(newsOf)));
  const unknown = hosts.reduce((sum2, host) => sum2 + (host.switch?.unknown?.length ?? 0), 0);
  if (unknown === 0) return tally.length === 0 ? [calm] : tally;
  return [...tally, ...tally.length === 0 ? [] : [", "], mark("danger", `${count(unknown, "unit")} not known`)];
}
function tellOthers(plan) {
  const number = (status) => plan.hosts.filter((host) => host.status === status).length;
  const projects = plan.projects.filter((project) => project.services.length > 0 || project.status === "removed").length;
  const missing = plan.findings.filter((finding2) => finding2.code === "share-missing").length;
  const areAllCalm = plan.hosts.length > 0 && plan.hosts.every((host) => host.status === "unchanged");
  const projectsChange = `${count(projects, "Compose project")} ${projects === 1 ? "changes" : "change"}`;
  return [
    number("added") > 0 ? [`${count(number("added"), "host")} added`] : [],
    number("removed") > 0 ? [`${count(number("removed"), "host")} removed`] : [],
    number("failed") > 0 ? [mark("danger", `${count(number("failed"), "host")} could not be evaluated`)] : [],
    missing > 0 ? [mark("danger", `${count(missing, "share")} of the hosts ${missing === 1 ? "was" : "were"} not planned`)] : [],
    areHostsUnknown(plan) && projects > 0 ? [mark("danger", "What happens to the hosts could not be found out")] : [],
    projects === 0 ? [] : areAllCalm ? [`No host changes, but ${projectsChange}`] : plan.hosts.length === 0 ? [projectsChange] : []
  ];
}
function headline(plan) {
  const pieces = [tellHosts(plan.hosts), ...tellOthers(plan)].filter((piece) => piece.length > 0);
  if (pieces.length > 0) return joinPieces(pieces);
  if (isBlind(plan)) return [mark("danger", "What this merge does could not be found out")];
  const stamped = tellTally(tallyActions(plan.hosts.flatMap(actionsOf)));
  if (stamped.length > 0) return ["No change but version stamps, for which ", ...stamped];
  if (hasChanges(plan)) return ["No unit restarts"];
  return ["No change: every unit, container and Compose project stays as it is"];
}
function tellFindings(plan) {
  const errors = countFindings(plan, "error");
  const warnings = countFindings(plan, "warning");
  const backups = plan.findings.filter(isBackup).length;
  const pieces = [
    errors > 0 ? [mark("danger", count(errors, "error"))] : [],
    warnings > 0 ? [mark("warning", count(warnings, "warning"))] : []
  ].filter((piece) => piece.length > 0);
  const look = pieces.length === 0 ? [] : [...pieces.flatMap((piece, index) => index === 0 ? piece : [" and ", ...piece]), " to look at"];
  const save = backups === 0 ? [] : [mark("warning", count(backups, "container")), " to back up first"];
  return joinPieces([look, save].filter((piece) => piece.length > 0));
}
function rowOf(host) {
  const name = code(nameOf(host.name));
  switch (host.status) {
    case "failed":
      return [[name], [mark("danger", "could not be evaluated")]];
    case "added":
      return [[name], ["new host"]];
    case "removed":
      return [[name], ["no longer in the flake; stays as it is until someone switches it off"]];
    case "unchanged":
      return [[name], ["no change"]];
    case "changed": {
      const stamped = actionsOf(host).length - newsOf(host).length;
      const others = stamped === 0 ? [] : [`, and ${count(stamped, "unit")} for version stamps`];
      return [[name], [...tellUnits([host], "changed, but no unit restarts"), ...others]];
    }
  }
}
var WEIGHT = { failed: 0, changed: 1, added: 2, removed: 3, unchanged: 4 };
function tellLeftOut(hosts, unchanged) {
  const leftOut2 = hosts.filter(({ isLeftOut }) => isLeftOut === true).length;
  if (leftOut2 === 0) return [];
  const whom = leftOut2 === unchanged ? "" : `${leftOut2} of them `;
  return [`; ${whom}not evaluated, because nothing that ${leftOut2 === 1 ? "it reads" : "they read"} changed`];
}
function hostTable(hosts) {
  const shown = hosts.filter((host) => host.status !== "unchanged").toSorted((left, right) => WEIGHT[left.status] - WEIGHT[right.status]);
  if (shown.length === 0) return [];
  const rows = shown.slice(0, MAX_ROWS).map(rowOf);
  const rest = shown.length - rows.length;
  const unchanged = hosts.length - shown.length;
  const last = rest > 0 ? [[["…"], [count(rest, "more host")]]] : [];
  const calm = unchanged > 0 ? [[[count(unchanged, "other host")], ["no change", ...tellLeftOut(hosts, unchanged)]]] : [];
  return [{ kind: "table", head: ["Host", "What the switch does"], rows: [...rows, ...last, ...calm] }];
}
function firstScreen(plan) {
  const findings = tellFindings(plan);
  return [
    { kind: "title", line: headline(plan) },
    ...findings.length === 0 ? [] : [{ kind: "paragraph", line: findings }],
    ...hostTable(plan.hosts)
  ];
}

// src/report/fit-sections.ts
function yieldingOrder(printed) {
  const indexes = printed.flatMap((entry, index) => entry.texts.slice(1).map(() => index));
  return indexes.toSorted((left, right) => rankOf2(printed, left) - rankOf2(printed, right) || right - left);
}
function rankOf2(printed, index) {
  return printed[index]?.section.rank ?? 0;
}
function sizeOf(state, index) {
  return state.sizes[index]?.[state.chosen[index] ?? 0] ?? 0;
}
function totalOf(state) {
  return Array.from(state.sizes.keys()).reduce((sum2, index) => sum2 + sizeOf(state, index), 0);
}
function giveUp(state, order) {
  let size = totalOf(state);
  const taken = order.findIndex((index) => {
    if (size <= state.room) return true;
    size -= sizeOf(state, index);
    state.chosen[index] = (state.chosen[index] ?? 0) + 1;
    size += sizeOf(state, index);
    return false;
  });
  return taken === -1 ? order : order.slice(0, taken);
}
function takeBack(state, steps) {
  let size = totalOf(state);
  const stuck = /* @__PURE__ */ new Set();
  for (const index of steps.toReversed()) {
    const form = state.chosen[index] ?? 0;
    const longer = size - sizeOf(state, index) + (state.sizes[index]?.[form - 1] ?? 0);
    if (longer > state.room) stuck.add(index);
    if (stuck.has(index)) continue;
    state.chosen[index] = form - 1;
    size = longer;
  }
}
function fitSections(sections, options) {
  const printed = sections.map((section2) => ({ section: section2, texts: section2.forms.map((_, form) => options.print(section2, form)) }));
  const sizes = printed.map((entry) => entry.texts.map((text) => text === "" ? 0 : options.measure(text) + 2));
  const state = { sizes, chosen: printed.map(() => 0), room: options.room };
  takeBack(state, giveUp(state, yieldingOrder(printed)));
  return {
    chosen: printed.map(({ section: section2, texts }, index) => ({ section: section2, text: texts[state.chosen[index] ?? 0] ?? "" })).filter(({ text }) => text !== ""),
    // A section without a text in this language loses nothing.
    cut: sections.filter((_, index) => sizeOf(state, index) < (sizes[index]?.[0] ?? 0))
  };
}
function groupNeighbours(chosen) {
  const groups = [];
  for (const entry of chosen) {
    const last = groups.at(-1);
    const { within } = entry.section;
    if (within !== void 0 && last?.[0]?.section.within === within) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

// src/report/html/escape.ts
var ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (mark2) => ENTITIES[mark2] ?? mark2);
}

// src/report/visible-text.ts
var UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function showUnseen(character) {
  const point = character.codePointAt(0) ?? 0;
  if (point < 32) return String.fromCodePoint(9216 + point);
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
function visibleLine(text) {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(UNSEEN, showUnseen);
}
function visibleLines(text) {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.split("	").map((part) => part.replace(UNSEEN, showUnseen)).join("	")).join("\n");
}

// src/report/graph/layers.ts
var SWEEPS = 6;
function forwardEdges({ nodes, edges }) {
  const outgoing = nodes.map((_, index) => edges.filter(({ from }) => from === index));
  const state = /* @__PURE__ */ new Map();
  const forward = /* @__PURE__ */ new Set();
  function walk2(index) {
    state.set(index, "open");
    for (const edge of outgoing[index] ?? []) {
      if (state.get(edge.to) === "open") continue;
      forward.add(edge);
      if (!state.has(edge.to)) walk2(edge.to);
    }
    state.set(index, "closed");
  }
  const entered = new Set(edges.map(({ to }) => to));
  const roots = [...nodes.keys()].toSorted((left, right) => Number(entered.has(left)) - Number(entered.has(right)));
  for (const root of roots) if (!state.has(root)) walk2(root);
  return forward;
}
function layersOf({ nodes }, forward) {
  const layers = nodes.map(() => 0);
  for (let pass = 0, isMoved = true; isMoved && pass < nodes.length; pass += 1) {
    isMoved = false;
    for (const { from, to } of forward) {
      const least = (layers[from] ?? 0) + 1;
      if ((layers[to] ?? 0) >= least) continue;
      layers[to] = least;
      isMoved = true;
    }
  }
  return layers;
}
function routeEdges(graph, layers) {
  const draft = { layers: [...layers], routes: [] };
  for (const edge of graph.edges) {
    const [start, end] = [layers[edge.from] ?? 0, layers[edge.to] ?? 0];
    const step = Math.sign(end - start);
    const through = [edge.from];
    for (let layer = start + step; step !== 0 && layer !== end; layer += step) {
      draft.layers.push(layer);
      through.push(draft.layers.length - 1);
    }
    draft.routes.push({ edge, through: [...through, edge.to] });
  }
  return draft;
}
function sortLayer(layer, { rows, neighbours }) {
  const mean = (index) => {
    const near = neighbours[index] ?? [];
    return near.length === 0 ? rows[index] ?? 0 : near.reduce((sum2, other) => sum2 + (rows[other] ?? 0), 0) / near.length;
  };
  const keys = new Map(layer.map((index) => [index, mean(index)]));
  layer.sort((left, right) => (keys.get(left) ?? 0) - (keys.get(right) ?? 0));
  for (const [row, index] of layer.entries()) rows[index] = row;
}
function rowsOf({ layers, routes }) {
  const columns = [];
  for (const [index, layer] of layers.entries()) (columns[layer] ??= []).push(index);
  const rows = layers.map(() => 0);
  for (const column of columns) for (const [row, index] of column.entries()) rows[index] = row;
  const before = layers.map(() => []);
  const after = layers.map(() => []);
  for (const { through } of routes) {
    for (const [step, to] of through.entries()) {
      const from = through[step - 1];
      if (from === void 0) continue;
      const [left, right] = (layers[from] ?? 0) <= (layers[to] ?? 0) ? [from, to] : [to, from];
      after[left]?.push(right);
      before[right]?.push(left);
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const neighbours = sweep % 2 === 0 ? before : after;
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) sortLayer(column, { rows, neighbours });
  }
  return rows;
}
function placeInLayers(graph) {
  const draft = routeEdges(graph, layersOf(graph, forwardEdges(graph)));
  const rows = rowsOf(draft);
  const placed = draft.layers.map((layer, index) => ({ layer, row: rows[index] ?? 0, isWaypoint: index >= graph.nodes.length }));
  return { placed, routes: draft.routes };
}

// src/report/graph/draw-svg.ts
var BOX = { width: 264, height: 40 };
var GAP = { column: 72, row: 14 };
var MARGIN = 4;
var LETTERS = 34;
function cornerOf({ layer, row }) {
  return { x: MARGIN + layer * (BOX.width + GAP.column), y: MARGIN + row * (BOX.height + GAP.row) };
}
function drawNode({ name, action }, placed) {
  const { x, y } = cornerOf(placed);
  const verb = action === void 0 ? "stays as it is" : verbOf(action);
  const text = escapeHtml(visibleLine(name));
  const short = escapeHtml(shorten(visibleLine(name), LETTERS));
  return `<g class="unit ${action ?? "calm"}"><title>${text} ${verb}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${x + 12}" y="${y + 17}">${short}</text><text class="verb" x="${x + 12}" y="${y + 32}">${verb}</text></g>`;
}
function curve(from, to) {
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
function pathOf(places) {
  const isForward = (places[0]?.layer ?? 0) <= (places.at(-1)?.layer ?? 0);
  const ends = places.map((placed) => {
    const { x, y } = cornerOf(placed);
    const middle = y + BOX.height / 2;
    const sides = [{ x, y: middle }, { x: x + BOX.width, y: middle }];
    return isForward ? { enter: sides[0], leave: sides[1] } : { enter: sides[1], leave: sides[0] };
  });
  const [first, ...rest] = ends;
  if (first === void 0) return "";
  let from = first.leave;
  const steps = rest.map(({ enter, leave }) => {
    const step = curve(from, enter);
    from = leave;
    return enter === rest.at(-1)?.enter ? step : `${step}L${leave.x} ${leave.y}`;
  });
  return `M${first.leave.x} ${first.leave.y}${steps.join("")}`;
}
function drawEdge(edge, { graph, places }) {
  const name = (index) => visibleLine(graph.nodes[index]?.name ?? "");
  const through = edge.label === "" ? "" : ` (${edge.label})`;
  const title = `${name(edge.from)} → ${name(edge.to)}${through}${edge.isCascade ? ": drags it along" : ""}`;
  return `<path class="edge${edge.isCascade ? " cascade" : ""}" d="${pathOf(places)}" marker-end="url(#${edge.isCascade ? "arrow-cascade" : "arrow"})"><title>${escapeHtml(title)}</title></path>`;
}
var ARROWS = `<svg width="0" height="0" aria-hidden="true" focusable="false" class="arrows"><defs>${["arrow", "arrow-cascade"].map((id) => `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`).join("")}</defs></svg>`;
function drawGraph(graph, label) {
  if (graph.nodes.length === 0) return "";
  const { placed, routes } = placeInLayers(graph);
  const corners = placed.map(cornerOf);
  const width = Math.max(...corners.map(({ x }) => x)) + BOX.width + MARGIN;
  const height = Math.max(...corners.map(({ y }) => y)) + BOX.height + MARGIN;
  const nodes = graph.nodes.flatMap((node, index) => placed[index] === void 0 ? [] : [drawNode(node, placed[index])]);
  const edges = routes.map(({ edge, through }) => drawEdge(edge, { graph, places: through.flatMap((index) => placed[index] ?? []) }));
  return `<svg class="graph" role="img" aria-label="${escapeHtml(visibleLine(label))}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${edges.join("")}${nodes.join("")}</svg>`;
}

// src/report/place.ts
function tellPlace(place) {
  const file = shorten(place.file, 200);
  return place.line === void 0 ? file : `${file}:${place.line}`;
}

// src/report/tell-cause.ts
var SENTENCE = 400;
function tellScript(text) {
  const colon = text.indexOf(": ");
  return colon === -1 ? [text] : [text.slice(0, colon + 2), code(text.slice(colon + 2))];
}
function tellCause(cause) {
  const text = shorten(shortDigests(cause.text), SENTENCE);
  const place = cause.place === void 0 ? [] : [" (", code(tellPlace(cause.place)), ")"];
  return [...cause.kind === "script" ? tellScript(text) : [text], ...place];
}

// src/report/action-groups.ts
var LEAST = 3;
var MAX_CAUSES = 3;
var MAX_PACKAGES = 8;
var NAME = 120;
function keyOf2(action) {
  const { group, causes, unit, scope } = action;
  if (action.action === "left-stopped") return JSON.stringify([unit, scope]);
  return JSON.stringify([action.action, scope, group ?? causes.map(({ text, place }) => [text, place])]);
}
function groupActions(actions) {
  const groups = /* @__PURE__ */ new Map();
  for (const action of actions) {
    const group = groups.get(keyOf2(action));
    if (group === void 0) groups.set(keyOf2(action), [action]);
    else group.push(action);
  }
  return [...groups.values()].flatMap((group) => group.length >= LEAST ? [group] : group.map((action) => [action]));
}
function tellCauses(causes) {
  const told = causes.slice(0, MAX_CAUSES).flatMap((cause, index) => index === 0 ? tellCause(cause) : ["; ", ...tellCause(cause)]);
  const rest = causes.length - MAX_CAUSES;
  return rest > 0 ? [...told, `; and ${rest} more`] : told;
}
function tellGroup(group) {
  const [{ action, scope, group: text, causes }] = group;
  const units = `: ${count(group.length, "unit")}${scope === "user" ? " of users" : ""} ${verbOf(action, group.length)}`;
  const why = text === void 0 ? tellCauses(causes) : [text];
  return why.length === 0 ? [units.slice(2)] : [...why, units];
}
function tellNames(group, limit) {
  const names = group.slice(0, limit).flatMap(({ unit }, index) => [...index === 0 ? [] : [", "], code(shorten(unit, NAME))]);
  return group.length > limit ? [...names, ` and ${group.length - limit} more`] : names;
}
function tellPackages(group) {
  if (group[0].group === void 0) return [];
  const moved2 = group.flatMap(({ causes }) => causes.filter((cause) => cause.kind === "store-path" && cause.old !== cause.new));
  const counts = Object.entries(Object.groupBy(moved2, (cause) => cause.text)).map(([text, same]) => ({ text, units: same?.length ?? 0 }));
  const sorted = counts.toSorted((left, right) => right.units - left.units);
  const told = sorted.slice(0, MAX_PACKAGES).map(({ text, units }) => `${shorten(text, NAME)} (${units})`).join(", ");
  return told === "" ? [] : [`${told}${sorted.length > MAX_PACKAGES ? `, and ${sorted.length - MAX_PACKAGES} more packages` : ""}`];
}

// src/report/graph/graph.ts
function pickEdges(graph, isWanted2) {
  const edges = graph.edges.filter(isWanted2);
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const places = new Map([...touched].toSorted((left, right) => left - right).map((old, index) => [old, index]));
  return {
    nodes: graph.nodes.filter((_, index) => touched.has(index)),
    edges: edges.map((edge) => ({ ...edge, from: places.get(edge.from) ?? 0, to: places.get(edge.to) ?? 0 })),
    more: graph.more
  };
}

// src/report/graph/host-graph.ts
var MOST_NODES = 150;
var MOST_EDGES = 500;
function nameOf2({ unit, scope }) {
  return scope === "user" ? `${unit} (of users)` : unit;
}
function cascadesOf(action) {
  const to = nameOf2(action);
  const others = action.causes.filter(({ kind, subject }) => kind === "cascade" && subject !== action.unit && subject !== "");
  return others.map(({ subject }) => ({ from: nameOf2({ unit: subject, scope: action.scope }), to, label: "", isCascade: true }));
}
function dependenciesOf(host) {
  return (host.switch?.dependencies ?? []).map(({ unit, on, kind, scope }) => ({ from: nameOf2({ unit: on, scope }), to: nameOf2({ unit, scope }), label: kind, isCascade: false }));
}
function uniteEdges(edges) {
  const united = /* @__PURE__ */ new Map();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const known = united.get(key);
    const labels = [known?.label, edge.label].filter((label) => label !== void 0 && label !== "");
    united.set(key, { ...edge, label: [...new Set(labels)].join(" "), isCascade: edge.isCascade || known?.isCascade === true });
  }
  return [...united.values()];
}
function hostGraph(host) {
  const actions = new Map(newsOf(host).map((action) => [nameOf2(action), action]));
  const cascades = [...actions.values()].flatMap(cascadesOf);
  const all = uniteEdges([...cascades, ...dependenciesOf(host).filter(({ from, to }) => actions.has(from) && actions.has(to))]);
  const weight = (name) => DANGER.findIndex((action) => action === actions.get(name)?.action);
  const dragged = new Set(cascades.flatMap(({ from, to }) => [from, to]));
  const names = [...new Set(all.flatMap(({ from, to }) => [from, to]))].toSorted(
    (left, right) => Number(dragged.has(right)) - Number(dragged.has(left)) || weight(left) - weight(right) || (left < right ? -1 : 1)
  );
  const places = new Map(names.slice(0, MOST_NODES).map((name, index) => [name, index]));
  const nodes = [...places.keys()].map((name) => {
    const action = actions.get(name)?.action;
    return action === void 0 ? { name } : { name, action };
  });
  const edges = all.flatMap(({ from, to, ...edge }) => {
    const [start, end] = [places.get(from), places.get(to)];
    return start === void 0 || end === void 0 || start === end ? [] : [{ ...edge, from: start, to: end }];
  });
  const kept = edges.toSorted((left, right) => Number(right.isCascade) - Number(left.isCascade)).slice(0, MOST_EDGES);
  return { nodes, edges: kept, more: Math.max(0, names.length - MOST_NODES) };
}

// src/report/graph-section.ts
var OPEN = 12;
var MAX_LINES = 8;
var MAX_DRAGGED = 12;
var NAME2 = 100;
function tellNode({ name, action }) {
  return [code(shorten(name, NAME2)), ...action === void 0 ? [] : [` (${verbOf(action)})`]];
}
function tellCascades({ nodes, edges }) {
  return nodes.flatMap(({ name }, index) => {
    const dragged = edges.filter(({ from }) => from === index).toSorted((left, right) => left.to - right.to).flatMap(({ to }) => nodes[to] ?? []);
    if (dragged.length === 0) return [];
    const told = dragged.slice(0, MAX_DRAGGED).flatMap((node, place) => [...place === 0 ? [] : [", "], ...tellNode(node)]);
    const rest = dragged.length - MAX_DRAGGED;
    return [[code(shorten(name, NAME2)), " drags along ", ...told, ...rest > 0 ? [` and ${rest} more`] : []]];
  });
}
function wordsOf(lines) {
  const items = lines.slice(0, MAX_LINES).map((line) => ({ line }));
  const rest = lines.length - MAX_LINES;
  const lead = { kind: "paragraph", line: ["What drags what along:"] };
  return items.length === 0 ? [] : [lead, { kind: "list", items: rest > 0 ? [...items, { line: [`${rest} more units drag others along`] }] : items }];
}
function graphSections(host) {
  const graph = hostGraph(host);
  if (graph.edges.length === 0) return [];
  const label = `Units of ${host.name} that hang on each other`;
  const cascades = pickEdges(graph, ({ isCascade }) => isCascade);
  const words = wordsOf(tellCascades(cascades));
  const drawing = { kind: "graph", graph, label };
  if (words.length === 0) return [{ rank: 0, loses: ["", ""], forms: [[drawing]], isPageOnly: true }];
  const title = ["What drags what along on ", code(shorten(host.name, NAME2))];
  const whole = cascades.nodes.length > OPEN ? [{ kind: "fold", summary: title, blocks: [...words, drawing] }] : [...words, drawing];
  return [{ rank: 25, loses: ["the graph of what drags what along", "graphs"], forms: [whole, words, []] }];
}

// src/report/host-sections.ts
var SHOWN = 12;
var LIMITS = [Number.POSITIVE_INFINITY, 60];
var MAX_CAUSES2 = 6;
var NAME3 = 120;
var MAX_NAMES = 20;
var MAX_FOLDED_NAMES = 200;
function isOnlyStorePath(action) {
  return action.action !== "left-stopped" && action.causes.length > 0 && action.causes.every((cause) => cause.kind === "store-path");
}
function sortActions(actions) {
  return actions.toSorted(
    (left, right) => DANGER.indexOf(left.action) - DANGER.indexOf(right.action) || Number(isOnlyStorePath(left)) - Number(isOnlyStorePath(right)) || (left.unit < right.unit ? -1 : Number(left.unit > right.unit))
  );
}
function tellVerb(action) {
  const verb = verbOf(action.action);
  if (action.action === "left-stopped") return mark("danger", verb);
  return action.action === "stop" ? mark("warning", verb) : verb;
}
function subjectOf(action) {
  const unit = code(shorten(action.unit, NAME3));
  return action.scope === "user" ? [unit, " (of users)"] : [unit];
}
function actionItem(action) {
  const line = [...subjectOf(action), " ", tellVerb(action)];
  const causes = action.causes.slice(0, MAX_CAUSES2).map(tellCause);
  const rest = action.causes.length - causes.length;
  const [only, ...others] = causes;
  if (only === void 0) return { line };
  if (others.length === 0) return { line: [...line, ": ", ...only] };
  return { line: [...line, ":"], details: rest > 0 ? [...causes, [`and ${count(rest, "more cause")}`]] : causes };
}
function groupItem(group) {
  const [first, ...others] = group;
  return others.length === 0 ? actionItem(first) : { line: tellGroup(group), details: [tellNames(group, MAX_NAMES)] };
}
function shortItem(action) {
  return { line: [...subjectOf(action), " ", tellVerb(action)] };
}
function list(items) {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}
function fold(summary, { items, limit }) {
  if (items.length === 0) return [];
  const rest = items.length - limit;
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  return [{ kind: "fold", summary: [summary], blocks: [...list(items.slice(0, limit)), ...more] }];
}
function groupFold(group, limit) {
  const packages = tellPackages(group);
  const names = { kind: "paragraph", line: tellNames(group, limit) };
  return { kind: "fold", summary: tellGroup(group), blocks: packages.length === 0 ? [names] : [{ kind: "paragraph", line: packages }, names] };
}
function quietBlocks(actions, limit) {
  const groups = groupActions(actions.filter(isOnlyStorePath));
  const single2 = groups.filter((group) => group.length === 1).flat().map(actionItem);
  const stamped = actions.filter(isStampOnly).map(actionItem);
  return [
    ...groups.filter((group) => group.length > 1).map((group) => groupFold(group, Math.min(limit, MAX_FOLDED_NAMES))),
    ...fold(`${count(single2.length, "unit")} for which only the version of a package moved`, { items: single2, limit }),
    ...fold(`${count(stamped.length, "unit")} for which only a revision, a version label or a date stamp moved`, { items: stamped, limit })
  ];
}
function unknownBlocks(host) {
  const units = host.switch?.unknown ?? [];
  if (units.length === 0) return [];
  const names = units.slice(0, MAX_NAMES).flatMap((unit, index) => [...index === 0 ? [] : [", "], code(shorten(unit, NAME3))]);
  const rest = units.length - MAX_NAMES;
  return [{ kind: "paragraph", line: [mark("danger", "Not known"), ": what the switch does to ", ...names, ...rest > 0 ? [` and ${rest} more`] : []] }];
}
function hostBlocks(host, limit) {
  const sorted = sortActions(actionsOf(host));
  const told = groupActions(sorted.filter((action) => !isOnlyStorePath(action) && !isStampOnly(action)));
  const folded = told.slice(SHOWN);
  return [
    ...unknownBlocks(host),
    ...list(told.slice(0, SHOWN).map(groupItem)),
    ...fold(count(folded.flat().length, "more unit"), { items: folded.map(groupItem), limit }),
    ...quietBlocks(sorted, limit)
  ];
}
function hostSection(host) {
  const heading = { kind: "heading", line: ["Host ", code(shorten(host.name, NAME3))] };
  const sorted = sortActions(newsOf(host));
  const brief = sorted.length === 0 ? [] : [
    { kind: "paragraph", line: [...tellTally(tallyActions(sorted)), ". The first of them:"] },
    ...list(sorted.slice(0, SHOWN).map(shortItem))
  ];
  return { rank: 60, loses: ["the actions of one host", "hosts' actions"], forms: [...LIMITS.map((limit) => [heading, ...hostBlocks(host, limit)]), [heading, ...brief], []] };
}
function hostSections(hosts) {
  const worst = (host) => Math.min(DANGER.length, ...newsOf(host).map((action) => DANGER.indexOf(action.action)));
  return hosts.filter((host) => actionsOf(host).length + unknownBlocks(host).length > 0).toSorted((left, right) => worst(left) - worst(right)).flatMap((host) => [hostSection(host), ...graphSections(host)]);
}

// src/report/diff-sections.ts
var BRIEF = 40;
var LONG = 6e3;
var RANK = 10;
function diffSection(summary, diff) {
  if (diff.trim() === "") return [];
  const lines = diff.replace(/\n+$/, "").split("\n");
  const rest = lines.length - BRIEF;
  const brief = [...lines.slice(0, BRIEF).map((line) => shorten(line, 120)), ...rest > 0 ? [`… ${rest} more lines`] : []].join("\n");
  const forms = diff.length > LONG ? [diff, brief] : [diff];
  return [
    {
      rank: RANK,
      within: "Exact diffs",
      loses: ["a diff", "diffs"],
      forms: [...forms.map((text) => [{ kind: "fold", summary, blocks: [{ kind: "diff", text }] }]), []]
    }
  ];
}
function hostDiffs(host) {
  return sortActions(actionsOf(host)).flatMap(
    (action) => diffSection([code(shorten(action.unit, 120)), " on ", code(shorten(host.name, 64))], action.diff)
  );
}
function projectDiffs(project) {
  const name = code(shorten(project.name, 80));
  return [
    ...diffSection(["module of ", name, ", from base to head"], project.diff),
    ...diffSection(["module of ", name, ", from what is committed to what the Compose file gives"], project.drift.diff)
  ];
}
function diffSections(parts) {
  return [...parts.hosts.flatMap(hostDiffs), ...parts.projects.flatMap(projectDiffs)];
}

// src/report/finding-sections.ts
var UPDATES = /* @__PURE__ */ new Set(["update-available"]);
function isToldElsewhere(finding2) {
  return UPDATES.has(finding2.code) || isPolicy(finding2);
}
var SENTENCE2 = 600;
var BRIEFS = [60, 10];
function tellWhere(finding2) {
  return finding2.place === void 0 ? [] : [" (", code(tellPlace(finding2.place)), ")"];
}
var TONES = { error: "danger", warning: "warning", info: "warning" };
function findingItem(finding2) {
  const line = [mark(TONES[finding2.severity], shorten(shortDigests(finding2.subject), 160)), ": ", shorten(shortDigests(finding2.message), SENTENCE2), ...tellWhere(finding2)];
  return finding2.hint === "" ? { line } : { line, details: [[shorten(finding2.hint, SENTENCE2)]] };
}
function section(heading, findings) {
  return [{ kind: "heading", line: [heading] }, { kind: "list", items: findings.map(findingItem) }];
}
var RULES = {
  backup: { heading: "Back up before the merge", rank: 80, loses: ["some of what to back up", "lists of what to back up"] },
  error: { heading: "Errors", rank: 90, loses: ["some errors", "lists of errors"] },
  warning: { heading: "Warnings", rank: 50, loses: ["some warnings", "lists of warnings"] }
};
function briefSection(rules, { findings, limit }) {
  const rest = findings.length - limit;
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  return [...section(rules.heading, findings.slice(0, limit).map(shortFinding)), ...more];
}
function findingSection(rules, findings) {
  if (findings.length === 0) return [];
  const briefs = BRIEFS.map((limit) => briefSection(rules, { findings, limit }));
  return [{ rank: rules.rank, loses: rules.loses, forms: [section(rules.heading, findings), ...briefs, []] }];
}
function shortFinding(finding2) {
  return { ...finding2, message: shorten(finding2.message, 200), hint: shorten(finding2.hint, 200) };
}
function notesSection(findings) {
  if (findings.length === 0) return [];
  const list2 = { kind: "list", items: findings.map(findingItem) };
  const fold2 = { kind: "fold", summary: [count(findings.length, "note")], blocks: [list2] };
  return [{ rank: 30, loses: ["the notes", "lists of notes"], forms: [[fold2], []] }];
}
function findingSections(findings) {
  const told = findings.filter((finding2) => !isToldElsewhere(finding2));
  const ofSeverity = (severity) => told.filter((finding2) => finding2.severity === severity && !isBackup(finding2));
  return [
    ...findingSection(RULES.error, ofSeverity("error")),
    ...findingSection(RULES.backup, told.filter(isBackup)),
    ...findingSection(RULES.warning, ofSeverity("warning"))
  ];
}
function noteSections(findings) {
  return notesSection(findings.filter((finding2) => finding2.severity === "info" && !isToldElsewhere(finding2) && !isBackup(finding2)));
}

// src/report/images/package-section.ts
var MOST_PACKAGES = 300;
var FEW_PACKAGES = 40;
var ECOSYSTEMS2 = {
  deb: "Debian",
  apk: "Alpine",
  rpm: "RPM",
  npm: "npm",
  pypi: "Python",
  gem: "Ruby",
  golang: "Go",
  cargo: "Rust",
  maven: "Java",
  nuget: ".NET"
};
function listOf(name, { changes, most }) {
  const rest = changes.length - most;
  const items = changes.slice(0, most).map((change) => ({ line: [shorten(tellPackage(change), 240)] }));
  const more = rest > 0 ? [{ line: [`and ${rest} more`] }] : [];
  return [{ kind: "paragraph", line: [`${ECOSYSTEMS2[name] ?? shorten(name, 40)}: ${count(changes.length, "package")}`] }, { kind: "list", items: [...items, ...more] }];
}
function packageBlocks({ packages }, most) {
  if (packages === void 0 || packages.changes.length === 0) return [];
  const groups = Object.entries(Object.groupBy(packages.changes, ({ ecosystem }) => ecosystem));
  const lists = groups.flatMap(([name, changes = []]) => listOf(name, { changes, most }));
  const more = packages.more > 0 ? [{ kind: "note", line: [`and ${count(packages.more, "package")} beyond what a plan keeps`] }] : [];
  const source = packages.from === "sbom" ? "as the images' SBOMs list them" : packages.isSystemOnly ? "of the distribution, read from layers" : "read from the layers that differ";
  return [...lists, ...more, { kind: "note", line: [`Packages ${source}.`] }];
}
function insideSections(change, { move, within, shown }) {
  const others = change.differences.slice(shown).map(({ text }) => ({ line: [shorten(text, 600)] }));
  const list2 = others.length === 0 ? [] : [{ kind: "list", items: others }];
  const form = (most) => {
    const blocks = [...list2, ...packageBlocks(change, most)];
    return blocks.length === 0 ? [] : [{ kind: "fold", summary: ["What is different inside ", ...move], blocks }];
  };
  const whole = form(MOST_PACKAGES);
  if (whole.length === 0) return [];
  return [{ rank: 14, loses: ["the packages of an image", "lists of packages"], forms: [whole, form(FEW_PACKAGES), []], within }];
}

// src/report/images/tell-notes.ts
var MOST_LINES = 40;
var LONGEST_LINE2 = 300;
function plain(line) {
  return line.replace(/<!--.{0,2000}?-->/g, "").replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, "").replace(/\[([^\]]{1,500})\]\([^)]{0,2000}\)/g, "$1").replace(/<https?:\/\/([^>]{1,2000})>/g, "https://$1").replace(/<\/?[a-z][^>]{0,2000}>/gi, "").replace(/https?:\/\/[\w.-]{1,253}\/[\w.-]{1,100}\/[\w.-]{1,100}\/(?:pull|issues|-\/merge_requests|-\/issues)\/(\d{1,9})\b/g, "#$1").replace(/(\*\*|__|~~)(?=\S)(.{1,1000}?)(?<=\S)\1/g, "$2").replace(/\s+/g, " ").trim();
}
var NOTHING_SAID = /^(?:[-*_=|:\s]*|\**full changelog\**:.*|```.*|~~~.*)$/i;
function readLine(line) {
  if (NOTHING_SAID.test(line.trim())) return [];
  const [, heading] = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? [];
  const [, item] = /^\s*(?:[-*+]|\d{1,4}[.)])\s+(.*)$/.exec(line) ?? [];
  const text = plain((heading ?? item ?? line).replace(/^\s*>\s?/, "").replace(/^\[[ x]\]\s+/i, ""));
  if (text === "") return [];
  const kind = heading !== void 0 ? "heading" : item !== void 0 ? "item" : "text";
  return [{ kind, text: text.length > LONGEST_LINE2 ? `${text.slice(0, LONGEST_LINE2 - 1).replace(/[\ud800-\udbff]$/, "")}…` : text }];
}
function tellNotes(markdown) {
  const lines = markdown.split(/\r?\n/).flatMap((line) => line.length > 1e4 ? [] : readLine(line));
  const useful = lines.filter((line, index) => line.kind !== "heading" || (lines[index + 1] ?? line).kind !== "heading");
  return { lines: useful.slice(0, MOST_LINES), more: Math.max(0, useful.length - MOST_LINES) };
}

// src/report/images/release-notes.ts
var FEW_LINES = 6;
function titleOf({ tag, name, published, url }) {
  const day = /^\d{4}-\d\d-\d\d/.exec(published)?.[0];
  const isNamed2 = name !== "" && name !== tag && !tag.endsWith(name);
  return [link(shorten(tag, 120), url), ...day === void 0 ? [] : [` of ${day}`], ...isNamed2 ? [`: ${shorten(name, 160)}`] : []];
}
function blocksOf(lines) {
  const blocks = [];
  for (const { kind, text } of lines) {
    const last = blocks.at(-1);
    if (kind === "item" && last?.kind === "list") blocks[blocks.length - 1] = { kind: "list", items: [...last.items, { line: [text] }] };
    else blocks.push(kind === "item" ? { kind: "list", items: [{ line: [text] }] } : { kind: "paragraph", line: [text] });
  }
  return blocks;
}
function releaseBlocks(note, most) {
  const { lines, more } = tellNotes(note.notes);
  const rest = more + Math.max(0, lines.length - most);
  const tail = rest > 0 ? [{ kind: "note", line: [`and ${count(rest, "more line")}`] }] : [];
  return [{ kind: "paragraph", line: titleOf(note) }, ...blocksOf(lines.slice(0, most)), ...tail];
}
function releaseSections(change, { move, within }) {
  const { releases = [], moreReleases = 0 } = change;
  if (releases.length === 0) return [];
  const older = moreReleases > 0 ? [{ kind: "note", line: [`and ${count(moreReleases, "older release")}`] }] : [];
  const fold2 = (most) => ({
    kind: "fold",
    summary: [`${count(releases.length + moreReleases, "release")} of `, ...move],
    blocks: [...releases.flatMap((note) => releaseBlocks(note, most)), ...older]
  });
  return [{ rank: 12, loses: ["the release notes of an image", "release notes"], forms: [[fold2(Number.POSITIVE_INFINITY)], [fold2(FEW_LINES)], []], within }];
}

// src/report/tell-bytes.ts
var UNITS2 = ["B", "kB", "MB", "GB", "TB"];
function tellBytes(bytes) {
  const power = Math.min(UNITS2.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = bytes / 1e3 ** power;
  const digits = power > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount).toString();
  return `${digits} ${UNITS2[power] ?? "B"}`;
}

// src/report/image-section.ts
var MAX_DIFFERENCES = 8;
var MAX_USERS = 4;
var MAX_GAPS = 2;
var MAX_RELEASES = 6;
var DIGEST_LETTERS = 12;
var OPEN_LAYERS = 12;
var WITHIN = "Packages and release notes";
function splitReference(reference) {
  const at = reference.indexOf("@");
  const named2 = at === -1 ? reference : reference.slice(0, at);
  const digest = at === -1 ? "" : reference.slice(at + 1).replace(/^(\w+:[0-9a-f]+)$/, (text) => `@${text.slice(0, text.indexOf(":") + 1 + DIGEST_LETTERS)}`);
  const colon = named2.indexOf(":", named2.lastIndexOf("/") + 1);
  if (colon === -1) return { name: named2, version: digest };
  return { name: named2.slice(0, colon), version: `${named2.slice(colon + 1)}${digest}` };
}
function tellVersion(image) {
  return shorten(splitReference(image.reference).version, 120) || "no tag";
}
function tellMove(change) {
  const { old, new: next } = change;
  if (old === void 0 && next === void 0) return ["an image"];
  if (old === void 0 || next === void 0) {
    const only = next ?? old;
    return [code(shorten(only?.reference ?? "", 240)), next === void 0 ? " is no longer used" : " is new"];
  }
  const [from, to] = [splitReference(old.reference), splitReference(next.reference)];
  if (from.name !== to.name) return [code(shorten(old.reference, 240)), " → ", code(shorten(next.reference, 240))];
  return [code(shorten(from.name, 160)), " ", code(tellVersion(old)), " → ", code(tellVersion(next))];
}
function tellUser(user) {
  const owner = user.kind === "container" ? user.host : user.project;
  return [code(shorten(user.name, 80)), user.kind === "container" ? " on " : " of project ", code(shorten(owner, 80))];
}
function tellUsers(users) {
  if (users.length === 0) return [];
  const shown = users.slice(0, MAX_USERS).flatMap((user, index) => index === 0 ? tellUser(user) : [", ", ...tellUser(user)]);
  const rest = users.length - MAX_USERS;
  return [["used by ", ...shown, ...rest > 0 ? [` and ${rest} more`] : []]];
}
function tellDownload(change) {
  if (change.isSameContent) return [[`the same content on ${change.platform}: nothing to pull`]];
  if (change.download === void 0) return [];
  const whole = change.new?.size === void 0 || change.new.size === change.download ? "" : ` of ${tellBytes(change.new.size)}`;
  const unpacked = change.unpacked === void 0 || change.unpacked === 0 ? "" : `, ${tellBytes(change.unpacked)} on disk`;
  return [[`to download: ${tellBytes(change.download)}${whole}${unpacked}`]];
}
function tellCompare({ compare }) {
  if (compare === void 0) return [];
  const range = compare.slice(compare.lastIndexOf("/") + 1).replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, "$1");
  return [["changes: ", link(shorten(range, 120), compare)]];
}
function tellReleases({ releases = [], moreReleases = 0 }) {
  if (releases.length === 0) return [];
  const shown = releases.slice(0, MAX_RELEASES).flatMap(({ tag, url }, index) => [...index === 0 ? [] : [", "], link(shorten(tag, 80), url)]);
  const rest = Math.max(0, releases.length - MAX_RELEASES) + moreReleases;
  return [["release notes: ", ...shown, ...rest > 0 ? [` and ${rest} more`] : []]];
}
function tellGaps({ gaps = [] }) {
  return gaps.slice(0, MAX_GAPS).map((gap) => [shorten(gap, 300)]);
}
function imageItem(change) {
  const differences = change.differences.slice(0, MAX_DIFFERENCES).map((difference) => [shorten(difference.text, 300)]);
  const rest = change.differences.length - differences.length;
  const more = rest > 0 ? [[`and ${count(rest, "more difference")}`]] : [];
  return { line: tellMove(change), details: [...differences, ...more, ...tellDownload(change), ...tellGaps(change), ...tellCompare(change), ...tellReleases(change), ...tellUsers(change.usedBy)] };
}
function detailSections(change) {
  const place = { move: tellMove(change), within: WITHIN };
  return [...insideSections(change, { ...place, shown: MAX_DIFFERENCES }), ...releaseSections(change, place)];
}
function layerSections(change, isOpen) {
  const [old, next] = [change.old?.layers ?? [], change.new?.layers ?? []];
  if (old.length + next.length === 0) return [];
  const drawing = { kind: "layers", old, new: next };
  const shown = isOpen ? [{ kind: "paragraph", line: tellMove(change) }, drawing] : [{ kind: "fold", summary: tellMove(change), blocks: [drawing] }];
  return [{ rank: 0, loses: ["", ""], forms: [shown], isPageOnly: true, within: "Layers of the images" }];
}
function imageSections(images) {
  if (images.length === 0) return [];
  const heading = { kind: "heading", line: ["Images"] };
  const whole = { kind: "list", items: images.map(imageItem) };
  const brief = { kind: "list", items: images.slice(0, 50).map((change) => ({ line: tellMove(change) })) };
  const list2 = { rank: 40, loses: ["what is different inside the images", "lists of images"], forms: [[heading, whole], [heading, brief], []] };
  return [list2, ...images.flatMap((change) => layerSections(change, images.length <= OPEN_LAYERS)), ...images.flatMap(detailSections)];
}

// src/report/input-section.ts
var MAX_DIRECT = 60;
var MAX_NESTED = 200;
var REVISION_LETTERS = 10;
var HASH_LETTERS = 19;
function shortRevision(revision) {
  return /^[0-9a-f]{11,}$/.test(revision) ? revision.slice(0, REVISION_LETTERS) : shorten(revision, 40);
}
function tellVersion2(version, other) {
  if (version === void 0) return ["–"];
  if (version.kind === "follows") return ["follows ", version.target === "" ? "the flake itself" : code(shorten(version.target, 120))];
  const identity = version.revision === void 0 ? version.hash?.slice(0, HASH_LETTERS) : shortRevision(version.revision);
  const day = version.date === void 0 ? [] : [`${version.date} `];
  const isMoved = other?.kind !== "locked" || other.source !== version.source;
  const source = isMoved ? [" of ", code(shorten(version.source, 160))] : [];
  return [...day, code(identity ?? "no revision"), ...source];
}
function compareCell({ compare }) {
  return compare === void 0 ? "–" : link(compare.includes("/compare/") ? "compare" : "log", compare);
}
function rowOf2(change) {
  return [[code(shorten(change.path, 160))], tellVersion2(change.old, change.new), tellVersion2(change.new, change.old), [compareCell(change)]];
}
function table(changes, most) {
  const rest = changes.length - most;
  const more = rest > 0 ? [[[count(rest, "more input")], ["…"], ["…"], ["–"]]] : [];
  return { kind: "table", head: ["Input", "Before", "After", "Changes"], rows: [...changes.slice(0, most).map(rowOf2), ...more] };
}
function inputSections(inputs) {
  if (inputs.length === 0) return [];
  const [direct, nested] = [inputs.filter(isDirect), inputs.filter((input) => !isDirect(input))];
  const heading = { kind: "heading", line: ["Flake inputs"] };
  const own = direct.length === 0 ? [] : [table(direct, MAX_DIRECT)];
  const fold2 = nested.length === 0 ? [] : [{ kind: "fold", summary: [`${count(nested.length, "input")} of inputs`], blocks: [table(nested, MAX_NESTED)] }];
  const brief = { kind: "paragraph", line: [`${count(inputs.length, "flake input")} ${inputs.length === 1 ? "moves" : "move"}`] };
  return [{ rank: 45, loses: ["what happens to the flake's inputs", "tables of inputs"], forms: [[heading, ...own, ...fold2], [heading, ...own], [brief], []] }];
}

// src/report/policy-section.ts
var BRIEFS2 = [60, 10];
function freshBlocks(fresh, limit) {
  const rest = fresh.length - limit;
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  return [{ kind: "heading", line: ["Policy"] }, { kind: "list", items: fresh.slice(0, limit).map(findingItem) }, ...more];
}
function beforeBlocks(before) {
  const summary = [`Policy: what was there before on ${before.length === 1 ? "one host or project" : `${before.length} hosts or projects`}`];
  return [{ kind: "fold", summary, blocks: [{ kind: "list", items: before.map(findingItem) }] }];
}
function freshSection(fresh) {
  if (fresh.length === 0) return [];
  const forms = [Number.POSITIVE_INFINITY, ...BRIEFS2].map((limit) => freshBlocks(fresh, limit));
  return [{ rank: 55, loses: ["some breaches of the policy", "lists of breaches of the policy"], forms: [...forms, []] }];
}
function beforeSection(before) {
  if (before.length === 0) return [];
  return [{ rank: 25, loses: ["older breaches of the policy", "lists of older breaches of the policy"], forms: [beforeBlocks(before), []] }];
}
function policySections(findings) {
  return [...freshSection(findings.filter(isPolicyBreach)), ...beforeSection(findings.filter(({ code: code2 }) => code2 === "policy-before"))];
}

// src/report/project-section.ts
var MAX_SERVICES = 20;
var MAX_TEXTS = 8;
var LONGEST_COMMAND = 600;
var DRIFT = {
  none: "matches the Compose file",
  "not-regenerated": "was not regenerated",
  edited: "was edited by hand",
  "other-options": "was made with other options",
  "no-module": "is not in the repository",
  "not-checked": "was not checked"
};
function serviceLine(change) {
  const service = code(shorten(change.service, 80));
  if (change.change !== "changed") return ["service ", service, ` ${change.change}`];
  const texts = change.texts.slice(0, MAX_TEXTS).map((text) => shorten(text, 240));
  const rest = change.texts.length - texts.length;
  return ["service ", service, ": ", ...texts.flatMap((text, index) => index === 0 ? [text] : ["; ", text]), ...rest > 0 ? [`; and ${rest} more`] : []];
}
function commandLine({ drift }) {
  const { status, command } = drift;
  return status === "not-regenerated" && command !== void 0 && command.length <= LONGEST_COMMAND ? [["make it again with ", code(command)]] : [];
}
function driftLine(project) {
  const { status, text } = project.drift;
  const isCalm = status === "none" || status === "not-checked";
  const module = project.output === void 0 ? ["the generated module"] : ["module ", code(shorten(project.output, 200))];
  const told = text === "" ? [] : [": ", shorten(text, 400)];
  return [[...module, " ", isCalm ? DRIFT[status] : mark("warning", DRIFT[status]), ...told], ...commandLine(project)];
}
function projectItem(project) {
  const name = code(shorten(project.name, 80));
  const inputs = project.inputs.slice(0, 3).flatMap((input, index) => [index === 0 ? " (" : ", ", code(shorten(input, 160))]);
  const line = [name, ...inputs, ...inputs.length === 0 ? [] : [")"]];
  if (project.status === "removed") return { line: [...line, " is removed"] };
  if (project.status === "failed") return { line: [...line, " ", mark("danger", "could not be converted")] };
  const services = project.services.slice(0, MAX_SERVICES).map(serviceLine);
  const rest = project.services.length - services.length;
  const more = rest > 0 ? [[count(rest, "more service")]] : [];
  return { line, details: [...services, ...more, ...driftLine(project)] };
}
function projectSections(projects) {
  if (projects.length === 0) return [];
  const heading = { kind: "heading", line: ["Compose projects"] };
  const whole = { kind: "list", items: projects.map(projectItem) };
  const brief = { kind: "list", items: projects.slice(0, 50).map((project) => ({ line: projectItem(project).line })) };
  return [{ rank: 35, loses: ["the services of the Compose projects", "lists of projects"], forms: [[heading, whole], [heading, brief], []] }];
}

// src/report/update-section.ts
var MAX_PLACES = 5;
var STEP = {
  pin: "add the digest",
  digest: "newer build of the same tag",
  patch: "patch",
  minor: "minor",
  major: "major",
  precise: "the same version, written in full",
  rollback: "the written tag is gone",
  replacement: "the image has moved"
};
function tellStep(kind) {
  return STEP[kind];
}
function placesLine({ places }) {
  const shown = places.slice(0, MAX_PLACES).flatMap((place, index) => [...index === 0 ? [] : [", "], code(tellPlace(place))]);
  const rest = places.length - MAX_PLACES;
  return [...shown, ...rest > 0 ? [` and ${rest} more`] : []];
}
function tellReference(reference) {
  return code(shorten(shortDigests(reference), 240));
}
function tellProposed({ reference, proposed }) {
  const [old, next] = [parseImageReference(reference), parseImageReference(proposed)];
  if (next === void 0 || old?.registry !== next.registry || old.path !== next.path) return tellReference(proposed);
  return tellReference((next.tag ?? "") + (next.digest === void 0 ? "" : `@${next.digest}`));
}
function updateSections(updates) {
  if (updates.length === 0) return [];
  const rows = updates.map((update) => [[tellReference(update.reference)], [tellProposed(update)], [tellStep(update.kind)], placesLine(update)]);
  const table2 = { kind: "table", head: ["Image", "Newer", "Step", "Where"], rows };
  const fold2 = { kind: "fold", summary: [`${count(updates.length, "update")} offered`], blocks: [table2] };
  return [{ rank: 20, loses: ["the offered updates", "lists of updates"], forms: [[fold2], []] }];
}

// src/report/report-sections.ts
function footer(plan) {
  const key = plan.key === "default" ? [] : [", plan ", code(plan.key)];
  const line = ["stowplan of ", code(plan.tip.slice(0, 10)), " against ", code(plan.base.slice(0, 10)), ...key];
  return { rank: 100, loses: ["", ""], forms: [[{ kind: "note", line }]] };
}
function reportSections(plan) {
  return [
    { rank: 100, loses: ["", ""], forms: [firstScreen(plan)] },
    ...hostSections(plan.hosts),
    ...inputSections(plan.inputs),
    ...imageSections(plan.images),
    ...findingSections(plan.findings),
    ...policySections(plan.findings),
    ...projectSections(plan.projects),
    ...updateSections(plan.updates),
    ...noteSections(plan.findings),
    ...diffSections(plan),
    footer(plan)
  ];
}

// src/report/html/page.browser.js
var page_browser_default = '// What the page of a plan does in a browser: search, and keys to go from part to part. The page is whole without it.\n"use strict";\n(() => {\n  /** Matches that are marked and folds that are opened at once; more would only take time. */\n  const MOST_MARKS = 2000;\n  const MOST_OPENED = 30;\n\n  const bar = document.querySelector("search");\n  const field = document.getElementById("find");\n  const found = document.getElementById("found");\n  const entries = [...document.querySelectorAll(".entry")].map((element) => ({ element, text: undefined }));\n  /** Folds that the search opened, to be closed when it ends. */\n  const opened = new Set();\n  bar.hidden = false;\n\n  function textOf(entry) {\n    entry.text ??= entry.element.textContent.toLowerCase();\n    return entry.text;\n  }\n\n  /** Marks without touching the document, where the browser can (CSS Custom Highlight API). */\n  function markMatches(elements, words) {\n    if (!("highlights" in CSS)) return;\n    CSS.highlights.delete("found");\n    const ranges = [];\n    for (const element of elements) {\n      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);\n      for (let node = walker.nextNode(); node !== null && ranges.length < MOST_MARKS; node = walker.nextNode()) {\n        const text = node.data.toLowerCase();\n        if (text.length !== node.data.length) continue;\n        for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {\n          const range = new Range();\n          range.setStart(node, at);\n          range.setEnd(node, at + words.length);\n          ranges.push(range);\n        }\n      }\n    }\n    if (ranges.length > 0) CSS.highlights.set("found", new Highlight(...ranges));\n  }\n\n  function closeOpened() {\n    for (const fold of opened) fold.open = false;\n    opened.clear();\n  }\n\n  /** A fold is opened where something in it was found, with the folds around it. */\n  function openAround(element) {\n    for (let fold = element.closest("details"); fold !== null && opened.size < MOST_OPENED; fold = fold.parentElement.closest("details")) {\n      if (fold.open) continue;\n      fold.open = true;\n      opened.add(fold);\n    }\n  }\n\n  function search() {\n    const words = field.value.trim().toLowerCase();\n    closeOpened();\n    const matches = [];\n    for (const entry of entries) {\n      const isMatch = words === "" || textOf(entry).includes(words);\n      entry.element.hidden = !isMatch;\n      if (isMatch && words !== "") matches.push(entry.element);\n    }\n    document.body.classList.toggle("searching", words !== "");\n    for (const part of document.querySelectorAll("main > section")) part.hidden = words !== "" && part.id !== "part-0" && part.querySelector(".entry:not([hidden])") === null;\n    for (const element of matches) openAround(element);\n    markMatches(matches, words);\n    found.textContent = words === "" ? "" : matches.length === 0 ? "nothing found" : matches.length === 1 ? "1 entry" : `${matches.length} entries`;\n  }\n\n  /** Where `j` and `k` stop: parts of the page and folds that can be seen. */\n  function stops() {\n    return [...document.querySelectorAll("main h1, main h2, main summary")].filter((stop) => stop.checkVisibility());\n  }\n\n  function go(step) {\n    const all = stops();\n    const at = all.indexOf(document.activeElement);\n    const next = all[at === -1 && step < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + step))];\n    if (next === undefined) return;\n    if (next.tagName !== "SUMMARY") next.tabIndex = -1;\n    next.focus({ preventScroll: true });\n    next.scrollIntoView({ block: "center" });\n  }\n\n  function leaveSearch() {\n    field.value = "";\n    search();\n    field.blur();\n  }\n\n  document.addEventListener("keydown", (event) => {\n    if (event.ctrlKey || event.metaKey || event.altKey) return;\n    if (event.target === field) {\n      if (event.key === "Escape") leaveSearch();\n      else if (event.key === "Enter") go(1);\n      else return;\n    } else if (event.key === "/") field.focus();\n    else if (event.key === "j") go(1);\n    else if (event.key === "k") go(-1);\n    else return;\n    event.preventDefault();\n  });\n  let waiting;\n  field.addEventListener("input", () => {\n    clearTimeout(waiting);\n    waiting = setTimeout(search, 80);\n  });\n  if (field.value !== "") search();\n})();\n';

// src/report/html/page.css
var page_default = '/* The page of a plan: readable on a phone first, two colour schemes, no fonts or pictures to load. */\n:root {\n  color-scheme: light dark;\n  --ground: light-dark(#ffffff, #0f1418);\n  --raised: light-dark(#f3f5f7, #182026);\n  --text: light-dark(#1b2328, #dde4e8);\n  --soft: light-dark(#54626b, #97a5ae);\n  --line: light-dark(#d5dce1, #2c3740);\n  --danger: light-dark(#b3161b, #ff8a85);\n  --warning: light-dark(#8a5300, #f0b458);\n  --added: light-dark(#dcf5e3, #12351f);\n  --removed: light-dark(#fde4e4, #44191b);\n  --added-mark: light-dark(#a6e5b8, #1f6a39);\n  --removed-mark: light-dark(#f9b9bb, #84292d);\n  --hunk: light-dark(#5b3fb0, #b8a4ff);\n  --found: light-dark(#ffe08a, #6b5200);\n  --focus: light-dark(#0b63ce, #74b3ff);\n  --restart: light-dark(#8a5300, #f0b458);\n  --start: light-dark(#15703a, #6fd693);\n  --reload: light-dark(#0b5cbd, #7ab8ff);\n  --shared: light-dark(#b7c1c9, #46545f);\n}\n\n* { box-sizing: border-box; }\n\nbody {\n  margin: 0;\n  background: var(--ground);\n  color: var(--text);\n  font: 1rem/1.5 system-ui, sans-serif;\n}\n\nmain { max-width: 76rem; margin: 0 auto; padding: 1rem; }\nsection { margin: 0 0 1.25rem; }\nsection > p, section > ul { max-width: 60rem; }\n[hidden] { display: none !important; }\n:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }\nsection:focus { outline: none; }\nh1 { font-size: 1.4rem; line-height: 1.3; margin: 0.5rem 0; text-wrap: balance; }\nh2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }\np { margin: 0.5rem 0; }\nul { margin: 0.25rem 0; padding-left: 1.25rem; }\nli { margin: 0.3rem 0; overflow-wrap: anywhere; }\nli li { color: var(--soft); margin: 0.1rem 0; }\na { color: var(--focus); }\n.danger { color: var(--danger); }\n.warning { color: var(--warning); }\n.note, figcaption { color: var(--soft); font-size: 0.875rem; }\n\n.skip { position: absolute; left: -100vw; top: 0; z-index: 2; padding: 0.5rem 1rem; background: var(--ground); }\n.skip:focus { left: 0; }\n\nsearch {\n  position: sticky; top: 0; z-index: 1;\n  display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem;\n  max-width: 76rem; margin: 0 auto; padding: 0.5rem 1rem;\n  background: var(--ground); border-bottom: 1px solid var(--line);\n  font-size: 0.875rem;\n}\nsearch label { font-weight: 600; }\nsearch input { flex: 1 1 10rem; max-width: 28rem; font: inherit; padding: 0.35rem 0.6rem; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 0.375rem; }\nsearch output { color: var(--soft); min-width: 5rem; }\n.keys { color: var(--soft); margin-left: auto; }\nkbd { font: 0.8125em ui-monospace, monospace; padding: 0.05em 0.4em; border: 1px solid var(--line); border-radius: 0.25rem; background: var(--raised); }\nnav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; font-size: 0.875rem; }\nnav li { margin: 0; }\n.searching nav { display: none; }\n::highlight(found) { background-color: var(--found); }\n\ncode {\n  font: 0.875em/1.4 ui-monospace, monospace;\n  background: var(--raised);\n  border-radius: 0.25rem;\n  padding: 0.1em 0.3em;\n  overflow-wrap: anywhere;\n}\n\nh1 code, h2 code, summary code { font-size: 0.9em; }\na code { color: inherit; }\n.wide { overflow-x: auto; }\ntable { border-collapse: collapse; width: 100%; }\nth, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }\nth { color: var(--soft); font-weight: 600; font-size: 0.875rem; }\ntd { overflow-wrap: anywhere; min-width: 5rem; }\n\ndetails { border: 1px solid var(--line); border-radius: 0.5rem; }\nsummary { padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; }\ndetails > :not(summary):not(.diff) { margin-left: 0.75rem; margin-right: 0.75rem; }\ndetails + details { margin-top: 0.5rem; }\ndetails[open] > summary { border-bottom: 1px solid var(--line); }\n\nfigure { margin: 0.75rem 0; }\nsvg.arrows { position: absolute; }\nsvg.graph { display: block; max-width: none; font: 12px ui-monospace, monospace; }\n#arrow path { fill: var(--soft); }\n#arrow-cascade path { fill: var(--danger); }\n.edge { fill: none; stroke: var(--soft); stroke-width: 1.25; }\n.edge.cascade { stroke: var(--danger); stroke-width: 2.5; }\n.unit rect { fill: var(--raised); stroke: var(--soft); stroke-width: 1.5; }\n.unit text { fill: var(--text); }\n.unit .verb { fill: var(--soft); font-size: 11px; }\n.unit.left-stopped rect { stroke: var(--danger); stroke-width: 3; stroke-dasharray: 6 3; }\n.unit.stop rect { stroke: var(--danger); stroke-width: 2; }\n.unit.restart rect { stroke: var(--restart); stroke-width: 2; }\n.unit.start rect { stroke: var(--start); stroke-width: 2; }\n.unit.reload rect { stroke: var(--reload); stroke-width: 2; }\n.unit.left-stopped .verb, .unit.stop .verb { fill: var(--danger); }\n.unit.restart .verb { fill: var(--restart); }\n.unit.start .verb { fill: var(--start); }\n.unit.reload .verb { fill: var(--reload); }\n\n.bar { display: grid; grid-template-columns: 13rem 1fr; align-items: center; gap: 0.25rem 0.75rem; margin: 0.35rem 0; font-size: 0.875rem; }\n.bar svg { width: 100%; height: 22px; }\n.bar rect { stroke: var(--ground); stroke-width: 1; vector-effect: non-scaling-stroke; }\n.shared { fill: var(--shared); }\n.gone { fill: var(--danger); }\n.fresh { fill: var(--start); }\n\n.diff {\n  display: grid;\n  grid-template-columns: max-content minmax(0, 1fr) max-content minmax(0, 1fr);\n  font: 0.8125rem/1.45 ui-monospace, monospace;\n  padding: 0.5rem 0;\n  tab-size: 4;\n}\n.diff .number { padding: 0 0.5rem 0 0.75rem; text-align: right; color: var(--soft); user-select: none; }\n.diff .text { white-space: pre-wrap; overflow-wrap: anywhere; padding-right: 0.5rem; text-decoration: none; min-height: 1.45em; }\n.diff .hunk { grid-column: 1 / -1; color: var(--hunk); padding: 0.25rem 0.75rem; overflow-wrap: anywhere; white-space: pre-wrap; }\n.diff .added { background: var(--added); }\n.diff .removed { background: var(--removed); }\n.diff .none { background: var(--raised); }\n.diff mark { color: inherit; border-radius: 0.15rem; }\n.added mark { background: var(--added-mark); }\n.removed mark { background: var(--removed-mark); }\n\n@media (width < 48rem) {\n  .diff { grid-template-columns: max-content minmax(0, 1fr); }\n  .diff .again, .diff .none, .diff .again + .again { display: none; }\n  .keys { display: none; }\n  .bar { grid-template-columns: 1fr; }\n  table.many thead { display: none; }\n  table.many :is(table, tbody, tr, td) { display: block; }\n  table.many tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }\n  table.many td { border: 0; padding: 0; }\n  table.many td::before { content: attr(data-head) ": "; color: var(--soft); font-size: 0.875rem; }\n}\n\n@media print {\n  search, nav { display: none; }\n  details { break-inside: avoid; }\n}\n';

// src/report/html/page.html
var page_default2 = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="<!-- policy -->">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n<title><!-- title --></title>\n<style><!-- style --></style>\n</head>\n<body>\n<a class="skip" href="#part-0">Skip to the plan</a>\n<!-- arrows -->\n<search hidden>\n<label for="find">Search</label>\n<input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="unit, image, text of a diff" aria-keyshortcuts="/">\n<output id="found" for="find" aria-live="polite"></output>\n<span class="keys"><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>Enter</kbd> opens</span>\n</search>\n<main>\n<!-- body -->\n</main>\n<script><!-- script --></script>\n</body>\n</html>\n';

// src/report/sentence.ts
var HARMLESS = /^[\p{L}\p{M}\p{N}.,;:!?()'"’“”„%+\-–—−→←…×·=]*$/u;
var MEANT = [
  /gh-\d/i,
  // a reference to an issue
  /(?<!\w)(?=[a-f]*\d)[0-9a-f]{7,64}(?!\w)/i,
  // a commit id
  /www\./i,
  /\w:\w/,
  // name:tag, file:line
  /^--\w/,
  /^[^\d].*[\p{L}\p{N}]\.[\p{L}\p{N}]{2}/u
  // a unit, a file, an option with dots
];
var VERSION = /^v?\d+(?:\.\d+)*(?:-\w+)?$/i;
var MEANT_AS_CODE = /(`[^`]+`|\[hidden(?:, changed)?\])/;
var WORD = /^(?<before>[("'“„]*)(?<core>.*?)(?<after>[.,;:!?)"'”]*)$/u;
var EMOJI_CODE = /:[^:]+:/;
function splitWord(word) {
  if (EMOJI_CODE.test(word)) return [asCode(word)];
  const groups = WORD.exec(word)?.groups ?? {};
  const { before = "", core = word, after = "" } = groups;
  const isPlain = HARMLESS.test(core) && (VERSION.test(core) || !MEANT.some((pattern) => pattern.test(core)));
  if (isPlain) return [{ kind: "words", text: word }];
  return [
    { kind: "words", text: before },
    { kind: "code", text: core },
    { kind: "words", text: after }
  ];
}
function join(parts) {
  const joined2 = [];
  for (const part of parts) {
    const last = joined2.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) joined2[joined2.length - 1] = { kind: part.kind, text: last.text + part.text };
    else joined2.push(part);
  }
  return joined2;
}
function splitSentence(sentence) {
  const pieces = visibleLine(sentence).split(MEANT_AS_CODE);
  return join(pieces.flatMap((piece, index) => index % 2 === 1 ? [asCode(piece)] : piece.split(/( +)/).flatMap(splitBlank)));
}
function asCode(text) {
  return { kind: "code", text: text.startsWith("`") ? text.slice(1, -1) : text };
}
function splitBlank(word) {
  return word.trim() === "" ? [{ kind: "words", text: word === "" ? "" : " " }] : splitWord(word);
}

// src/report/html/draw-layers.ts
var WIDTH = 1e3;
var HEIGHT = 22;
var LEAST2 = 3;
function sum(layers) {
  return layers.reduce((bytes, { size }) => bytes + size, 0);
}
function drawBar({ name, kind, layers, others, scale }) {
  let x = 0;
  const boxes = layers.map(({ digest, size }) => {
    const isShared = others.has(digest);
    const width = Math.max(LEAST2, size * scale);
    const title = `${shorten(visibleLine(digest), 20)}, ${tellBytes(size)}, ${isShared ? "in both images" : kind === "gone" ? "only in the old image" : "to be pulled"}`;
    const box = `<rect class="${isShared ? "shared" : kind}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="${HEIGHT}"><title>${escapeHtml(title)}</title></rect>`;
    x += width;
    return box;
  });
  const label = `${name}: ${count(layers.length, "layer")}, ${tellBytes(sum(layers))}`;
  return `<div class="bar"><span>${escapeHtml(label)}</span><svg role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${Math.max(WIDTH, Math.ceil(x))} ${HEIGHT}" preserveAspectRatio="none">${boxes.join("")}</svg></div>`;
}
function drawLayers({ old, new: next }) {
  const scale = WIDTH / Math.max(1, sum(old), sum(next));
  const [oldDigests, newDigests] = [new Set(old.map(({ digest }) => digest)), new Set(next.map(({ digest }) => digest))];
  const bars = [
    ...old.length === 0 ? [] : [drawBar({ name: "Old", kind: "gone", layers: old, others: newDigests, scale })],
    ...next.length === 0 ? [] : [drawBar({ name: "New", kind: "fresh", layers: next, others: oldDigests, scale })]
  ];
  const fresh = next.filter(({ digest }) => !oldDigests.has(digest));
  const words = next.length === 0 ? "" : `${count(next.length - fresh.length, "layer")} in both, ${count(fresh.length, "layer")} to be pulled (${tellBytes(sum(fresh))}).`;
  return `<figure class="layers">${bars.join("")}<figcaption>${words}</figcaption></figure>`;
}

// src/report/html/print-diff.ts
var HUNK = /^@@ -(?<old>\d+)(?:,\d+)? \+(?<new>\d+)(?:,\d+)? @@/;
function pairUp(removed, added) {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [old, next] = [removed[index], added[index]];
    return { kind: "changed", ...old === void 0 ? {} : { old }, ...next === void 0 ? {} : { new: next } };
  });
}
function readRows(lines) {
  const rows = [];
  let [oldNumber, newNumber] = [1, 1];
  let [removed, added] = [[], []];
  function settle2() {
    rows.push(...pairUp(removed, added));
    [removed, added] = [[], []];
  }
  for (const [index, line] of lines.entries()) {
    const hunk = HUNK.exec(line)?.groups;
    const text = line.slice(1);
    const isFile = /^(?:---|\+\+\+) /.test(line) && (line.startsWith("---") ? lines[index + 1]?.startsWith("+++ ") : lines[index - 1]?.startsWith("--- ")) === true;
    if (hunk === void 0 && !isFile && line.startsWith("-")) {
      if (added.length > 0) settle2();
      removed.push({ number: oldNumber++, text });
    } else if (hunk === void 0 && !isFile && line.startsWith("+")) added.push({ number: newNumber++, text });
    else {
      settle2();
      if (hunk !== void 0) [oldNumber, newNumber] = [Number(hunk["old"]), Number(hunk["new"])];
      if (hunk === void 0 && !isFile && line.startsWith(" ")) rows.push({ kind: "same", old: { number: oldNumber++, text }, new: { number: newNumber++, text } });
      else if (line !== "") rows.push({ kind: "head", text: line });
    }
  }
  settle2();
  return rows;
}
function markMiddle(text, other) {
  if (other === void 0) return escapeHtml(text);
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  const middle = text.slice(start, text.length - end);
  if (middle === "" || (start + end) * 2 < most || /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(middle)) return escapeHtml(text);
  return `${escapeHtml(text.slice(0, start))}<mark>${escapeHtml(middle)}</mark>${escapeHtml(text.slice(text.length - end))}`;
}
function printSide(side, { tag, style, other }) {
  if (side === void 0) return `<span class="number none"></span><span class="text none"></span>`;
  return `<span class="number${style}">${side.number}</span><${tag} class="text${style}">${markMiddle(side.text, other)}</${tag}>`;
}
function printRow(row) {
  if (row.kind === "head") return `<span class="hunk">${escapeHtml(row.text)}</span>`;
  if (row.kind === "same") return printSide(row.old, { tag: "span", style: "" }) + printSide(row.new, { tag: "span", style: " again" });
  return printSide(row.old, { tag: "del", style: " removed", other: row.new?.text }) + printSide(row.new, { tag: "ins", style: " added", other: row.old?.text });
}
function printDiff(text) {
  const lines = visibleLines(text).replace(/\n+$/, "").split("\n");
  return `<div class="diff">${readRows(lines).map(printRow).join("\n")}</div>`;
}

// src/report/html/print-html.ts
function printCode(text) {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}
function printSentence(sentence) {
  return splitSentence(sentence).map((part) => part.kind === "code" ? printCode(part.text) : escapeHtml(part.text)).join("");
}
function printLink(text, url) {
  return url === void 0 ? printCode(text) : `<a href="${escapeHtml(url)}" rel="noreferrer noopener">${printCode(text)}</a>`;
}
function printInline(inline) {
  if (typeof inline === "string") return printSentence(inline);
  if (inline.kind === "code") return printCode(inline.text);
  if (inline.kind === "link") return printLink(inline.text, safeUrl(inline.url));
  return `<strong class="${inline.tone}">${printSentence(inline.text)}</strong>`;
}
function printLine(line) {
  return line.map(printInline).join("");
}
function plainLine(line) {
  return line.map((inline) => visibleLine(typeof inline === "string" ? inline : inline.text)).join("");
}
function printItem(item) {
  const details = (item.details ?? []).map((line) => `<li>${printLine(line)}</li>`).join("");
  return `<li class="entry">${printLine(item.line)}${details === "" ? "" : `<ul>${details}</ul>`}</li>`;
}
function printTable(block) {
  const head = block.head.map((text) => `<th scope="col">${printSentence(text)}</th>`).join("");
  const cellOf = (cell, index) => `<td data-head="${escapeHtml(visibleLine(block.head[index] ?? ""))}">${printLine(cell)}</td>`;
  const rows = block.rows.map((row) => `<tr class="entry">${row.map(cellOf).join("")}</tr>`);
  return `<div class="wide" tabindex="0" role="region" aria-label="Table: ${escapeHtml(block.head.map(visibleLine).join(", "))}"><table${block.head.length > 2 ? ' class="many"' : ""}><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
function printGraph(graph, label) {
  const more = graph.more > 0 ? ` ${graph.more} more units are not drawn.` : "";
  const words = `An arrow leads to the unit that hangs on the other; where it is thick, the switch drags that unit along.${more}`;
  return `<figure><div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(visibleLine(label))}">${drawGraph(graph, label)}</div><figcaption>${words}</figcaption></figure>`;
}
function printFold(block) {
  const isDiff = block.blocks.some(({ kind }) => kind === "diff");
  return `<details${isDiff ? ' class="entry"' : ""}><summary>${printLine(block.summary)}</summary>
${block.blocks.map(printBlock).join("\n")}
</details>`;
}
function printBlock(block) {
  switch (block.kind) {
    case "title":
      return `<h1>${printLine(block.line)}</h1>`;
    case "heading":
      return `<h2>${printLine(block.line)}</h2>`;
    case "paragraph":
      return `<p>${printLine(block.line)}</p>`;
    case "note":
      return `<p class="note">${printLine(block.line)}</p>`;
    case "table":
      return printTable(block);
    case "list":
      return `<ul>${block.items.map(printItem).join("\n")}</ul>`;
    case "diff":
      return printDiff(block.text);
    case "graph":
      return printGraph(block.graph, block.label);
    case "layers":
      return drawLayers(block);
    case "fold":
      return printFold(block);
  }
}

// src/report/html/render-html.ts
function headingOf(sections) {
  const [first] = sections[0]?.forms[0] ?? [];
  const within = sections[0]?.within;
  if (within !== void 0) return within;
  return first?.kind === "heading" ? plainLine(first.line) : first?.kind === "fold" ? plainLine(first.summary) : void 0;
}
function partOf(sections) {
  const html = sections.map((section2) => (section2.forms[0] ?? []).map(printBlock).join("\n")).join("\n");
  const within = sections[0]?.within;
  const name = headingOf(sections);
  return { ...name === void 0 ? {} : { name }, html: `${within === void 0 ? "" : `<h2>${printSentence(within)}</h2>
`}${html}` };
}
function contentsOf(parts) {
  const links = parts.flatMap(({ name }, index) => name === void 0 ? [] : [`<li><a href="#part-${index}">${escapeHtml(name)}</a></li>`]);
  return links.length < 2 ? "" : `<nav aria-label="Contents"><ul>${links.join("")}</ul></nav>`;
}
function sha256(text) {
  return createHash2("sha256").update(text).digest("base64");
}
function policyOf() {
  return `default-src 'none'; style-src 'sha256-${sha256(page_default)}'; script-src 'sha256-${sha256(page_browser_default)}'; base-uri 'none'; form-action 'none'`;
}
function renderHtml(plan) {
  const chosen = reportSections(plan).map((section2) => ({ section: section2, text: "" }));
  const parts = groupNeighbours(chosen).map((group) => partOf(group.map(({ section: section2 }) => section2)));
  const [first, ...rest] = parts.map(({ html }, index) => `<section id="part-${index}" tabindex="-1">
${html}
</section>`);
  const body = [first, contentsOf(parts), ...rest].join("\n");
  const values = { title: escapeHtml(plainLine(headline(plan))), policy: policyOf(), style: page_default, script: page_browser_default, arrows: ARROWS, body };
  return page_default2.replace(/<!-- (title|policy|style|script|arrows|body) -->/g, (_, name) => values[name] ?? "");
}

// src/report/markdown/escape.ts
function entities(text) {
  return text.replace(/[!-/:-@[-`{-~]/g, (mark2) => `&#${mark2.charCodeAt(0)};`);
}
function markdownCode(text) {
  const line = visibleLine(text);
  if (line.trim() === "" || /[`|\\]/.test(line)) return `<code>${entities(line)}</code>`;
  return `\`${line}\``;
}
function markdownLink(text, url) {
  const words = markdownCode(text);
  return url === void 0 ? words : `[${words}](${url})`;
}
function markdownPart(part) {
  return part.kind === "code" ? markdownCode(part.text) : part.text;
}
function markdownSentence(sentence) {
  return splitSentence(sentence).map(markdownPart).join("");
}
function markdownBlockStart(line) {
  if (line.trim() === "") return "–";
  return line.trimStart().replace(/^(?:[-+=]|\d+(?=[.)](?: |$)))/, (start) => /^\d/.test(start) ? `${start}\\` : `\\${start}`);
}
function summarySentence(sentence) {
  return splitSentence(sentence).map((part) => part.kind === "code" ? summaryCode(part.text) : escapeHtml(part.text)).join("");
}
function summaryCode(text) {
  return `<code>${entities(visibleLine(text))}</code>`;
}
function markdownFence(language, text) {
  const lines = visibleLines(text).replace(/\n+$/, "");
  const longest = Math.max(2, ...Array.from(lines.matchAll(/`+/g), (run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}
${lines}
${fence}`;
}
function commentRecord(record) {
  return JSON.stringify(record).replace(/[<>&-]/g, (mark2) => `\\u00${mark2.charCodeAt(0).toString(16)}`);
}

// src/report/hidden-record.ts
function writeRecord(name, record) {
  return `<!-- ${name} ${commentRecord(record)} -->`;
}
function findRecord(body, { name, schema }) {
  const [first = ""] = body.split(/\r?\n/, 1);
  const [opening, closing] = [`<!-- ${name} `, " -->"];
  if (!first.startsWith(opening) || !first.endsWith(closing)) return void 0;
  try {
    return schema.safeParse(JSON.parse(first.slice(opening.length, -closing.length))).data;
  } catch {
    return void 0;
  }
}

// src/report/marker.ts
var Marker = object({
  version: literal(1),
  key: string().max(63),
  base: CommitId,
  head: CommitId,
  plan: string().regex(/^[0-9a-f]{64}$/),
  truncated: boolean()
});
var NAME4 = "stowplan";
function writeMarker(marker) {
  return writeRecord(NAME4, marker);
}
function findMarker(body) {
  return findRecord(body, { name: NAME4, schema: Marker });
}

// src/report/plan-text.ts
import { createHash as createHash3 } from "node:crypto";
var MAX_TEXT = 64e6;
var MAX_ISSUES = 5;
function writePlan(plan) {
  return `${JSON.stringify(Plan.parse(plan), null, 2)}
`;
}
function planHash(plan) {
  return createHash3("sha256").update(writePlan(plan)).digest("hex");
}
function invalid(message, cause) {
  return new StowplanError({
    code: "plan-invalid",
    subject: "plan.json",
    message,
    hint: "Make the plan again with the same version of stowplan that publishes it.",
    cause
  });
}
function tellPath(path) {
  const text = path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("");
  return text === "" ? "the document" : text.replace(/^\./, "");
}
function tellIssues(error) {
  const told = error.issues.slice(0, MAX_ISSUES).map((issue) => `${tellPath(issue.path)}: ${issue.message}`);
  const rest = error.issues.length - told.length;
  return [...told, ...rest > 0 ? [`and ${rest} more`] : []].join("; ");
}
function parsePlan(text) {
  if (text.length > MAX_TEXT) throw invalid(`The plan has ${text.length} characters, more than ${MAX_TEXT}.`);
  let data;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw invalid("The plan is not JSON.", cause);
  }
  const parsed = Plan.safeParse(data);
  if (!parsed.success) throw invalid(`The plan does not have the form of version 1: ${tellIssues(parsed.error)}`, parsed.error);
  return parsed.data;
}

// src/report/graph/mermaid.ts
var LONGEST_NAME = 60;
function escapeMermaid(text) {
  return visibleLine(text).replace(/[^\p{L}\p{M}\p{N}_.-]|^[-.\d]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
}
function classOf(action) {
  return action === "left-stopped" ? "leftStopped" : action;
}
function printNode({ name, action }, index) {
  const label = escapeMermaid(shorten(name, LONGEST_NAME));
  const verb = action === void 0 ? "" : `<br>${verbOf(action)}`;
  return `  n${index}["${label}${verb}"]${action === void 0 ? "" : `:::${classOf(action)}`}`;
}
function printEdge({ from, to, label }) {
  return label === "" ? `  n${from} --> n${to}` : `  n${from} -->|"${escapeMermaid(label)}"| n${to}`;
}
var BORDERS = {
  "left-stopped": "stroke:#d1242f,stroke-width:3px,stroke-dasharray:6 3",
  stop: "stroke:#d1242f,stroke-width:2px",
  restart: "stroke:#bf8700,stroke-width:2px",
  start: "stroke:#1a7f37,stroke-width:2px",
  reload: "stroke:#0969da,stroke-width:2px",
  skip: "stroke:#6e7781,stroke-width:1px"
};
function printClasses(nodes) {
  const used = new Set(nodes.flatMap(({ action }) => action ?? []));
  return [...used].map((action) => `  classDef ${classOf(action)} ${BORDERS[action]}`);
}
function directionOf(graph) {
  const { placed } = placeInLayers(graph);
  const [layers, rows] = [Math.max(0, ...placed.map(({ layer }) => layer)), Math.max(0, ...placed.map(({ row }) => row))];
  return rows <= layers ? "TB" : "LR";
}
function printMermaid(graph) {
  const { nodes, edges } = graph;
  return [`flowchart ${directionOf(graph)}`, ...nodes.map(printNode), ...edges.map(printEdge), ...printClasses(nodes)].join("\n");
}

// src/report/markdown/print-markdown.ts
var DANGER_SIGN = "🛑";
function printInline2(inline) {
  if (typeof inline === "string") return markdownSentence(inline);
  if (inline.kind === "code") return markdownCode(inline.text);
  if (inline.kind === "link") return markdownLink(inline.text, safeUrl(inline.url));
  const text = markdownSentence(inline.text).trim();
  if (inline.tone === "calm" || text === "") return text;
  return inline.tone === "danger" ? `${DANGER_SIGN} **${text}**` : `**${text}**`;
}
function printLine2(line) {
  return line.map(printInline2).join("");
}
function printSummary(line) {
  return line.map((inline) => {
    if (typeof inline === "string") return summarySentence(inline);
    if (inline.kind === "code") return summaryCode(inline.text);
    if (inline.kind === "link") return summarySentence(inline.text);
    return inline.tone === "calm" ? summarySentence(inline.text) : `<b>${summarySentence(inline.text)}</b>`;
  }).join("");
}
function printItem2(item) {
  const details = (item.details ?? []).map((line) => `
  - ${markdownBlockStart(printLine2(line))}`);
  const { box } = item;
  const start = box === void 0 ? "" : `[${box.isTicked ? "x" : " "}] ${box.record} `;
  return `- ${start}${markdownBlockStart(printLine2(item.line))}${details.join("")}`;
}
function printTable2(head, rows) {
  const lines = [head.map(markdownSentence), head.map(() => "---"), ...rows.map((row) => row.map(printLine2))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function printNote(line) {
  return `<sub>${line.map((inline) => typeof inline !== "string" && inline.kind === "link" ? markdownLink(inline.text, safeUrl(inline.url)) : printSummary([inline])).join("")}</sub>`;
}
function wrapFold(summary, text) {
  return `<details><summary>${printSummary(summary)}</summary>

${text}

</details>`;
}
var MOST_DRAWN = 60;
function printGraph2(graph) {
  const cascades = pickEdges(graph, ({ isCascade }) => isCascade);
  return cascades.edges.length === 0 || cascades.nodes.length > MOST_DRAWN ? "" : markdownFence("mermaid", printMermaid(cascades));
}
function printBlock2(block) {
  switch (block.kind) {
    case "title":
      return `### ${printLine2(block.line)}`;
    case "heading":
      return `#### ${printLine2(block.line)}`;
    case "paragraph":
      return markdownBlockStart(printLine2(block.line));
    case "note":
      return printNote(block.line);
    case "table":
      return printTable2(block.head, block.rows);
    case "list":
      return block.items.map(printItem2).join("\n");
    case "diff":
      return markdownFence("diff", block.text);
    case "graph":
      return printGraph2(block.graph);
    case "layers":
      return "";
    case "fold":
      return wrapFold(block.summary, printBlocks(block.blocks));
  }
}
function printBlocks(blocks) {
  return blocks.map(printBlock2).filter((text) => text !== "").join("\n\n");
}

// src/report/markdown/print-report.ts
var COMMENT_LIMIT = 65536;
var NOTE_ROOM = 1200;
function countCharacters(text) {
  let pairs = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 55296 && unit <= 56319) pairs += 1;
  }
  return text.length - pairs;
}
function countBytes(text) {
  return new TextEncoder().encode(text).length;
}
function cutNote(cut, elsewhere) {
  const kinds = Object.groupBy(cut, (section2) => section2.loses[1]);
  const told = Object.entries(kinds).map(([many, sections = []]) => sections.length === 1 ? sections[0]?.loses[0] : `${sections.length} ${many}`);
  return `> [!NOTE]
> Left out for lack of room: ${told.join(", ")}. ${elsewhere}`;
}
function printGroup(group) {
  const text = group.map((entry) => entry.text).join("\n\n");
  const within = group[0]?.section.within;
  return within === void 0 ? text : wrapFold([`${within} (${group.length})`], text);
}
function printReport(report, options) {
  const measure = options.unit === "bytes" ? countBytes : countCharacters;
  const room = options.limit - measure(report.record(false)) - NOTE_ROOM;
  const print = (section2, form) => printBlocks(section2.forms[form] ?? []);
  const sections = report.sections.filter(({ isPageOnly }) => isPageOnly !== true);
  const { chosen, cut } = fitSections(sections, { room, measure, print });
  const note = cut.length === 0 ? [] : [cutNote(cut, report.elsewhere)];
  const [first = "", ...rest] = groupNeighbours(chosen).map(printGroup);
  return `${report.record(cut.length > 0)}
${[first, ...note, ...rest].join("\n\n")}
`;
}

// src/report/markdown/render-markdown.ts
var SUMMARY_LIMIT = 1048576;
function tellElsewhere({ unit, run }) {
  const url = safeUrl(run ?? "");
  if (unit === "bytes") return "The whole plan is in `plan.html`, where the workflow keeps it as an artifact.";
  const place = url === void 0 ? "the run's summary" : `[the run's summary](${url})`;
  return `The whole plan is in ${place}, and in \`plan.html\` where the workflow keeps it as an artifact.`;
}
function runSections(run) {
  const url = safeUrl(run ?? "");
  return url === void 0 ? [] : [{ rank: 100, loses: ["", ""], forms: [[{ kind: "note", line: ["The whole plan: ", link("this run's summary and files", url)] }]] }];
}
function renderMarkdown(plan, options) {
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) };
  return printReport({ record: (truncated) => writeMarker({ ...marker, truncated }), sections: [...reportSections(plan), ...runSections(options.run)], elsewhere: tellElsewhere(options) }, options);
}

// src/report/terminal/escape.ts
var STYLES = { bold: "1", dim: "2", danger: "1;31", warning: "33", calm: "0", added: "32", removed: "31", code: "36", hunk: "35" };
function escapeTerminal(text) {
  return visibleLine(text);
}
function terminalLines(text) {
  return visibleLines(text).replaceAll("	", "    ").split("\n");
}
function paint(style, text) {
  return style === "calm" || text === "" ? text : `\x1B[${STYLES[style]}m${text}\x1B[0m`;
}

// src/report/terminal/wrap-words.ts
function wordsOf2(pieces) {
  const words = [];
  let isGlued = false;
  for (const { text, style } of pieces) {
    for (const [index, part] of text.split(" ").entries()) {
      const word = part === "" ? [] : [{ text: part, style }];
      if (index === 0 && isGlued) words.push([...words.pop() ?? [], ...word]);
      else words.push(word);
    }
    isGlued = true;
  }
  return words.filter((word) => word.length > 0);
}
var WIDE = new RegExp("[\\u1100-\\u115f\\u2e80-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1f64f}\\u{1f900}-\\u{1faff}\\u{20000}-\\u{3fffd}]|[\\p{Emoji_Presentation}--[\\u{1f1e6}-\\u{1f1ff}]]", "v");
var NARROW = new RegExp("\\p{Mn}|\\p{Me}", "u");
function columnsOf(text) {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : NARROW.test(character) ? 0 : 1;
  return columns;
}
function wrapWords(pieces, options) {
  const indent = " ".repeat(columnsOf(options.start));
  const lines = [];
  let line = options.start;
  let columns = indent.length;
  let gap = "";
  for (const word of wordsOf2(pieces)) {
    const size = word.reduce((sum2, { text }) => sum2 + columnsOf(text), 0);
    if (gap !== "" && columns + gap.length + size > options.width) {
      lines.push(line);
      [line, columns, gap] = [indent, indent.length, ""];
    }
    line += gap + word.map(({ text, style }) => options.isColoured ? paint(style, text) : text).join("");
    columns += gap.length + size;
    gap = " ";
  }
  return [...lines, line.trimEnd()];
}

// src/report/terminal/render-terminal.ts
var MIN_WIDTH = 30;
function pieceOf(inline) {
  if (typeof inline === "string") return { text: escapeTerminal(inline), style: "calm" };
  if (inline.kind === "link") return { text: escapeTerminal(safeUrl(inline.url) ?? inline.text), style: "code" };
  return { text: escapeTerminal(inline.text), style: inline.kind === "code" ? "code" : inline.tone };
}
function styled(line, style) {
  return line.map(pieceOf).map((piece) => piece.style === "danger" ? piece : { ...piece, style });
}
function wrap(line, printer) {
  return wrapWords(line, { ...printer, width: Math.max(MIN_WIDTH, printer.width) });
}
function printItem3(item, printer) {
  const { start } = printer;
  return [
    ...wrap(item.line.map(pieceOf), { ...printer, start: `${start}• ` }),
    ...(item.details ?? []).flatMap((line) => wrap(line.map(pieceOf), { ...printer, start: `${start}    - ` }))
  ];
}
function otherCells(row) {
  return row.slice(1).filter((cell) => cell.length > 0).flatMap((cell, index) => index === 0 ? cell : [", ", ...cell]);
}
function printTable3(rows, printer) {
  const text = (line) => line.map((inline) => pieceOf(inline).text).join("");
  const half = Math.floor(printer.width / 2);
  const first = Math.max(0, ...rows.map((row) => columnsOf(text(row[0] ?? []))).filter((columns) => columns <= half));
  return rows.flatMap((row) => {
    const name = text(row[0] ?? []);
    const painted = printer.isColoured ? paint("bold", name) : name;
    if (columnsOf(name) > half) return [`${printer.start}${painted}`, ...wrap(otherCells(row).map(pieceOf), { ...printer, start: `${printer.start}    ` })];
    const gap = " ".repeat(first - columnsOf(name) + 2);
    const [head = "", ...rest] = wrap(otherCells(row).map(pieceOf), { ...printer, start: `${printer.start}${name}${gap}` });
    return [head.replace(name, () => painted), ...rest];
  });
}
function styleOf(line) {
  if (/^(?:\+\+\+|---) /.test(line)) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return line.startsWith("@@") ? "hunk" : "calm";
}
function printDiff2(text, printer) {
  return terminalLines(text).map((line) => `${printer.start}${printer.isColoured ? paint(styleOf(line), line) : line}`.trimEnd());
}
function printFold2(block, printer) {
  const isDiff = block.blocks.some((inner) => inner.kind === "diff");
  if (isDiff && printer.hasDiffs !== true) return [];
  return [...wrap(styled([...block.summary, ":"], "bold"), printer), ...block.blocks.flatMap((inner) => printBlock3(inner, { ...printer, start: `${printer.start}  ` }))];
}
function printBlock3(block, printer) {
  switch (block.kind) {
    case "title":
    case "heading":
      return wrap(styled(block.line, "bold"), printer);
    case "paragraph":
      return wrap(block.line.map(pieceOf), printer);
    case "note":
      return wrap(styled(block.line, "dim"), printer);
    case "table":
      return printTable3(block.rows, printer);
    case "list":
      return block.items.flatMap((item) => printItem3(item, printer));
    case "diff":
      return printDiff2(block.text, printer);
    case "graph":
    case "layers":
      return [];
    case "fold":
      return printFold2(block, printer);
  }
}
function printSections(sections, options) {
  const printer = { ...options, start: "" };
  const texts = sections.filter(({ isPageOnly }) => isPageOnly !== true).map((section2) => (section2.forms[0] ?? []).map((block) => printBlock3(block, printer).join("\n")).filter((text) => text !== ""));
  return `${texts.filter((blocks) => blocks.length > 0).map((blocks) => blocks.join("\n")).join("\n\n")}
`;
}
function renderTerminal(plan, options) {
  return printSections(reportSections(plan), options);
}
function renderTerminalImages(images, options) {
  return printSections(imageSections(images), options);
}

// src/report/workflow-escape.ts
var BREAK = "​";
function escapeWorkflowLine(text) {
  return visibleLine(text).replace(/^(\s*):(?=:)/, `$1:${BREAK}`).replaceAll("##[", `#${BREAK}#[`);
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function workflowCommand(name, parts) {
  const properties = Object.entries(parts.properties ?? {}).map(([key, value]) => `${key}=${escapeProperty(visibleLine(value))}`);
  return `::${name}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeData(visibleLines(parts.text))}`;
}

// src/report/annotations.ts
var MOST_ANNOTATIONS = 250;
var TITLE = 200;
var TEXT = 8e3;
function isPath(file) {
  return file !== "" && !/[\p{C}\\]/u.test(file) && file.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
function annotationsOf(plan) {
  const placed = plan.findings.flatMap(({ place, severity, code: code2, subject, message, hint }) => {
    if (place === void 0 || severity === "info" || !isPath(place.file)) return [];
    const title = shorten(hideSecrets(visibleLine(`${subject} (${code2})`)), TITLE);
    const text = shorten(hideSecrets(visibleLines(shortDigests(hint === "" ? message : `${message}
${hint}`))), TEXT);
    return [{ file: place.file, line: place.line ?? 1, severity, title, text }];
  });
  return placed.toSorted((left, right) => Number(left.severity !== "error") - Number(right.severity !== "error")).slice(0, MOST_ANNOTATIONS);
}

// src/report/commands/command-help.ts
var COMMANDS = [
  ["/stowplan plan [HOST…]", "plans the pull request as it is now, a fork's too; with hosts only those, in a comment of their own"],
  ["/stowplan convert", "commits the modules that were not generated anew to the pull request's branch"],
  ["/stowplan update IMAGE [VERSION]", "opens the pull request for an image's update at once, or for a certain version"],
  ["/stowplan ignore IMAGE [until 2026-12-24]", "leaves an image alone, for good or until a day"],
  ["/stowplan rebase", "makes an update's branch anew on the base branch's newest commit; what others pushed to it is lost"],
  ["/stowplan help", "shows this list"]
];
function commandHelp() {
  return [
    { kind: "paragraph", line: ["A command is the first line of a comment by somebody who may write to the repository:"] },
    { kind: "list", items: COMMANDS.map(([command, text]) => ({ line: [code(command), ` ${text}`] })) }
  ];
}

// src/report/commands/command-status.ts
var CommandStatus = strictObject({
  commentId: int(),
  login: string().max(100),
  /** As it was written. */
  command: string().max(300),
  state: _enum(["waiting", "done", "failed"]),
  text: string().max(2e3),
  url: string().max(1e3).optional(),
  /** Whether the list of commands is asked for. */
  wantsHelp: boolean().optional()
});
var MOST_COMMANDS = 10;
var CommandRecord = object({ version: literal(1), commands: array(CommandStatus).max(MOST_COMMANDS) });
var NAME5 = "stowplan-commands";
function findCommands(body) {
  return findRecord(body, { name: NAME5, schema: CommandRecord })?.commands;
}
function withCommand(commands, status) {
  const isThere = commands.some(({ commentId }) => commentId === status.commentId);
  const all = isThere ? commands.map((one) => one.commentId === status.commentId ? status : one) : [...commands, status];
  return all.slice(-MOST_COMMANDS);
}
var STATES = { waiting: "⏳ being done", done: "✅ done", failed: "❌ not done" };
function resultOf({ state, text, url }) {
  const words = text === "" ? [] : [`: ${text}`];
  return [STATES[state], ...words, ...url === void 0 ? [] : [" ", link("See there.", url)]];
}
function renderCommands(commands) {
  const kept = commands.slice(-MOST_COMMANDS);
  const rows = kept.toReversed().map((status) => [[code(status.command)], [code(status.login)], resultOf(status)]);
  const table2 = { kind: "table", head: ["Command", "By", "Result"], rows };
  const help = kept.at(-1)?.wantsHelp === true ? commandHelp() : [];
  const section2 = { rank: 100, loses: ["", ""], forms: [[table2, ...help]] };
  const record = writeRecord(NAME5, { version: 1, commands: [...kept] });
  return printReport({ record: () => record, sections: [section2], elsewhere: "" }, { limit: COMMENT_LIMIT });
}

// src/report/merge-plans.ts
import { isDeepStrictEqual } from "node:util";
var COMMON = ["version", "key", "base", "head", "tip", "options"];
function refuse(message) {
  const hint = "Give the plans of one run of the workflow, all made with the same inputs and the same version of stowplan.";
  return new StowplanError({ code: "plan-invalid", subject: "plans to merge", message, hint });
}
function checkCommon(first, others) {
  for (const other of others) {
    const different = COMMON.find((field) => !isDeepStrictEqual(first[field], other[field]));
    if (different !== void 0) throw refuse(`They differ in \`${different}\`, so they are not parts of one plan.`);
    if (first.share?.of !== other.share?.of) throw refuse("They are shares of different divisions.");
  }
}
function unique(entries) {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
function uniteBy(entries, name) {
  const united = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const identity = JSON.stringify({ ...entry, [name]: [] });
    const known = united.get(identity);
    united.set(identity, known === void 0 ? entry : { ...known, [name]: unique([...known[name], ...entry[name]]) });
  }
  return [...united.values()];
}
function uniteLists(plans) {
  const lists = /* @__PURE__ */ new Map();
  for (const [name, value] of plans.flatMap((plan) => Object.entries(plan))) {
    if (Array.isArray(value)) lists.set(name, [...lists.get(name) ?? [], ...value]);
  }
  return Object.fromEntries([...lists].map(([name, entries]) => [name, unique(entries)]));
}
function uniteHosts(plans) {
  const hosts = unique(plans.flatMap((plan) => plan.hosts)).toSorted((left, right) => left.name < right.name ? -1 : 1);
  const twice = hosts.find((host, index) => hosts[index + 1]?.name === host.name);
  if (twice !== void 0) throw refuse(`Host ${twice.name} stands in two of them with different plans.`);
  return hosts;
}
function missingShares(plans) {
  const of = plans[0]?.share?.of ?? 0;
  const made = new Set(plans.map((plan) => plan.share?.number));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !made.has(number));
  return missing.map((number) => ({
    code: "share-missing",
    severity: "error",
    subject: `share ${number}/${of}`,
    message: "The job that plans this share of the hosts left no plan, so nothing is known about its hosts.",
    hint: `Look at the log of the job with \`shard: ${number}/${of}\`, and run it again.`
  }));
}
function mergePlans(plans) {
  const [first, ...others] = plans;
  if (first === void 0) throw refuse("There is none.");
  checkCommon(first, others);
  if (first.share === void 0 && others.length === 0) return first;
  return clipToSchema(Plan, {
    ...Object.fromEntries(Object.entries(first).filter(([name]) => name !== "share")),
    ...uniteLists(plans),
    hosts: uniteHosts(plans),
    images: uniteBy(plans.flatMap((plan) => plan.images), "usedBy"),
    updates: uniteBy(plans.flatMap((plan) => plan.updates), "places"),
    findings: settleFindings([...plans.flatMap((plan) => plan.findings), ...missingShares(plans)])
  });
}

// src/report/summarise-plan.ts
function summarisePlan(plan) {
  const named2 = (isWanted2) => plan.hosts.filter((host) => isWanted2(host.status)).map((host) => host.name);
  return {
    headline: headline(plan).map((inline) => typeof inline === "string" ? inline : inline.text).join(""),
    isChanged: hasChanges(plan),
    exitCode: exitCode(plan),
    changedHosts: named2((status) => status === "changed" || status === "added" || status === "removed"),
    failedHosts: named2((status) => status === "failed"),
    units: tallyActions(plan.hosts.flatMap(actionsOf)),
    findings: { error: countFindings(plan, "error"), warning: countFindings(plan, "warning"), info: countFindings(plan, "info") },
    worst: worstSeverity(plan) ?? "none"
  };
}

// src/report/updates/dashboard.ts
var DashboardRecord = object({ version: literal(1), baseBranch: string().max(255), wishes: array(StandingWish).max(50).optional() });
var NAME6 = "stowplan-dashboard";
var BOX2 = /^[-*] \[[xX]\] <!-- stowplan-now (?<record>\{[^\n]{1,1000}\}) -->/gm;
var BoxRecord = object({ branch: string().max(255) });
function findDashboardRecord(body) {
  return findRecord(body, { name: NAME6, schema: DashboardRecord });
}
function parseBox(text) {
  try {
    return BoxRecord.safeParse(JSON.parse(text)).data?.branch;
  } catch {
    return void 0;
  }
}
function readRequests(body) {
  return new Set([...body.matchAll(BOX2)].flatMap(({ groups }) => parseBox(groups?.["record"] ?? "") ?? []));
}
var HEADINGS = {
  failed: ["Needs a look", "These could not be made. Tick a box to try again at the next run."],
  open: ["Open", "These have a pull request. Tick a box to have it made anew on the base branch's newest commit."],
  edited: ["Left alone", "Somebody else's commits are on these branches. Tick a box to have them replaced; what is on the branch is lost then."],
  waiting: ["Waiting", "Tick a box to open the pull request at the next run, whatever it waits for."],
  closed: ["Closed by hand", "These versions are not proposed again. Tick a box to open a new pull request."]
};
var STATES2 = ["failed", "open", "edited", "waiting", "closed"];
var MAX_FINDINGS2 = 3;
var MAX_IGNORED = 200;
var MAX_ENTRIES = 120;
function tellFinding({ subject, message, hint }) {
  return [shorten(`${subject}: ${message} ${hint}`.trim(), 400)];
}
function itemOf(entry, ticked) {
  const pull = entry.pull === void 0 ? [] : [" ", link(`#${entry.pull.number}`, entry.pull.url)];
  const text = entry.text === "" ? [] : [[shorten(entry.text, 400)]];
  const box = { record: writeRecord("stowplan-now", { branch: entry.branch }), isTicked: ticked.has(entry.branch) };
  const details = [...text, ...entry.findings.slice(0, MAX_FINDINGS2).map(tellFinding)];
  return { line: [shorten(entry.title, 160), ...pull], details, ...entry.isRequestable ? { box } : {} };
}
function stateSection(state, { entries, ticked }) {
  const all = entries.filter((entry) => entry.state === state);
  if (all.length === 0) return [];
  const [title, hint] = HEADINGS[state];
  const rest = all.length - MAX_ENTRIES;
  const items = all.slice(0, MAX_ENTRIES).map((entry) => itemOf(entry, ticked));
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  const frame = (list2) => [
    { kind: "heading", line: [title] },
    { kind: "paragraph", line: [hint] },
    { kind: "list", items: list2 },
    ...more
  ];
  const brief = items.map(({ line, box }) => ({ line, ...box === void 0 ? {} : { box } }));
  return [{ rank: 60, loses: [`details of what is ${title.toLowerCase()}`, "lists' details"], forms: [frame(items), frame(brief), frame(brief.slice(0, 20))] }];
}
function ignoredSection({ ignored }) {
  if (ignored.length === 0) return [];
  const items = ignored.slice(0, MAX_IGNORED).map(({ reference, proposed, reason }) => {
    const next = proposed === void 0 ? [] : [" → ", code(shorten(shortDigests(proposed), 200))];
    return { line: [code(shorten(shortDigests(reference), 200)), ...next, ": ", shorten(reason, 300)] };
  });
  const fold2 = { kind: "fold", summary: [`${count(ignored.length, "newer version")} left alone`], blocks: [{ kind: "list", items }] };
  return [{ rank: 20, loses: ["what is left alone", "lists"], forms: [[fold2], []] }];
}
function findingSection2({ findings }) {
  if (findings.length === 0) return [];
  const fold2 = { kind: "fold", summary: [`${count(findings.length, "note")} of the last run`], blocks: [{ kind: "list", items: findings.slice(0, 50).map((finding2) => ({ line: tellFinding(finding2) })) }] };
  return [{ rank: 30, loses: ["the notes of the last run", "lists"], forms: [[fold2], []] }];
}
function tellWish(wish) {
  const undo = [". The comment ", code(`/stowplan update ${wish.image}`), " ends that."];
  if (wish.kind === "version") return [code(wish.image), " goes to ", code(wish.version), ...undo];
  return [code(wish.image), ` is left alone${wish.until === void 0 ? "" : ` until ${wish.until}`}`, ...undo];
}
function wishSection({ wishes = [] }) {
  if (wishes.length === 0) return [];
  return [{ rank: 90, loses: ["", ""], forms: [[{ kind: "heading", line: ["Asked for in comments"] }, { kind: "list", items: wishes.map((wish) => ({ line: tellWish(wish) })) }]] }];
}
function firstSection({ entries }) {
  const line = entries.length === 0 ? ["Every image is as new as the configuration wants it."] : ["The image updates that stowplan knows of. It writes this issue anew at each run."];
  return { rank: 100, loses: ["", ""], forms: [[{ kind: "paragraph", line }]] };
}
function renderDashboard(dashboard) {
  const { wishes = [] } = dashboard;
  const record = writeRecord(NAME6, { version: 1, baseBranch: dashboard.baseBranch, ...wishes.length === 0 ? {} : { wishes: [...wishes] } });
  const sections = [firstSection(dashboard), ...STATES2.flatMap((state) => stateSection(state, dashboard)), ...wishSection(dashboard), ...findingSection2(dashboard), ...ignoredSection(dashboard)];
  return printReport({ record: () => record, sections, elsewhere: "The run's log names all of it." }, { limit: COMMENT_LIMIT });
}

// src/report/updates/pull-record.ts
var PullRecord = object({
  version: literal(1),
  /** Names the branch without its prefix. */
  branch: string().max(255),
  base: CommitId,
  /** The commit that the text below describes. */
  commit: CommitId,
  proposal: string().regex(/^[0-9a-f]{32}$/),
  images: array(string().max(512)).max(200),
  /** False until labels, reviewers and assignees are set. */
  isReady: boolean(),
  /** No finding of the plan speaks against merging it without a person. */
  isHarmless: boolean(),
  /** Set where we closed it ourselves; one that a person closed is left closed. */
  closed: literal("not-needed").optional()
});
var NAME7 = "stowplan-update";
function writePullRecord(record) {
  return writeRecord(NAME7, record);
}
function findPullRecord(body) {
  return findRecord(body, { name: NAME7, schema: PullRecord });
}
function replacePullRecord(body, record) {
  const end = body.indexOf("\n");
  return `${writePullRecord(record)}
${end === -1 ? "" : body.slice(end + 1)}`;
}

// src/report/updates/pull-body.ts
var MAX_ROWS2 = 60;
var MAX_PLACES2 = 3;
var WORD_ROOM = 500;
var ELSEWHERE = "The pull request's own checks show the whole plan, where they run stowplan.";
function placesOf2({ places }) {
  const shown = places.slice(0, MAX_PLACES2).flatMap((place, index) => [...index === 0 ? [] : [", "], code(shorten(tellPlace(place), 120))]);
  const rest = places.length - MAX_PLACES2;
  return [...shown, ...rest > 0 ? [` and ${rest} more`] : []];
}
function rowOf3(update) {
  const reference = (text) => [code(shorten(shortDigests(text), 200))];
  return [reference(update.reference), reference(update.proposed), [tellStep(update.kind)], placesOf2(update)];
}
function tableOf({ updates, notes }) {
  const rest = updates.length - MAX_ROWS2;
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${count(rest, "more update")}`] }] : [];
  const told = notes.length === 0 ? [] : [{ kind: "list", items: notes.slice(0, 10).map((note) => ({ line: [note] })) }];
  return [{ kind: "table", head: ["Image", "becomes", "Update", "Written in"], rows: updates.slice(0, MAX_ROWS2).map(rowOf3) }, ...more, ...told];
}
function steeringNote({ automerge }) {
  const merging = automerge === "off" ? "" : " It is merged once its checks pass, unless the plan above has findings.";
  const line = `Kept current by stowplan until somebody pushes to the branch. Close it to refuse this version; a newer one gets a pull request of its own.${merging}`;
  return { rank: 100, loses: ["", ""], forms: [[{ kind: "note", line: [line] }]] };
}
function renderPullBody({ record, update, plan }) {
  const table2 = { rank: 100, loses: ["", ""], forms: [tableOf(update)] };
  const sections = [table2, ...reportSections({ ...plan, updates: [] }), steeringNote(update)];
  return printReport({ record: () => writePullRecord(record), sections, elsewhere: ELSEWHERE }, { limit: COMMENT_LIMIT - WORD_ROOM });
}
var CLOSED = "> [!NOTE]\n> Closed by stowplan: nothing is to be updated here any more. What it proposed is written in the base branch by now, or is no longer newest.";
function closePullBody(body) {
  const record = findPullRecord(body);
  if (record === void 0 || record.closed !== void 0) return body;
  const [first = "", ...rest] = replacePullRecord(body, { ...record, closed: "not-needed" }).split("\n");
  return [first, CLOSED, "", ...rest].join("\n");
}

export {
  visibleLine,
  annotationsOf,
  isPolicyBreach,
  reachedRules,
  isBlind,
  hasChanges,
  isBackup,
  countFindings,
  worstSeverity,
  isQuiet,
  isFailing,
  exitCode,
  findUpdates,
  planUpdates,
  applyWishes,
  planOptions,
  assemblePlan,
  COMMENT_LIMIT,
  findCommands,
  withCommand,
  renderCommands,
  failedPlan,
  renderHtml,
  findMarker,
  writePlan,
  planHash,
  parsePlan,
  SUMMARY_LIMIT,
  renderMarkdown,
  mergePlans,
  escapeTerminal,
  renderTerminal,
  renderTerminalImages,
  summarisePlan,
  escapeWorkflowLine,
  workflowCommand,
  findDashboardRecord,
  readRequests,
  renderDashboard,
  findPullRecord,
  replacePullRecord,
  renderPullBody,
  closePullBody
};
