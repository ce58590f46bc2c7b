// Two versions of a module -> the same texts without the values that look secret, so that a diff of them can be shown.
import { HIDDEN, HIDDEN_CHANGED, hideSecretsOfPair, isSecret } from "../secrets.ts";

/** `NAME = "value";` on a line of its own, as generated modules write environments and labels. */
const BINDING = /^(?<before>\s*(?:environment\.|labels\.)?"?(?<name>[A-Za-z_][\w.-]*)"?\s*=\s*")(?<value>(?:[^"\\]|\\.)*)(?<after>";)$/gm;

export type TextPair = { readonly old: string; readonly new: string };

/** Hides values in both texts; one of the new text that the old one did not have is marked as changed. */
export function hideModuleSecrets(pair: TextPair): TextPair {
  const earlier = new Set<string>();
  const old = hideBindings(pair.old, (secret) => {
    earlier.add(secret);
    return HIDDEN;
  });
  const fresh = hideBindings(pair.new, (secret) => (earlier.has(secret) ? HIDDEN : HIDDEN_CHANGED));
  return hideSecretsOfPair({ old, new: fresh });
}

function hideBindings(text: string, replace: (secret: string) => string): string {
  return text.replace(BINDING, (line: string, ...groups: readonly unknown[]) => {
    const [before, name, value, after] = groups;
    if (typeof before !== "string" || typeof name !== "string" || typeof value !== "string" || typeof after !== "string") return line;
    return isSecret(name, value) ? `${before}${replace(`${name}=${value}`)}${after}` : line;
  });
}
