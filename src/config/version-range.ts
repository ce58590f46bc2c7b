// The text of `allowed-versions` -> a test for versions and tags.

/** A version and the tag that names it; no numbers where the tag names none. */
export type NamedVersion = { readonly tag: string; readonly numbers: readonly number[] };

/** True for the versions that the text means. */
export type VersionTest = (version: NamedVersion) => boolean;

const COMPARISON = /^(?<operator><=|>=|!=|<|>|=|\^|~)? ?v?(?<numbers>\d{1,15}(?:\.\d{1,15})*)(?:\.[x*])*$/;
const REGULAR_EXPRESSION = /^(?<not>!)?\/(?<source>.+)\/(?<flags>i?)$/;

/** Compares as many numbers as the range writes: 17.1 is neither below nor above 17. */
function compareTo(range: readonly number[], numbers: readonly number[]): number {
  return range.map((number, index) => (numbers[index] ?? 0) - number).find((difference) => difference !== 0) ?? 0;
}

/** `^1.2`: the first number that is not 0 stays; `~1.2`: the second stays (node-semver, "Advanced Range Syntax"). */
function staysWithin(range: readonly number[], kept: number): VersionTest {
  return ({ numbers }) => compareTo(range, numbers) >= 0 && range.slice(0, kept).every((number, index) => numbers[index] === number);
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "!=": (order) => order !== 0,
  "=": (order) => order === 0,
};

function comparison(text: string): VersionTest | undefined {
  const match = COMPARISON.exec(text)?.groups;
  if (match === undefined) return undefined;
  const range = (match["numbers"] ?? "").split(".").map(Number);
  const operator = match["operator"] ?? "=";
  if (operator === "^") return staysWithin(range, range.findIndex((number) => number > 0) + 1 || range.length);
  if (operator === "~") return staysWithin(range, Math.min(range.length, 2));
  const holds = ORDERS[operator];
  return holds === undefined ? undefined : ({ numbers }) => holds(compareTo(range, numbers));
}

function expression(text: string): VersionTest | undefined {
  const match = REGULAR_EXPRESSION.exec(text)?.groups;
  if (match === undefined) return undefined;
  try {
    const pattern = new RegExp(match["source"] ?? "", `${match["flags"] ?? ""}u`);
    return ({ tag }) => pattern.test(tag) !== (match["not"] === "!");
  } catch {
    return undefined;
  }
}

/** Undefined where the text is no range and no regular expression. A tag that names no version is in no range. */
export function parseVersionRange(text: string): VersionTest | undefined {
  const whole = expression(text.trim());
  if (whole !== undefined) return whole;
  const alternatives = text.split("||").map((part) => part.trim().replaceAll(/(?<=[<>=^~!]) +/g, "").split(/[ ,]+/).map(comparison));
  const tests = alternatives.map((parts) => parts.filter((part) => part !== undefined));
  if (tests.some((part, index) => part.length !== alternatives[index]?.length)) return undefined;
  return (version) => version.numbers.length > 0 && tests.some((parts) => parts.every((test) => test(version)));
}
