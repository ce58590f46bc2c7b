// The text of a quadlet file -> its sections with the values of every key, as podman's generator reads them.

/** Sections to keys to values, in the order of the file; an empty value has taken away those before it. */
export type QuadletFile = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Lines of one file; podman has no limit, a person who writes more has made a mistake. */
const MAXIMUM_LINES = 20_000;

/** Joins lines that end in a backslash, and drops comments, which may stand between them (systemd.syntax(7)). */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of text.split(/\r?\n/).slice(0, MAXIMUM_LINES)) {
    if (/^\s*[#;]/.test(line)) continue;
    const whole: string = open === undefined ? line : `${open} ${line.trim()}`;
    open = whole.endsWith("\\") ? whole.slice(0, -1) : undefined;
    if (open === undefined) lines.push(whole.trim());
  }
  return open === undefined ? lines : [...lines, open.trim()];
}

/** Reads a file and its drop-ins, which come behind it. Lines that are neither section nor key are left out. */
export function parseQuadlet(texts: readonly string[]): QuadletFile {
  const file = new Map<string, Map<string, readonly string[]>>();
  for (const text of texts) {
    let section = "";
    for (const line of logicalLines(text)) {
      const name = /^\[(?<name>[^\]]+)\]$/.exec(line)?.groups?.["name"];
      const equals = line.indexOf("=");
      if (name !== undefined) section = name;
      else if (equals > 0) {
        const keys = file.get(section) ?? new Map<string, readonly string[]>();
        const [key, value] = [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
        file.set(section, keys.set(key, value === "" ? [] : [...(keys.get(key) ?? []), value]));
      }
    }
  }
  return file;
}
