// os-release and debian_version of an image -> the distribution's name as people say it: `Debian 12.7`, `Alpine Linux 3.20.3`.
import { isPlain } from "./installed-package.ts";

function fieldsOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split("\n").slice(0, 200);
  return new Map(
    lines.flatMap((line) => {
      const [, name = "", value = ""] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
      return name === "" ? [] : [[name, value.replace(/^(["'])(.*)\1$/, "$2").replace(/\\(.)/g, "$1")] as const];
    }),
  );
}

/**
 * Reads os-release(5). Debian's VERSION_ID is its major release alone; the point release is in `/etc/debian_version`, which derived
 * distributions keep as Debian's and which is therefore read for Debian only.
 */
export function readOsRelease(text: string, debianVersion: string | undefined): string | undefined {
  const fields = fieldsOf(text);
  const name = (fields.get("NAME") ?? fields.get("ID") ?? "").replace(/ GNU\/Linux$/, "");
  const point = debianVersion?.trim() ?? "";
  const hasPoint = fields.get("ID") === "debian" && /^\d+\.\d+$/.test(point);
  const version = hasPoint ? point : (fields.get("VERSION_ID") ?? fields.get("VERSION_CODENAME") ?? "");
  const whole = `${name} ${version}`.trim();
  return isPlain(whole) && whole.length <= 100 ? whole : undefined;
}
