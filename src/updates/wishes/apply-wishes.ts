// What could be updated and what somebody asked for -> what is to be updated, and the wishes that still stand afterwards.
import type { Config } from "../../config/index.ts";
import { isRegistryError } from "../../errors.ts";
import type { Pin } from "../../pins/index.ts";
import type { Registry } from "../../ports.ts";
import { isNamed, type StandingWish } from "../../update-wish.ts";
import type { FoundUpdates } from "../find-updates.ts";
import { offerTag } from "../offers/offer-tag.ts";
import { type OfferContext, type Offers, type Question, questionOf } from "../offers/question.ts";
import { writeReference } from "../offers/write-reference.ts";
import { placesOf } from "../places.ts";
import { openPolicy } from "../policy/open-policy.ts";
import { isDatabaseMajor } from "../policy/refusal.ts";
import type { Update } from "../update.ts";
import { stepKind } from "../versions/compare-versions.ts";
import { parseVersion } from "../versions/parse-version.ts";

export type WishRequest = {
  readonly wishes: readonly StandingWish[];
  readonly found: FoundUpdates;
  readonly pins: readonly Pin[];
  readonly registry: Registry;
  readonly config: Pick<Config, "updates">;
  readonly now: Date;
};

/** `standing` are the wishes that are neither reached nor over; one for an image that the repository does not have is neither. */
export type GrantedWishes = { readonly found: FoundUpdates; readonly standing: readonly StandingWish[] };

type Of<Kind extends StandingWish["kind"]> = Extract<StandingWish, { kind: Kind }>;

function isOver({ until }: Of<"ignore">, now: Date): boolean {
  return until !== undefined && now.getTime() >= Date.parse(`${until}T00:00:00Z`);
}

function leaveAlone(found: FoundUpdates, { image, until }: Of<"ignore">): FoundUpdates {
  const reason = until === undefined ? "somebody asked for it to be left alone" : `somebody asked for it to be left alone until ${until}`;
  const left = found.updates.filter(({ reference }) => isNamed(image, reference));
  return {
    ...found,
    updates: found.updates.filter((update) => !left.includes(update)),
    ignored: [...found.ignored, ...left.map(({ reference, proposed }) => ({ reference, proposed, reason }))],
  };
}

function kindOf(question: Question, version: string): Update["kind"] {
  if (isDatabaseMajor({ image: question.image, tag: version })) return "major";
  const [old, next] = [parseVersion(question.image.tag), parseVersion(version)];
  return old === undefined || next === undefined ? "major" : stepKind(old, next);
}

type Answer = Offers & { readonly question: Question; /** The registry was asked, and has no such version. */ readonly isMissing: boolean };

/** A version that cannot be offered is told among what is left alone. */
async function offerVersion(version: string, question: Question): Promise<Answer> {
  const { reference, registry, repository } = question;
  try {
    // Nobody has seen it in a list of tags.
    await registry.resolve(repository, version);
    const offered = await offerTag({ choices: [{ tag: version, kind: kindOf(question, version) }], ignored: [] }, question);
    return { question, ...offered, isMissing: offered.offers.length === 0 };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    const isMissing = error.code === "registry-missing";
    const reason = `${version} was asked for, but ${isMissing ? "the registry does not have it" : "the registry could not be asked"}`;
    return { question, isMissing, offers: [], ignored: [{ reference, proposed: writeReference(reference, { tag: version }), reason }] };
  }
}

type Scene = { readonly pins: readonly Pin[]; readonly context: OfferContext };

/** The references of an image that do not have the version yet, each ready to be asked about. */
function questionsOf({ image, version }: Of<"version">, { pins, context }: Scene): readonly Question[] {
  const written = pins.filter((pin) => pin.generatedFrom === undefined && isNamed(image, pin.reference));
  return [...Map.groupBy(written, ({ reference }) => reference)].flatMap(([reference, group]) => {
    const platforms = [...new Set(group.flatMap((pin) => pin.platforms))];
    const question = questionOf({ reference, files: [...new Set(group.map(({ file }) => file))], platforms }, context);
    return question === undefined || question.image.tag === version ? [] : [question];
  });
}

/** In place of everything else that is offered for the same references, except where there is no such version. */
function offerInstead(found: FoundUpdates, { answers, pins }: { readonly answers: readonly Answer[]; readonly pins: readonly Pin[] }): FoundUpdates {
  const asked = new Set(answers.filter(({ isMissing }) => !isMissing).map(({ question }) => question.reference));
  const updates = answers.flatMap(({ question: { reference }, offers }) =>
    offers.map(({ kind, proposed, released }): Update => {
      const places = [...placesOf(pins.filter((pin) => pin.reference === reference), proposed)];
      return { kind, reference, proposed, places, ...(released === undefined ? {} : { released }) };
    }),
  );
  return { ...found, updates: [...found.updates.filter(({ reference }) => !asked.has(reference)), ...updates], ignored: [...found.ignored, ...answers.flatMap(({ ignored }) => ignored)] };
}

/** Grants the wishes one after the other. The policy's rules say nothing of a version that was asked for by name; `updates: false` still counts. */
export async function applyWishes({ wishes, found, pins, registry, config, now }: WishRequest): Promise<GrantedWishes> {
  const { updates } = config;
  const context: OfferContext = { registry, policy: openPolicy(config), aliases: updates.aliases, now };
  const standing: StandingWish[] = [];
  let granted = found;
  for (const wish of updates.enabled ? wishes : []) {
    if (wish.kind === "ignore") {
      if (isOver(wish, now)) continue;
      granted = leaveAlone(granted, wish);
    } else {
      const questions = questionsOf(wish, { pins, context });
      const answers = await Promise.all(questions.map((question) => offerVersion(wish.version, question)));
      granted = offerInstead(granted, { answers, pins });
      if (answers.every(({ isMissing }) => isMissing)) continue;
    }
    standing.push(wish);
  }
  return { found: granted, standing: updates.enabled ? standing : wishes };
}
