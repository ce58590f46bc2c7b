// Pins -> those that no other bot of the repository updates, and a finding about those that are left to one.
import type { Finding, Found } from "../../errors.ts";
import type { Pin } from "../../pins/index.ts";
import type { SourceTree } from "../../ports.ts";
import { tellSome } from "../../tell-some.ts";
import { findDependabot } from "./dependabot.ts";
import type { OtherBot, OtherManager } from "./other-bot.ts";
import { findRenovate } from "./renovate.ts";

export type OthersRequest = {
  readonly pins: readonly Pin[];
  readonly head: SourceTree | undefined;
  /** `updates.beside-renovate` of the configuration. */
  readonly choice: "leave" | "take";
};

/** Neither bot edits a tag in `.env`. */
function managerOf({ mechanism, file }: Pin): OtherManager | undefined {
  if (mechanism === "compose-image" || mechanism === "compose-variable") return /\.ya?ml$/.test(file) ? "compose" : undefined;
  return mechanism === "dockerfile" ? "dockerfile" : undefined;
}

function isTaken(pin: Pin, bot: OtherBot): boolean {
  const manager = managerOf(pin);
  return manager !== undefined && bot.takes(manager, pin.file);
}

function finding(bot: OtherBot, message: string): Finding {
  return {
    code: "update-elsewhere",
    severity: "info",
    subject: bot.name,
    message,
    hint: "`updates.beside-renovate: take` updates them here as well; then turn them off there.",
    place: { file: bot.file },
  };
}

/** Only of what the pull request touches: nobody wants to hear of the rest. */
function findingsOf(bot: OtherBot, pins: readonly Pin[]): readonly Finding[] {
  const touched = pins.filter(({ isTouched, generatedFrom }) => isTouched && generatedFrom === undefined);
  const files = [...new Set(touched.filter((pin) => isTaken(pin, bot)).map(({ file }) => file))];
  const left = files.length === 0 ? [] : [finding(bot, `It updates the images in ${tellSome(files, 5).slice(0, 1000)}, so newer versions of those are left to it.`)];
  const isBoth = bot.readsNix && touched.some(({ file }) => file.endsWith(".nix"));
  return isBoth ? [...left, { ...finding(bot, "Its own regular expressions read Nix files as well, so both may open pull requests for the images there."), hint: "Remove its custom managers for Nix files, or turn `updates` off here." }] : left;
}

/** With `take`, or without the files, all pins stay. A generated module goes with its Compose file. */
export async function leaveToOthers({ pins, head, choice }: OthersRequest): Promise<Found<readonly Pin[]>> {
  if (head === undefined || choice === "take" || !pins.some(({ isTouched }) => isTouched)) return { value: pins, findings: [] };
  const found = await Promise.all([findRenovate(head), findDependabot(head)]);
  const bots = found.filter((bot) => bot !== undefined);
  return { value: pins.filter((pin) => !bots.some((bot) => isTaken(pin, bot))), findings: bots.flatMap((bot) => findingsOf(bot, pins)) };
}
