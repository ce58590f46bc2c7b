// The part of a webhook's payload that says where it comes from -> the repository as jobs name it.
import * as z from "zod";
import type { BotRepository } from "../bot/job.ts";

/** What every event of a repository has. GitHub adds the installation to what it sends to an App. */
export const OfRepository = z.object({
  installation: z.object({ id: z.int() }),
  repository: z.object({ id: z.int(), full_name: z.string().max(201) }),
});
export type OfRepository = z.infer<typeof OfRepository>;

/** Undefined for a name that cannot be. */
export function repositoryOf({ id, full_name: fullName }: { readonly id: number; readonly full_name: string }, installationId: number): BotRepository | undefined {
  const [owner = "", repo = "", ...rest] = fullName.split("/");
  return owner === "" || repo === "" || rest.length > 0 ? undefined : { owner, repo, repositoryId: id, installationId };
}
