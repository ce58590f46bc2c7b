import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createBotMetrics } from "../../../src/host/bot-server/bot-metrics.ts";
import { createMetrics } from "../../../src/host/bot-server/metrics.ts";
import { planJob } from "../queue/contract.ts";

describe("createMetrics", () => {
  it("prints each kind as Prometheus reads it", () => {
    const metrics = createMetrics([
      { name: "doors_total", kind: "counter", help: "Doors\nby \\ room." },
      { name: "warmth", kind: "gauge", help: "Degrees." },
      { name: "walk_seconds", kind: "histogram", help: "Walks.", buckets: [0.5, 2] },
    ]);
    metrics.count("doors_total", { room: "attic" });
    metrics.count("doors_total", { room: "attic" });
    metrics.count("doors_total", { room: 'the "old"\n\\ cellar' });
    metrics.set("warmth", { value: 21.5 });
    for (const value of [0.2, 0.5, 1, 9]) metrics.observe("walk_seconds", { value });
    assert.equal(
      metrics.render(),
      [
        String.raw`# HELP doors_total Doors\nby \\ room.`,
        "# TYPE doors_total counter",
        'doors_total{room="attic"} 2',
        String.raw`doors_total{room="the \"old\"\n\\ cellar"} 1`,
        "# HELP warmth Degrees.",
        "# TYPE warmth gauge",
        "warmth 21.5",
        "# HELP walk_seconds Walks.",
        "# TYPE walk_seconds histogram",
        'walk_seconds_bucket{le="0.5"} 2',
        'walk_seconds_bucket{le="2"} 3',
        'walk_seconds_bucket{le="+Inf"} 4',
        "walk_seconds_sum 10.7",
        "walk_seconds_count 4",
        "",
      ].join("\n"),
    );
  });

  it("knows only its own names", () => assert.throws(() => createMetrics([]).count("surprise"), TypeError));
});

describe("createBotMetrics", () => {
  const now = (): Date => new Date("2026-11-21T12:00:00Z");
  const job = planJob("attic#1");

  it("counts jobs by kind and state, and times those that ended", () => {
    const metrics = createBotMetrics({ version: "0.1.0", now });
    metrics.onJob({ kind: "added", job });
    metrics.onJob({ kind: "started", job });
    metrics.onJob({ kind: "done", job, seconds: 40 });
    metrics.onJob({ kind: "failed", job, seconds: 2, error: new Error("away"), isLast: true });
    const text = metrics.render({ depth: { waiting: 3, running: 1 }, memory: 1000 });
    for (const line of [
      'stowplan_build_info{version="0.1.0"} 1',
      'stowplan_jobs_total{kind="plan",state="added"} 1',
      'stowplan_jobs_total{kind="plan",state="done"} 1',
      'stowplan_jobs_total{kind="plan",state="failed"} 1',
      'stowplan_job_duration_seconds_bucket{kind="plan",le="60"} 2',
      'stowplan_job_duration_seconds_count{kind="plan"} 2',
      'stowplan_job_last_success_timestamp_seconds{kind="plan"} 1795262400',
      'stowplan_queue_jobs{state="waiting"} 3',
      'stowplan_queue_jobs{state="running"} 1',
      "stowplan_queue_up 1",
      "process_resident_memory_bytes 1000",
    ]) {
      assert.ok(text.split("\n").includes(line), `${line} is not in\n${text}`);
    }
    assert.doesNotMatch(text, /ada|attic/);
  });

  it("says how few requests any installation has left, until GitHub renews them", () => {
    let time = now();
    const metrics = createBotMetrics({ version: "0.1.0", now: () => time });
    const remaining = (): string | undefined => /^stowplan_github_requests_remaining (.*)$/m.exec(metrics.render({ depth: undefined, memory: 0 }))?.[1];
    const resets = time.getTime() / 1000 + 60;
    assert.equal(remaining(), "NaN");
    metrics.onLimit({ installationId: 1, remaining: 4000, resets });
    metrics.onLimit({ installationId: 2, remaining: 4999, resets: resets + 60 });
    metrics.onLimit({ installationId: 1, remaining: 3998, resets });
    metrics.onLimit({ installationId: 1, remaining: 3999, resets });
    assert.equal(remaining(), "3998");
    time = new Date(resets * 1000);
    assert.equal(remaining(), "4999");
    metrics.onLimit({ installationId: 1, remaining: 15000, resets: resets + 3600 });
    assert.equal(remaining(), "4999");
  });

  it("says that the queue is out of reach", () => {
    const text = createBotMetrics({ version: "0.1.0", now }).render({ depth: undefined, memory: 0 });
    assert.match(text, /^stowplan_queue_up 0$/m);
    assert.match(text, /^stowplan_queue_jobs\{state="waiting"\} NaN$/m);
  });
});
