// Everything that is different inside an image, packages among it -> a folded section.
import { type ImageChange, type PackageChange, tellPackage } from "../../images/index.ts";
import { shorten } from "../../shorten.ts";
import { andMore, type Block, count, type Line, note, paragraph, type Section } from "../blocks.ts";

const MOST_PACKAGES = 300;
const FEW_PACKAGES = 40;

/** Kinds of packages by the names that people know; others as package URLs name them. */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  deb: "Debian", apk: "Alpine", rpm: "RPM", npm: "npm", pypi: "Python", gem: "Ruby", golang: "Go", cargo: "Rust", maven: "Java", nuget: ".NET",
};

function listOf(name: string, { changes, most }: { changes: readonly PackageChange[]; most: number }): readonly Block[] {
  const items = changes.slice(0, most).map((change) => ({ line: [shorten(tellPackage(change), 240)] }));
  const more = andMore(changes.length - most).map((line) => ({ line }));
  return [paragraph([`${ECOSYSTEMS[name] ?? shorten(name, 40)}: ${count(changes.length, "package")}`]), { kind: "list", items: [...items, ...more] }];
}

function packageBlocks({ packages }: ImageChange, most: number): readonly Block[] {
  if (packages === undefined || packages.changes.length === 0) return [];
  const groups = Object.entries(Object.groupBy(packages.changes, ({ ecosystem }) => ecosystem));
  const lists = groups.flatMap(([name, changes = []]) => listOf(name, { changes, most }));
  const more = packages.more > 0 ? [note([`and ${count(packages.more, "package")} beyond what a plan keeps`])] : [];
  const source = packages.from === "sbom" ? "as the images' SBOMs list them" : packages.isSystemOnly ? "of the distribution, read from layers" : "read from the layers that differ";
  return [...lists, ...more, note([`Packages ${source}.`])];
}

/** All that `shown` lines of the open list leave out: the other differences, the packages, what could not be looked at. */
export function insideSections(change: ImageChange, { move, within, shown }: { readonly move: Line; readonly within: string; readonly shown: number }): readonly Section[] {
  const others = change.differences.slice(shown).map(({ text }) => ({ line: [shorten(text, 600)] }));
  const list: readonly Block[] = others.length === 0 ? [] : [{ kind: "list", items: others }];
  const form = (most: number): readonly Block[] => {
    const blocks = [...list, ...packageBlocks(change, most)];
    return blocks.length === 0 ? [] : [{ kind: "fold", summary: ["What is different inside ", ...move], blocks }];
  };
  const whole = form(MOST_PACKAGES);
  if (whole.length === 0) return [];
  return [{ rank: 14, loses: ["the packages of an image", "lists of packages"], forms: [whole, form(FEW_PACKAGES), []], within }];
}
