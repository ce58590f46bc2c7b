// Decides which values must never be shown, by the name or place they stand under or by how they look, and takes them out of texts.
import { replaceKnownForms, replaceRandomRuns, type Replace } from "./secret-forms.ts";
import { isPlainValue, isSecretName } from "./secret-names.ts";
import { replaceByPlace } from "./secret-places.ts";

/** What is shown in place of a secret, and in place of one that is not the same as before. */
export const HIDDEN = "[hidden]";
export const HIDDEN_CHANGED = "[hidden, changed]";

function replaceSecrets(text: string, replace: Replace): string {
  return replaceRandomRuns(replaceKnownForms(replaceByPlace(text, replace), replace), replace);
}

/** Hides every secret inside a text: values of secret names and options, passwords in URLs, known tokens, long random runs. */
export function hideSecrets(text: string): string {
  return replaceSecrets(text, () => HIDDEN);
}

/** The same without the guess at random runs, for names and references: a commit's hash is a usual tag. */
export function hideNamedSecrets(text: string): string {
  return replaceKnownForms(replaceByPlace(text, () => HIDDEN), () => HIDDEN);
}

/** Hides the secrets of two versions of a text; one of the new version that the old did not have is marked as changed. */
export function hideSecretsOfPair({ old, new: fresh }: { old: string; new: string }): { old: string; new: string } {
  const earlier = new Set<string>();
  const hiddenOld = replaceSecrets(old, (secret) => {
    earlier.add(secret);
    return HIDDEN;
  });
  return { old: hiddenOld, new: replaceSecrets(fresh, (secret) => (earlier.has(secret) ? HIDDEN : HIDDEN_CHANGED)) };
}

/** True where the value under a name must not be shown at all: the name says so, or the whole value is a secret by its form. */
export function isSecret(name: string, value: string): boolean {
  if (value === "") return false;
  return (isSecretName(name) && !isPlainValue(value)) || replaceRandomRuns(replaceKnownForms(value, () => ""), () => "") === "";
}

export { isSecretName };
