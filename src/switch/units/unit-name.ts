// Unit names: specifiers inside them, paths as mount units.

/** `container@web.service` is prefix `container`, instance `web`, type `service`. */
export function splitUnitName(unit: string): { prefix: string; instance: string; type: string } {
  const dot = unit.lastIndexOf(".");
  const name = dot < 0 ? unit : unit.slice(0, dot);
  const at = name.indexOf("@");
  return { prefix: at < 0 ? name : name.slice(0, at), instance: at < 0 ? "" : name.slice(at + 1), type: unit.slice(dot + 1) };
}

function unescapeName(name: string): string {
  return name.replace(/-/g, "/").replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Puts the unit's own names in place of specifiers (systemd.unit(5), "Specifiers"); those of the machine stay. */
export function expandSpecifiers(text: string, unit: string): string {
  if (!text.includes("%")) return text;
  const { prefix, instance, type } = splitUnitName(unit);
  const lastPart = prefix.slice(prefix.lastIndexOf("-") + 1);
  const values: Readonly<Record<string, string>> = {
    "%": "%",
    n: unit,
    N: unit.slice(0, -(type.length + 1)),
    p: prefix,
    P: unescapeName(prefix),
    i: instance,
    I: unescapeName(instance),
    j: lastPart,
    J: unescapeName(lastPart),
    f: `/${unescapeName(instance === "" ? prefix : instance)}`,
  };
  return text.replace(/%(.)/g, (specifier, letter: string) => values[letter] ?? specifier);
}

function escapeByte(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

/** A path as the name of a unit, as systemd-escape(1) `--path` gives it. */
function escapePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) return "-";
  const escaped = parts.map((part) => part.replace(/[^A-Za-z0-9:_.]/gu, escapeByte)).join("-");
  return escaped.startsWith(".") ? `\\x2e${escaped.slice(1)}` : escaped;
}

/** The mount unit of a mount point. */
export function mountUnitOf(path: string): string {
  return `${escapePath(path)}.mount`;
}

/** The unit that mounts a file system when somebody looks at it. */
export function automountUnitOf(path: string): string {
  return `${escapePath(path)}.automount`;
}

/** The unit of a swap device or file. */
export function swapUnitOf(path: string): string {
  return `${escapePath(path)}.swap`;
}

/** The mount units that a path lies on, itself included: `/srv/data` gives those of `/srv` and `/srv/data`. */
export function mountUnitsAbove(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return ["-.mount", ...parts.map((_, index) => mountUnitOf(parts.slice(0, index + 1).join("/")))];
}
