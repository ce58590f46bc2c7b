// What was asked of an update run and what came of it -> the answer.
import { branchOf, type PullOutcome, type UpdateRun } from "../../publish/index.ts";
import { isNamed, type UpdateWish } from "../../update-wish.ts";
import type { Reply } from "./bot-tools.ts";

const MOST_TEXTS = 5;

function pullOf(outcomes: readonly PullOutcome[]): Pick<Reply, "url"> {
  const url = outcomes.find(({ pull }) => pull !== undefined)?.pull?.url;
  return url === undefined ? {} : { url };
}

function sentences(outcomes: readonly PullOutcome[]): string {
  return outcomes.slice(0, MOST_TEXTS).map(({ text, pull }) => (text !== "" ? text : pull === undefined ? "" : `Pull request ${pull.number} is up to date.`)).filter((text) => text !== "").join(" ");
}

/** An ignored image has no branch any more; what stood open was closed. */
function tellIgnored({ image, until }: Extract<UpdateWish, { kind: "ignore" }>, { outcomes, dashboard }: UpdateRun): Reply {
  const closed = outcomes.filter(({ step, state }) => state === "closed" && step.kind === "close" && step.pull.record?.images.some((name) => isNamed(image, name)) === true);
  if (dashboard === undefined) return { state: "failed", text: "There is no dashboard issue to keep this in. Name the image in `updates.ignore-images` of .github/stowplan.yml." };
  const text = `${image} is left alone${until === undefined ? "" : ` until ${until}`}. ${sentences(closed)}`.trim();
  return { state: "done", text, url: dashboard.url };
}

function tellAsked(wish: Exclude<UpdateWish, { kind: "ignore" }>, { outcomes, requested, ignored, dashboard }: UpdateRun): Reply {
  const asked = outcomes.filter(({ step }) => requested.has(branchOf(step)) && (wish.kind === "rebase" ? branchOf(step) === wish.branch : true));
  if (asked.length > 0) {
    const isFailed = asked.some(({ state }) => state === "failed" || state === "overtaken");
    const isKept = wish.kind === "version" && dashboard === undefined;
    const more = isKept ? " There is no dashboard issue to keep the version in, so a later run may offer another." : "";
    return { state: isFailed ? "failed" : "done", text: `${sentences(asked)}${more}`.trim(), ...pullOf(asked) };
  }
  if (wish.kind === "rebase") return { state: "failed", text: "No update that the bot knows of has this branch." };
  const why = ignored.filter(({ reference }) => isNamed(wish.image, reference)).slice(0, MOST_TEXTS).map(({ reference, reason }) => `${reference}: ${reason}.`);
  return { state: "failed", text: ["No update of this image is to be made.", ...why].join(" ") };
}

/** Of several wishes the last is answered; a run that nobody asked for says that it is over. */
export function tellWishes(wishes: readonly UpdateWish[], run: UpdateRun): Reply {
  const wish = wishes.at(-1);
  if (wish === undefined) return { state: "done", text: "" };
  return wish.kind === "ignore" ? tellIgnored(wish, run) : tellAsked(wish, run);
}
