// The App was installed, or given more repositories -> a look at what is open in each of them.
import * as z from "zod";
import type { BotJob } from "../bot/job.ts";
import { repositoryOf } from "./event-repository.ts";

const Repositories = z.array(z.object({ id: z.int(), full_name: z.string().max(201) })).max(10_000);
const Payload = z.object({
  action: z.enum(["created", "added"]),
  installation: z.object({ id: z.int() }),
  repositories: Repositories.optional(),
  repositories_added: Repositories.optional(),
});

/** What is taken away needs nothing: jobs for it fail at GitHub, and its clone is removed when it gets old. */
export function installationJobs(payload: unknown): readonly BotJob[] {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) return [];
  const { installation, repositories = [], repositories_added: added = [] } = parsed.data;
  return [...repositories, ...added].flatMap((told) => {
    const repository = repositoryOf(told, installation.id);
    return repository === undefined ? [] : [{ kind: "reconcile", repository } as const];
  });
}
