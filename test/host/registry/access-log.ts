// The access log of docker-registry -> what a task asked of it.
import type { RunningRegistry } from "../../../scripts/demo/registry.ts";

/** One request: `HEAD library/postgres/manifests/16`, and the status that it got. */
export type Access = { readonly request: string; readonly status: number };

/** Lines as they come; `add` is given to the registry, `during` says what was asked while a task ran. */
export type AccessLog = { readonly add: (line: string) => void; readonly during: (running: RunningRegistry | undefined, task: () => Promise<unknown>) => Promise<readonly Access[]> };

function accessOf(line: string): Access {
  const groups = /"(?<method>[A-Z]+) \/v2\/(?<path>\S+)[^"]*" (?<status>\d+)/.exec(line)?.groups ?? {};
  return { request: `${groups["method"] ?? ""} ${groups["path"] ?? ""}`, status: Number(groups["status"]) };
}

/** Opens an empty log. The log is written through a pipe: a request that cannot be mistaken marks both ends of a task. */
export function openAccessLog(): AccessLog {
  const lines: string[] = [];
  return {
    add: (line) => void lines.push(line),
    async during(running, task) {
      const mark = `/v2/mark-${lines.length}`;
      await fetch(`${running?.url ?? ""}${mark}-before`);
      await task();
      await fetch(`${running?.url ?? ""}${mark}-after`);
      while (!lines.some((line) => line.includes(`${mark}-after`))) await new Promise((resolve) => setImmediate(resolve));
      const [from, to] = ["before", "after"].map((end) => lines.findIndex((line) => line.includes(`${mark}-${end}`)));
      return lines.slice((from ?? 0) + 1, to).map(accessOf);
    },
  };
}
