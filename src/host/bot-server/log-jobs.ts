// What happens to a job -> a line of the log with fields that programs can read.
import type { Logger } from "pino";
import type { BotJob } from "../bot/job.ts";
import type { QueueEvent } from "../bot/queue.ts";

type Fields = { readonly job: string; readonly repository: string; readonly number?: number };

function fieldsOf(job: BotJob): Fields {
  const { owner, repo } = job.repository;
  return { job: job.kind, repository: `${owner}/${repo}`, ...("number" in job ? { number: job.number } : {}) };
}

function tellJob({ job, repository, number }: Fields): string {
  return `${job} ${repository}${number === undefined ? "" : `#${number}`}`;
}

/** Tells of starts and ends as information, of failures as errors, of the rest only to whoever debugs. */
export function logJob(log: Logger, event: QueueEvent): void {
  const fields = fieldsOf(event.job);
  const text = `${tellJob(fields)} ${event.kind}`;
  switch (event.kind) {
    case "added":
    case "repeated":
    case "needless":
      log.debug(fields, text);
      break;
    case "started":
      log.info(fields, text);
      break;
    case "done":
    case "replaced":
    case "returned":
      log.info({ ...fields, seconds: event.seconds }, text);
      break;
    case "failed":
      log.error({ ...fields, seconds: event.seconds, err: event.error }, `${text}${event.isLast ? "" : ", will be tried again"}`);
      break;
  }
}
