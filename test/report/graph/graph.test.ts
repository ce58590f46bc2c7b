// Actions with cascades -> the graph of a host, its diagram for GitHub and its drawing.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { drawGraph } from "../../../src/report/graph/draw-svg.ts";
import type { Graph } from "../../../src/report/graph/graph.ts";
import { hostGraph } from "../../../src/report/graph/host-graph.ts";
import { placeInLayers } from "../../../src/report/graph/layers.ts";
import { printMermaid } from "../../../src/report/graph/mermaid.ts";
import { renderMarkdown } from "../../../src/report/index.ts";
import { hostileText } from "../../fakes/hostile.ts";
import { action, host, planWith } from "../../fakes/plans.ts";

const cascade = (subject: string): { kind: "cascade"; subject: string; text: string } => ({ kind: "cascade", subject, text: `${subject} goes down` });

const falcon = {
  ...host("falcon", [
    action({ unit: "docker.service", action: "restart" }),
    action({ unit: "docker-web.service", action: "restart", causes: [cascade("docker.service")] }),
    action({ unit: "docker-db.service", action: "left-stopped", causes: [cascade("docker.service"), cascade("docker-db.service")] }),
    action({ unit: "nginx.service", action: "reload" }),
  ]),
};
const units = falcon.switch?.units ?? [];
const linked = { ...falcon, switch: { lists: { stop: [], start: [], restart: [], reload: [], skip: [] }, units, dependencies: [
  { unit: "docker-web.service", on: "docker.service", kind: "BindsTo=" as const, scope: "system" as const },
  { unit: "docker-web.service", on: "docker-db.service", kind: "Wants=" as const, scope: "system" as const },
  { unit: "nginx.service", on: "elsewhere.service", kind: "Wants=" as const, scope: "system" as const },
] } };

/** Nodes 0 to `size - 1` and pairs of them. */
const anyGraph: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 25 }).chain((size) =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 }).map((pairs) => ({
    nodes: Array.from({ length: size }, (_, index) => ({ name: `u${index}.service` })),
    edges: pairs.filter(([from, to]) => from !== to).map(([from, to]) => ({ from, to, label: "", isCascade: false })),
    more: 0,
  })),
);

describe("the graph of a host", () => {
  const { nodes, edges } = hostGraph(linked);
  const names = edges.map(({ from, to, label, isCascade }) => `${nodes[from]?.name ?? ""} → ${nodes[to]?.name ?? ""} ${label}${isCascade ? "!" : ""}`.trimEnd());

  it("has cascades with their directive, and dependencies among the units that are acted on", () => {
    assert.deepEqual(names, ["docker.service → docker-web.service BindsTo=!", "docker.service → docker-db.service !", "docker-db.service → docker-web.service Wants="].toSorted((left, right) => names.indexOf(left) - names.indexOf(right)));
    assert.deepEqual(nodes.map(({ name }) => name).toSorted(), ["docker-db.service", "docker-web.service", "docker.service"]);
  });

  it("is drawn in a comment without what drags nothing along, and told in words", () => {
    const text = renderMarkdown(planWith({ hosts: [linked] }), { limit: 65_536 });
    assert.match(text, /What drags what along:\n\n- `docker\.service` drags along `docker-db\.service` \(stays stopped\), `docker-web\.service` \(restarts\)/);
    assert.match(text, /```mermaid\nflowchart TB\n/);
    assert.match(text, /-->\|"BindsTo#61;"\|/);
    assert.doesNotMatch(text, /Wants#61;/);
  });

  it("keeps the most dangerous units of many", () => {
    const many = Array.from({ length: 400 }, (_, index) => action({ unit: `u${index}.service`, action: index === 399 ? "left-stopped" : "restart", causes: [cascade("docker.service")] }));
    const graph = hostGraph(host("falcon", many));
    assert.equal(graph.nodes.length, 150);
    assert.equal(graph.more, 251);
    assert.ok(graph.nodes.some(({ name }) => name === "u399.service"));
    assert.doesNotMatch(renderMarkdown(planWith({ hosts: [host("falcon", many)] }), { limit: 65_536 }), /mermaid/);
  });
});

describe("a diagram in Mermaid's language", () => {
  it("is drawn in the direction in which it is narrower", () => {
    const fan = { nodes: Array.from({ length: 9 }, (_, index) => ({ name: `u${index}.service` })), edges: Array.from({ length: 8 }, (_, index) => ({ from: 0, to: index + 1, label: "", isCascade: true })), more: 0 };
    assert.match(printMermaid(fan), /^flowchart LR\n/);
    const chain = { ...fan, edges: fan.edges.map((edge, index) => ({ ...edge, from: index })) };
    assert.match(printMermaid(chain), /^flowchart TB\n/);
  });

  const LINE = /^ {2}(?:n\d+\["[\p{L}\p{M}\p{N}_.#;-]*(?:<br>[a-z ]+)?"\](?::::\w+)?|n\d+ -->(?:\|"[\p{L}\p{M}\p{N}_.#;-]*"\|)? n\d+|classDef \w+ [\w#:,\s-]+)$/u;

  it("has nothing but our own lines, whatever units are called", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, label) => {
        const text = printMermaid({ nodes: [{ name, action: "left-stopped" }, { name: `2 ${name}` }], edges: [{ from: 0, to: 1, label, isCascade: true }], more: 0 });
        const [first, ...lines] = text.split("\n");
        assert.equal(first, "flowchart TB");
        assert.equal(lines.length, 4);
        for (const line of lines) assert.match(line, LINE);
        // A list's sign at the start would be Markdown to Mermaid.
        assert.doesNotMatch(text, /\["(?:\d+\.|-)/);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a drawing in layers", () => {
  it("gives every node a place of its own, and every edge a way from layer to layer, also where units hang on each other in circles", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { placed, routes } = placeInLayers(graph);
        assert.equal(new Set(placed.map(({ layer, row }) => `${layer}/${row}`)).size, placed.length);
        assert.equal(routes.length, graph.edges.length);
        for (const { edge, through } of routes) {
          assert.equal(through[0], edge.from);
          assert.equal(through.at(-1), edge.to);
          const layers = through.map((index) => placed[index]?.layer ?? 0);
          for (const [step, layer] of layers.slice(1).entries()) assert.equal(Math.abs(layer - (layers[step] ?? 0)), 1);
        }
      }),
    );
  });

  it("puts every unit and every edge into words", () => {
    const svg = drawGraph(hostGraph(linked), "Units of falcon");
    assert.match(svg, /^<svg class="graph" role="img" aria-label="Units of falcon"/);
    assert.match(svg, /<title>docker\.service → docker-web\.service \(BindsTo=\): drags it along<\/title>/);
    assert.match(svg, /<title>docker-db\.service stays stopped<\/title>/);
  });

  it("brings no tags of strangers", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, label) => {
        const svg = drawGraph({ nodes: [{ name }, { name: "b.service" }], edges: [{ from: 0, to: 1, label, isCascade: false }], more: 0 }, name);
        assert.deepEqual(svg.replace(/<(\/?\w+)[^<>]*>|[^<]/g, "$1 ").split(/\s+/).filter((tag) => tag !== ""), "svg path title /title /path g title /title rect text /text text /text /g g title /title rect text /text text /text /g /svg".split(" "));
      }),
      { numRuns: 300 },
    );
  });
});
