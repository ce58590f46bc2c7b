// The pins that a pull request touches -> the newer tags and digests that their registries have.
import type { Config } from "../config/index.ts";
import { type Finding, type Found, type Place, StowplanError } from "../errors.ts";
import { canEdit, type Pin } from "../pins/index.ts";
import type { Log, Registry } from "../ports.ts";
import { findOffers, type Offer } from "./offers.ts";
import type { IgnoredUpdate, Update } from "./update.ts";

/** What findUpdates needs. */
export type UpdateRequest = {
  readonly pins: readonly Pin[];
  readonly registry: Registry;
  readonly config: Pick<Config, "updates">;
  readonly log: Log;
};

/** What could be updated, and what the configuration leaves alone. */
export type FoundUpdates = { readonly updates: readonly Update[]; readonly ignored: readonly IgnoredUpdate[] };

/** References asked about in one plan: a pull request with more is not read one by one, and registries are spared. */
const MAXIMUM_REFERENCES = 500;

type Answer = { readonly updates: readonly Update[]; readonly failure?: StowplanError };

function placesOf(pins: readonly Pin[], proposed: string): readonly Place[] {
  const editable = pins.filter((pin) => canEdit(pin, proposed));
  // Where nothing can be edited the places still say where to look.
  return (editable.length > 0 ? editable : pins).map(({ file, line, column }) => ({ file, line, column }));
}

function updateOf({ kind, proposed }: Offer, { reference, pins }: { reference: string; pins: readonly Pin[] }): Update {
  return { kind, reference, proposed, places: [...placesOf(pins, proposed)].slice(0, 1000) };
}

/**
 * Of the files that the pull request changes, those that people write: a generated module follows its Compose file.
 * `localhost/…` without a port is what Podman built itself, so no registry has anything newer.
 */
function isAskable({ isTouched, generatedFrom, reference }: Pin): boolean {
  return isTouched && generatedFrom === undefined && !reference.startsWith("localhost/");
}

async function ask([reference, pins]: readonly [string, readonly Pin[]], registry: Registry): Promise<Answer> {
  const platforms = [...new Set(pins.flatMap((pin) => pin.platforms))];
  try {
    const offers = await findOffers({ reference, platforms }, registry);
    return { updates: offers.map((offer) => updateOf(offer, { reference, pins })) };
  } catch (error) {
    if (error instanceof StowplanError && error.code.startsWith("registry-")) return { updates: [], failure: error };
    throw error;
  }
}

/** One finding for all references that failed alike: a registry that is down is one fact. */
function findingsOf(failures: readonly { readonly reference: string; readonly failure: StowplanError }[]): readonly Finding[] {
  const groups = Map.groupBy(failures, ({ failure }) => `${failure.code} ${failure.message}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const subject = group.map(({ reference }) => reference).join(", ");
    const { code, message, hint } = first.failure;
    return [{ code: findingCode(code), severity: "info", subject: subject.slice(0, 1024), message: `${message} Newer versions are unknown.`, hint }];
  });
}

function leftOut(count: number): readonly Finding[] {
  if (count <= 0) return [];
  const message = `${count} images beyond the first ${MAXIMUM_REFERENCES} were not asked about.`;
  return [{ code: "plan-cut", severity: "info", subject: "updates", message, hint: "Split the pull request." }];
}

const SAME_CODES = ["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited"] as const;

function findingCode(code: StowplanError["code"]): Finding["code"] {
  if (code === "registry-missing") return "image-missing";
  return SAME_CODES.find((same) => same === code) ?? "image-unread";
}

/**
 * Offers updates for every reference in a file that the pull request changes; none where `updates` is off. What could not
 * be asked is a finding, what is offered is the value.
 */
export async function findUpdates({ pins, registry, config, log }: UpdateRequest): Promise<Found<FoundUpdates>> {
  const asked = new Set(pins.filter(isAskable).map(({ reference }) => reference));
  if (!config.updates.enabled || asked.size === 0) return { value: { updates: [], ignored: [] }, findings: [] };
  log.progress({ subject: "updates", state: "running", text: `looking for newer versions of ${asked.size} images` });
  const all = [...Map.groupBy(pins, ({ reference }) => reference)].filter(([reference]) => asked.has(reference));
  const byReference = all.slice(0, MAXIMUM_REFERENCES);
  const answers = await Promise.all(byReference.map(async (entry) => ({ reference: entry[0], ...(await ask(entry, registry)) })));
  const updates = answers.flatMap((answer) => answer.updates);
  const failures = answers.flatMap(({ reference, failure }) => (failure === undefined ? [] : [{ reference, failure }]));
  log.progress({ subject: "updates", state: "done", text: `${updates.length} offered` });
  return { value: { updates, ignored: [] }, findings: [...findingsOf(failures), ...leftOut(all.length - byReference.length)] };
}
