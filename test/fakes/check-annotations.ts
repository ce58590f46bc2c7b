// The annotations of check runs as GitHub keeps them: every request adds to them. The emulator replaces them and drops their titles.
import { type AskedRequest, type GivenAnswer, isRecord, valueIn } from "./github-rules.ts";

export type AnnotationKeeper = {
  /** Takes what a request that was answered brings. */
  keep(asked: AskedRequest, given: GivenAnswer): void;
  /** The answer to a question for them; undefined for any other request. */
  answer(asked: AskedRequest): GivenAnswer | undefined;
};

export function createAnnotationKeeper(): AnnotationKeeper {
  const kept = new Map<number, readonly unknown[]>();
  return {
    keep({ method, path, body }, { status, answer }) {
      const annotations = valueIn(body, "output", "annotations");
      if (method === "GET" || status >= 300 || !/\/check-runs(?:\/\d+)?$/.test(path) || !Array.isArray(annotations)) return;
      const id = Number(valueIn(answer, "id"));
      kept.set(id, (kept.get(id) ?? []).concat(annotations));
    },
    answer({ method, path }) {
      const { id, size = "30", page = "1" } = /\/check-runs\/(?<id>\d+)\/annotations\?per_page=(?<size>\d+)&page=(?<page>\d+)$/.exec(path)?.groups ?? {};
      if (method !== "GET" || id === undefined) return undefined;
      const first = (Number(page) - 1) * Number(size);
      const whole = { title: null, raw_details: null, start_column: null, end_column: null, blob_href: "https://github.example/blob" };
      return { status: 200, answer: (kept.get(Number(id)) ?? []).filter(isRecord).slice(first, first + Number(size)).map((one) => ({ ...whole, ...one })) };
    },
  };
}
