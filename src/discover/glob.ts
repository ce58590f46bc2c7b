// A glob pattern -> a test for paths. `*` and `?` stay within a segment, `**` spans any number of them; nothing else is special.

type Sequence<Token, Item> = {
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly isMany: (token: Token) => boolean;
  readonly matches: (token: Token, item: Item) => boolean;
};

/**
 * Matches tokens against items, where a "many" token takes any number of items. Going back only to the last "many" is enough,
 * because a later one can do all that an earlier one could; so the time is tokens times items, whatever the pattern.
 */
function matchSequence<Token, Item>({ tokens, items, isMany, matches }: Sequence<Token, Item>): boolean {
  let [token, item] = [0, 0];
  let retry: { token: number; item: number } | undefined;
  while (item < items.length) {
    const [wanted, given] = [tokens[token], items[item]];
    if (wanted !== undefined && isMany(wanted)) {
      retry = { token, item };
      token += 1;
    } else if (wanted !== undefined && given !== undefined && matches(wanted, given)) {
      token += 1;
      item += 1;
    } else if (retry !== undefined) {
      retry = { token: retry.token, item: retry.item + 1 };
      token = retry.token + 1;
      item = retry.item;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(isMany);
}

function matchSegment(pattern: string, segment: string): boolean {
  return matchSequence({
    tokens: Array.from(pattern),
    items: Array.from(segment),
    isMany: (token) => token === "*",
    matches: (token, character) => token === "?" || token === character,
  });
}

/** Makes the test of one pattern. A leading `./` means nothing; names that begin with a dot need no dot in the pattern. */
export function compileGlob(pattern: string): (path: string) => boolean {
  const tokens = pattern.replace(/^(?:\.\/)+/, "").split("/");
  return (path) => matchSequence({ tokens, items: path.split("/"), isMany: (token) => token === "**", matches: matchSegment });
}

/** Makes the test of a pattern for names, in which a slash is a letter like any other: `*` takes it too. */
export function compileNameGlob(pattern: string): (name: string) => boolean {
  return (name) => matchSegment(pattern, name);
}
