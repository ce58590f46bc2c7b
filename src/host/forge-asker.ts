// An Octokit of any make -> questions about one repository: repeated where that is safe, answers checked, failures in our own words.
import { setTimeout } from "node:timers/promises";
import type * as z from "zod";
import { StowplanError } from "../errors.ts";
import { type ForgeQuestion, forgeError, isPassing } from "./forge-failure.ts";

/** The little of an Octokit that is used, so that neither framework is needed here. */
export type OctokitLike = {
  request(route: string, parameters: Readonly<Record<string, unknown>>): Promise<{ readonly data: unknown }>;
  graphql(query: string): Promise<unknown>;
};

export type OctokitForgeOptions = {
  readonly octokit: OctokitLike;
  readonly owner: string;
  readonly repo: string;
  /** Milliseconds before each further attempt of a request that may be repeated. */
  readonly pauses?: readonly number[];
  /** Milliseconds after which a read surely shows what was written before it. */
  readonly settling?: number;
};

const PAUSES = [500, 2000] as const;
/** As many entries of a list as GitHub gives at once. */
const PAGE = 100;

export type Asked = { readonly route: string; readonly parameters?: Readonly<Record<string, unknown>>; readonly question: ForgeQuestion };

export type Asker = (asked: Asked) => Promise<unknown>;

/** Does what asks GitHub again where the failure may pass. Throws the last failure as it came. */
export async function repeatPassing<Answer>(ask: () => Promise<Answer>, pauses: readonly number[] = PAUSES): Promise<Answer> {
  for (const pause of pauses) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await setTimeout(pause);
    }
  }
  return ask();
}

type AskerOptions = Pick<OctokitForgeOptions, "octokit" | "pauses"> & Partial<Pick<OctokitForgeOptions, "owner" | "repo">>;

/** Asks about one repository, or none. Repeats what may be repeated; a comment that was perhaps created is not created again. */
export function openAsker({ octokit, owner, repo, pauses }: AskerOptions): Asker {
  const repository = owner === undefined ? {} : { owner, repo };
  return async function ask({ route, parameters, question }): Promise<unknown> {
    try {
      return (await repeatPassing(() => octokit.request(route, { ...repository, ...parameters }), route.startsWith("POST ") ? [] : pauses)).data;
    } catch (error) {
      throw forgeError(error, question);
    }
  };
}

export function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: { readonly data: unknown; readonly question: ForgeQuestion }): z.infer<Schema> {
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new StowplanError({
    code: "forge-failed",
    subject: answer.question.subject,
    message: "GitHub's answer does not have the form that its description gives.",
    hint: "Check that GITHUB_API_URL is the address of GitHub's REST API.",
    cause: parsed.error,
  });
}

/** Every entry of a list over all pages, or over the first `most` of them. `page` reads the entries of one. */
export async function askPages<Entry>(ask: Asker, list: { readonly asked: Asked; readonly page: z.ZodType<readonly Entry[]>; readonly most?: number }): Promise<readonly Entry[]> {
  const { asked, page: form, most = Number.POSITIVE_INFINITY } = list;
  const entries: Entry[] = [];
  for (let page = 1; ; page += 1) {
    const data = await ask({ ...asked, parameters: { ...asked.parameters, per_page: PAGE, page } });
    const read = parseAnswer(form, { data, question: asked.question });
    entries.push(...read);
    if (read.length < PAGE || page >= most) return entries;
  }
}
