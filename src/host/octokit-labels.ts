// Questions about one repository -> the methods of the Forge port for labels (REST API, "Labels").
import * as z from "zod";
import type { LabelForge } from "../ports.ts";
import { type Asked, type Asker, askPages } from "./forge-asker.ts";
import { isRefused } from "./forge-failure.ts";

const Label = z.object({ name: z.string() });

/** True where the request had one of these answers, which say that it is as it was wanted. */
async function isDone(work: Promise<unknown>, statuses: readonly number[]): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isRefused(error, statuses)) return false;
    throw error;
  }
}

/** A pull request's labels are an issue's; `pull-requests: write` is enough for all of it. */
export function labelMethods(ask: Asker): LabelForge {
  async function write(asked: Omit<Asked, "question">, subject: string): Promise<unknown> {
    return ask({ ...asked, question: { subject, permission: "pull-requests: write" } });
  }
  return {
    async labels(number) {
      const question = { subject: `labels of pull request ${number}`, permission: "pull-requests: read" } as const;
      const asked = { route: "GET /repos/{owner}/{repo}/issues/{issue_number}/labels", parameters: { issue_number: number }, question };
      return (await askPages(ask, { asked, page: z.array(Label) })).map(({ name }) => name);
    },
    async ensureLabel({ name, color, description }) {
      const question = { subject: `label ${name}`, permission: "pull-requests: read" } as const;
      if (await isDone(ask({ route: "GET /repos/{owner}/{repo}/labels/{name}", parameters: { name }, question }), [404])) return;
      // Another run may have made it meanwhile: 422.
      await isDone(write({ route: "POST /repos/{owner}/{repo}/labels", parameters: { name, color, description } }, `label ${name}`), [422]);
    },
    async addLabels(number, names) {
      await write({ route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels", parameters: { issue_number: number, labels: names } }, `labels of pull request ${number}`);
    },
    async removeLabel(number, name) {
      await isDone(write({ route: "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", parameters: { issue_number: number, name } }, `label ${name} of pull request ${number}`), [404]);
    },
  };
}
