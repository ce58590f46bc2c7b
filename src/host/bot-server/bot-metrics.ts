// What happens to jobs and webhooks -> the bot's metrics. Labels have few values: no names of repositories or people.
import type { QueueDepth, QueueEvent } from "../bot/queue.ts";
import type { RequestLimit } from "../bot/request-limit.ts";
import { createMetrics, type MetricDefinition } from "./metrics.ts";

const JOB_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 1800];
const WEBHOOK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

const DEFINITIONS: readonly MetricDefinition[] = [
  { name: "stowplan_build_info", kind: "gauge", help: "Always 1; the version is a label." },
  { name: "stowplan_jobs_total", kind: "counter", help: "Jobs by kind and by what happened to them in this process." },
  { name: "stowplan_job_duration_seconds", kind: "histogram", help: "How long jobs took.", buckets: JOB_SECONDS },
  { name: "stowplan_job_last_success_timestamp_seconds", kind: "gauge", help: "When a job of a kind was last done." },
  { name: "stowplan_webhooks_total", kind: "counter", help: "Webhooks by event and by the status of the answer." },
  { name: "stowplan_webhook_duration_seconds", kind: "histogram", help: "How long webhooks waited for their answer.", buckets: WEBHOOK_SECONDS },
  { name: "stowplan_queue_up", kind: "gauge", help: "1 where the queue can be reached." },
  { name: "stowplan_queue_jobs", kind: "gauge", help: "Jobs of all processes that wait or run." },
  { name: "stowplan_github_requests_remaining", kind: "gauge", help: "The fewest requests that GitHub leaves any installation until its limit is renewed; NaN where no limit is known." },
  { name: "process_resident_memory_bytes", kind: "gauge", help: "Memory of this process, without the programs it started." },
  { name: "process_start_time_seconds", kind: "gauge", help: "When this process started." },
];

/** `event` is the name that the webhook says; one that GitHub does not have is `other`. */
export type AnsweredWebhook = { readonly event: string; readonly status: number; readonly seconds: number };

/** The state of the process at the time of asking; `depth` is undefined where the queue cannot be reached. */
export type Moment = { readonly depth: QueueDepth | undefined; readonly memory: number };

export type BotMetrics = {
  onJob(event: QueueEvent): void;
  onWebhook(webhook: AnsweredWebhook): void;
  /** Of each installation the latest counts, until it is renewed. */
  onLimit(limit: RequestLimit): void;
  render(moment: Moment): string;
};

/** Answers come out of order; within one span of the limit the lowest is the latest. */
function openLimits(): { note(limit: RequestLimit): void; lowest(seconds: number): number | undefined } {
  const limits = new Map<number, RequestLimit>();
  return {
    note: (limit) => {
      const known = limits.get(limit.installationId);
      const isNews = known === undefined || limit.resets > known.resets || (limit.resets === known.resets && limit.remaining < known.remaining);
      if (isNews) limits.set(limit.installationId, limit);
    },
    lowest: (seconds) => {
      for (const [id, { resets }] of limits) if (resets <= seconds) limits.delete(id);
      return limits.size === 0 ? undefined : Math.min(...[...limits.values()].map(({ remaining }) => remaining));
    },
  };
}

/** Opens the metrics of a process that starts now. */
export function createBotMetrics({ version, now }: { readonly version: string; readonly now: () => Date }): BotMetrics {
  const metrics = createMetrics(DEFINITIONS);
  const limits = openLimits();
  const seconds = (): number => now().getTime() / 1000;
  metrics.set("stowplan_build_info", { value: 1, labels: { version } });
  metrics.set("process_start_time_seconds", { value: seconds() });
  return {
    onJob: (event) => {
      const kind = event.job.kind;
      metrics.count("stowplan_jobs_total", { kind, state: event.kind });
      if (event.kind === "done" || event.kind === "failed") metrics.observe("stowplan_job_duration_seconds", { value: event.seconds, labels: { kind } });
      if (event.kind === "done") metrics.set("stowplan_job_last_success_timestamp_seconds", { value: seconds(), labels: { kind } });
    },
    onWebhook: ({ event, status, seconds: duration }) => {
      metrics.count("stowplan_webhooks_total", { event, status: String(status) });
      metrics.observe("stowplan_webhook_duration_seconds", { value: duration });
    },
    onLimit: (limit) => {
      limits.note(limit);
    },
    render: ({ depth, memory }) => {
      metrics.set("stowplan_github_requests_remaining", { value: limits.lowest(seconds()) ?? NaN });
      metrics.set("stowplan_queue_up", { value: depth === undefined ? 0 : 1 });
      metrics.set("process_resident_memory_bytes", { value: memory });
      for (const state of ["waiting", "running"] as const) metrics.set("stowplan_queue_jobs", { value: depth?.[state] ?? NaN, labels: { state } });
      return metrics.render();
    },
  };
}
