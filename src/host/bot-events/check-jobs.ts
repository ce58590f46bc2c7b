// A check or all checks of a commit that somebody asks for again -> plan the pull requests of that commit.
import * as z from "zod";
import type { BotJob, BotRepository } from "../bot/job.ts";

const Checked = z.object({ head_sha: z.string().min(1).max(64) });
const Payload = z.object({ action: z.literal("rerequested"), check_run: Checked.optional(), check_suite: Checked.optional() });

/** GitHub sends `rerequested` to the App alone whose check it is, and lets only those ask who may write. */
export function checkJobs(payload: unknown, repository: BotRepository): readonly BotJob[] {
  const { check_run: run, check_suite: suite } = Payload.safeParse(payload).data ?? {};
  const checked = run ?? suite;
  return checked === undefined ? [] : [{ kind: "rerun", repository, headCommit: checked.head_sha }];
}
