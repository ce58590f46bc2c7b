// Hosts before and after an edit of references -> whether exactly the intended images changed.
import { type HostState, type LiveImage, liveImages } from "../../evaluate/index.ts";
import type { ReferenceEdit } from "./place-edit.ts";
import { normalReference, referenceSpans, respell } from "./reference-spans.ts";

/** Evaluated hosts with the edits that were made between them. */
export type EditCheckRequest = {
  readonly before: readonly HostState[];
  /** The same hosts from the edited files; one that did not evaluate is missing. */
  readonly after: readonly HostState[];
  readonly edits: readonly ReferenceEdit[];
};

/** What is wrong, as the end of a sentence that begins with "because"; empty where the edits do what they should. */
export type EditCheck = { readonly problems: readonly string[] };

/** A container's image as text: of an archive that Nix pulls the digest counts, not the name alone. */
type Running = { readonly name: string; readonly reference: string };

function runningOf(image: LiveImage): Running {
  const { imageName, imageTag, imageDigest } = image.options.archive ?? {};
  const isPulled = typeof imageName === "string" && typeof imageDigest === "string";
  const reference = isPulled ? `${imageName}${typeof imageTag === "string" ? `:${imageTag}` : ""}@${imageDigest}` : image.reference;
  return { name: `${image.kind === "oci" && image.scope === "system" ? "" : `${image.kind} `}${image.owner === undefined ? "" : `${image.owner}/`}${image.container}`, reference };
}

function imagesOf(state: HostState): ReadonlyMap<string, Running> {
  return new Map(liveImages(state).map((image) => [JSON.stringify([image.kind, image.scope, image.owner, image.container]), runningOf(image)]));
}

/** An archive without a tag of its own is loaded as `latest`, which stands in no file. */
function withoutLatest(reference: string): string {
  const { tag, digest } = referenceSpans(reference);
  const isLatest = reference.slice(tag.start, tag.end) === "latest" && digest.end > digest.start;
  return isLatest ? reference.slice(0, tag.start - 1) + reference.slice(tag.end) : reference;
}

function comparable(reference: string): string {
  return normalReference(withoutLatest(reference));
}

function expected(reference: string, edits: readonly ReferenceEdit[]): string {
  const edit = edits.find((one) => comparable(one.reference) === comparable(reference));
  return edit === undefined ? reference : respell(reference, edit.proposed);
}

function problemsOfHost(before: HostState, { after, edits }: { readonly after: HostState; readonly edits: readonly ReferenceEdit[] }): readonly string[] {
  const [old, now] = [imagesOf(before), imagesOf(after)];
  const added = [...now].filter(([key]) => !old.has(key)).map(([, { name }]) => `container ${name} of ${before.host} would be new`);
  const others = [...old].flatMap(([key, { name, reference }]) => {
    const found = now.get(key);
    if (found === undefined) return [`container ${name} of ${before.host} would be gone`];
    if (comparable(found.reference) === comparable(reference) || comparable(found.reference) === comparable(expected(reference, edits))) return [];
    return [`container ${name} of ${before.host} would run ${found.reference} instead of ${expected(reference, edits)}`];
  });
  return [...added, ...others];
}

/** True where hosts run the reference, but none runs another one after the edit: the text that was found is not what they read. */
function hasNoEffect(edit: ReferenceEdit, { before, after }: EditCheckRequest): boolean {
  const count = (states: readonly HostState[]): number => states.flatMap((state) => [...imagesOf(state).values()]).filter(({ reference }) => comparable(reference) === comparable(edit.reference)).length;
  return count(before) > 0 && count(after) >= count(before);
}

/**
 * Compares every container of every host. An edited reference may become the proposed one; everything else must stay. A container
 * whose text was not found may keep the old reference, but an edit after which all of them do is none.
 */
export function checkEdit(request: EditCheckRequest): EditCheck {
  const { before, after, edits } = request;
  const byHost = new Map(after.map((state) => [state.host, state]));
  const ofHosts = before.flatMap((state) => {
    const next = byHost.get(state.host);
    return next === undefined ? [`${state.host} would not evaluate`] : problemsOfHost(state, { after: next, edits });
  });
  const idle = edits.filter((edit) => hasNoEffect(edit, request)).map(({ reference }) => `no container would stop running ${reference}`);
  return { problems: [...ofHosts, ...idle] };
}
