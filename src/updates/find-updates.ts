// The pins that a pull request touches -> the newer tags and digests that their registries have, as far as the configuration wants them.
import type { Config } from "../config/index.ts";
import { type Finding, type Found, isRegistryError, type StowplanError } from "../errors.ts";
import { isLocalName, parseImageReference } from "../image-reference.ts";
import type { Pin } from "../pins/index.ts";
import type { Log, Registry, SourceTree } from "../ports.ts";
import { findOffers } from "./offers/find-offers.ts";
import type { OfferContext, Offers } from "./offers/question.ts";
import { leaveToOthers } from "./others/leave-to-others.ts";
import { editsOf, notEditableFindings, placesOf } from "./places.ts";
import { openPolicy, type UpdatePolicy } from "./policy/open-policy.ts";
import { suggestible } from "./suggestible.ts";
import { unpinnedFindings } from "./unpinned.ts";
import type { IgnoredUpdate, Update } from "./update.ts";
import { type Failure, failureFindings, type MissingDigest, missingFindings } from "./update-failures.ts";

/** What could be updated, what the configuration leaves alone, and the references of which nothing could be found out. */
export type FoundUpdates = { readonly updates: readonly Update[]; readonly ignored: readonly IgnoredUpdate[]; readonly unread: readonly string[] };

/** What findUpdates needs. */
export type UpdateRequest = {
  readonly pins: readonly Pin[];
  /** The files that the pins were found in; without them nothing is known of other bots, and no lines can be suggested. */
  readonly head?: SourceTree;
  readonly registry: Registry;
  readonly config: Pick<Config, "updates">;
  readonly log: Log;
  /** The time from which ages count. Default: now. */
  readonly now?: Date;
};

/** References asked about in one plan: a pull request with more is not read one by one, and registries are spared. */
const MAXIMUM_REFERENCES = 500;

type Asked = { readonly reference: string; readonly pins: readonly Pin[] };
type Answer = Asked & { readonly offers: Offers; readonly failure?: StowplanError };

/**
 * Of the files that the pull request changes, those that people write: a generated module follows its Compose file. Of what Podman
 * built itself no registry has anything newer.
 */
function isAskable({ isTouched, generatedFrom, reference }: Pin): boolean {
  return isTouched && generatedFrom === undefined && !isLocalName(reference);
}

async function ask({ reference, pins }: Asked, context: OfferContext): Promise<Answer> {
  const platforms = [...new Set(pins.flatMap((pin) => pin.platforms))];
  const files = [...new Set(pins.filter(isAskable).map(({ file }) => file))];
  try {
    return { reference, pins, offers: await findOffers({ reference, files, platforms }, context) };
  } catch (error) {
    if (isRegistryError(error)) return { reference, pins, offers: { offers: [], ignored: [] }, failure: error };
    throw error;
  }
}

/** Without a `head` no lines are suggested. */
type Scene = { readonly head: SourceTree | undefined; readonly policy: UpdatePolicy; readonly now: Date };

async function updatesOf({ reference, pins, offers: { offers } }: Answer, { head, policy, now }: Scene): Promise<readonly Update[]> {
  const image = parseImageReference(reference);
  const files = [...new Set(pins.map(({ file }) => file))];
  const suggested = image === undefined ? undefined : suggestible(offers, { now, settings: (kind) => policy.settings({ image, files, kind }) });
  const edits = head === undefined || suggested === undefined ? [] : await editsOf(pins, { proposed: suggested.proposed, head });
  return offers.map((offer) => {
    const { kind, proposed, released } = offer;
    const places = [...placesOf(pins, proposed)];
    return { kind, reference, proposed, places, ...(released === undefined ? {} : { released }), ...(offer !== suggested || edits.length === 0 ? {} : { edits: [...edits] }) };
  });
}

function leftOut(count: number): readonly Finding[] {
  if (count <= 0) return [];
  const message = `${count} images beyond the first ${MAXIMUM_REFERENCES} were not asked about.`;
  return [{ code: "plan-cut", severity: "info", subject: "updates", message, hint: "Split the pull request." }];
}

/** Every reference that is asked about, with all its pins: those in other files move along. */
function askedReferences(pins: readonly Pin[]): readonly Asked[] {
  const asked = new Set(pins.filter(isAskable).map(({ reference }) => reference));
  const all = [...Map.groupBy(pins, ({ reference }) => reference)].filter(([reference]) => asked.has(reference));
  return all.filter(([reference]) => parseImageReference(reference) !== undefined).map(([reference, group]) => ({ reference, pins: group }));
}

/**
 * Offers updates for every reference in a file that the pull request changes; none where `updates` is off. What could not
 * be asked is a finding, what is offered is the value.
 */
export async function findUpdates({ pins, head, registry, config, log, now = new Date() }: UpdateRequest): Promise<Found<FoundUpdates>> {
  const left = config.updates.enabled ? await leaveToOthers({ pins, head, choice: config.updates["beside-renovate"] }) : { value: [], findings: [] };
  const all = askedReferences(left.value);
  if (all.length === 0) return { value: { updates: [], ignored: [], unread: [] }, findings: left.findings };
  log.progress({ subject: "updates", state: "running", text: `looking for newer versions of ${all.length === 1 ? "1 image" : `${all.length} images`}` });
  const policy = openPolicy(config);
  const context = { registry, policy, aliases: config.updates.aliases, now };
  const answers = await Promise.all(all.slice(0, MAXIMUM_REFERENCES).map((asked) => ask(asked, context)));
  const updates = (await Promise.all(answers.map((answer) => updatesOf(answer, { head: config.updates.suggest ? head : undefined, policy, now })))).flat();
  const ignored = answers.flatMap(({ offers }) => offers.ignored);
  const failures = answers.flatMap(({ reference, failure }): Failure[] => (failure === undefined ? [] : [{ reference, failure }]));
  const unwritable = answers.flatMap(({ reference, pins: own, offers: { offers } }) => offers.flatMap(({ proposed }) => notEditableFindings({ reference, proposed }, own)));
  const missing = answers.flatMap(({ reference, pins: [pin], offers: { missing: error } }): MissingDigest[] =>
    error === undefined ? [] : [{ reference, error, place: pin && { file: pin.file, line: pin.line, column: pin.column } }],
  );
  log.progress({ subject: "updates", state: "done", text: `${updates.length} offered` });
  const findings = [...left.findings, ...unpinnedFindings(left.value.filter(isAskable), policy), ...missingFindings(missing), ...unwritable, ...failureFindings(failures), ...leftOut(all.length - answers.length)];
  return { value: { updates, ignored, unread: failures.map(({ reference }) => reference) }, findings };
}
