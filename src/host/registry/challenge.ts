// A WWW-Authenticate header -> what the registry asks for (RFC 9110, section 11.6.1; Docker's token authentication).

/** What a registry asks for before it answers. */
export type Challenge =
  | { readonly kind: "basic" }
  | { readonly kind: "bearer"; readonly realm: string; readonly service?: string; readonly scope?: string };

const PARAMETER = /([a-zA-Z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

function parametersOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(PARAMETER)].map(([, name = "", quoted, token = ""]): [string, string] => [
    name.toLowerCase(),
    quoted === undefined ? token : quoted.replace(/\\(.)/g, "$1"),
  ]);
  return new Map(pairs);
}

/** Reads the first Bearer challenge, else Basic; undefined where there is neither. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined || header.length > 8192) return undefined;
  const bearer = /(?:^|,)\s*bearer\s+(.*)$/is.exec(header);
  if (bearer !== null) {
    const parameters = parametersOf(bearer[1] ?? "");
    const realm = parameters.get("realm");
    const service = parameters.get("service");
    const scope = parameters.get("scope");
    if (realm === undefined) return undefined;
    return { kind: "bearer", realm, ...(service === undefined ? {} : { service }), ...(scope === undefined ? {} : { scope }) };
  }
  return /(?:^|,)\s*basic\b/i.test(header) ? { kind: "basic" } : undefined;
}
