// The `labels` section: which labels of the pull request say what its plan says.
import * as z from "zod";
import { optionFacts, trusted } from "./option-facts.ts";

/** A label's name as GitHub takes it; empty where this one is not wanted. A comma would make two of it in other tools. */
export const LabelName = z.string().max(50).regex(/^[^\p{C},]*$/u, "not a label's name");
export type LabelName = z.infer<typeof LabelName>;

function label(name: string, when: string): z.ZodDefault<typeof LabelName> {
  return LabelName.default(`stowplan: ${name}`).describe(`Label where ${when}. Empty: none.`).register(optionFacts, trusted);
}

/** Labels start other workflows, so that only the base branch names them. */
export const Labels = z
  .strictObject({
    enabled: z.boolean().default(false).describe("Put labels on the pull request and take off those that are no longer true. Other labels are left alone.").register(optionFacts, { trusted: true, input: "labels" }),
    "no-change": label("no change", "the merge changes nothing"),
    restarts: label("restarts", "units restart, start or stop"),
    "left-stopped": label("left stopped", "a unit is stopped and nothing starts it again"),
    "back-up-first": label("back up first", "a database's major version moves or volumes are at stake"),
    policy: label("policy", "the pull request breaks a rule of `policy`"),
    failed: label("failed", "a finding reaches `fail-on`, or a host could not be evaluated"),
  })
  .prefault({});
export type Labels = z.infer<typeof Labels>;
