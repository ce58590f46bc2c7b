// The layers of an old and a new image -> two bars to one scale: what both share, what goes, what has to be pulled.
import { shorten } from "../../shorten.ts";
import { count, type Layer } from "../blocks.ts";
import { tellBytes } from "../tell-bytes.ts";
import { visibleLine } from "../visible-text.ts";
import { escapeHtml } from "./escape.ts";

/** Units of the drawing, which is as wide as the page. */
const WIDTH = 1000;
const HEIGHT = 22;
/** A layer of a few bytes is still to be seen. */
const LEAST = 3;

type Bar = { readonly name: string; readonly kind: "gone" | "fresh"; readonly layers: readonly Layer[]; readonly others: ReadonlySet<string>; readonly scale: number };

function sum(layers: readonly Layer[]): number {
  return layers.reduce((bytes, { size }) => bytes + size, 0);
}

function drawBar({ name, kind, layers, others, scale }: Bar): string {
  let x = 0;
  const boxes = layers.map(({ digest, size }) => {
    const isShared = others.has(digest);
    const width = Math.max(LEAST, size * scale);
    const title = `${shorten(visibleLine(digest), 20)}, ${tellBytes(size)}, ${isShared ? "in both images" : kind === "gone" ? "only in the old image" : "to be pulled"}`;
    const box = `<rect class="${isShared ? "shared" : kind}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="${HEIGHT}"><title>${escapeHtml(title)}</title></rect>`;
    x += width;
    return box;
  });
  const label = `${name}: ${count(layers.length, "layer")}, ${tellBytes(sum(layers))}`;
  return `<div class="bar"><span>${escapeHtml(label)}</span><svg role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${Math.max(WIDTH, Math.ceil(x))} ${HEIGHT}" preserveAspectRatio="none">${boxes.join("")}</svg></div>`;
}

/** Bars of the images that are there, and a sentence that says the same. */
export function drawLayers({ old, new: next }: { readonly old: readonly Layer[]; readonly new: readonly Layer[] }): string {
  const scale = WIDTH / Math.max(1, sum(old), sum(next));
  const [oldDigests, newDigests] = [new Set(old.map(({ digest }) => digest)), new Set(next.map(({ digest }) => digest))];
  const bars = [
    ...(old.length === 0 ? [] : [drawBar({ name: "Old", kind: "gone", layers: old, others: newDigests, scale })]),
    ...(next.length === 0 ? [] : [drawBar({ name: "New", kind: "fresh", layers: next, others: oldDigests, scale })]),
  ];
  const fresh = next.filter(({ digest }) => !oldDigests.has(digest));
  const words = next.length === 0 ? "" : `${count(next.length - fresh.length, "layer")} in both, ${count(fresh.length, "layer")} to be pulled (${tellBytes(sum(fresh))}).`;
  return `<figure class="layers">${bars.join("")}<figcaption>${words}</figcaption></figure>`;
}
