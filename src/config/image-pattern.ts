// The texts of `match-images` -> a test for an image's names.
import { formatFamiliarName, type ImageReference } from "../image-reference.ts";

const REGULAR_EXPRESSION = /^\/(?<source>.+)\/(?<flags>i?)$/;

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** `*` stays within one part of the name, `**` does not. */
function globExpression(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*|\*|\?)/).map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part === "?" ? "[^/]" : escaped(part)));
  return new RegExp(`^${parts.join("")}$`);
}

/** The expression that a pattern means; undefined where its regular expression is wrong. */
export function imageExpression(pattern: string): RegExp | undefined {
  const { source, flags = "" } = REGULAR_EXPRESSION.exec(pattern)?.groups ?? {};
  if (source === undefined) return globExpression(pattern);
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return undefined;
  }
}

/** A test over all patterns: one has to fit, none with `!` may. Patterns that are all exclusions fit whatever they do not exclude. */
export function imageTest(patterns: readonly string[]): (image: ImageReference) => boolean {
  const rules = patterns.flatMap((pattern) => {
    const isExcluded = pattern.startsWith("!");
    const expression = imageExpression(isExcluded ? pattern.slice(1) : pattern);
    return expression === undefined ? [] : [{ isExcluded, expression }];
  });
  const [excluding, including] = [rules.filter((rule) => rule.isExcluded), rules.filter((rule) => !rule.isExcluded)];
  return (image) => {
    const names = [formatFamiliarName(image), `${image.registry}/${image.path}`];
    const fits = ({ expression }: (typeof rules)[number]): boolean => names.some((name) => expression.test(name));
    return !excluding.some(fits) && (including.some(fits) || (including.length === 0 && excluding.length > 0));
  };
}
