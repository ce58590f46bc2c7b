// When a tag was pushed, as Docker Hub and Quay tell it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StowplanError } from "../../../src/errors.ts";
import { openPushDates } from "../../../src/host/registry/push-dates.ts";
import { registryRules } from "../../../src/host/registry/rules.ts";
import type { Transport } from "../../../src/host/registry/transport.ts";

const HUB = "https://hub.docker.com/v2/repositories/library/postgres/tags/16";
const QUAY = "https://quay.io/api/v1/repository/harbour/web/tag/?specificTag=1.0&onlyActiveTags=true&limit=1";

type Row = { readonly what: string; readonly name: string; readonly tag: string; readonly answers?: Readonly<Record<string, string>>; readonly date: string | undefined; readonly asked: number };

const ROWS: readonly Row[] = [
  { what: "Docker Hub's", name: "docker.io library/postgres", tag: "16", answers: { [HUB]: '{"tag_last_pushed": "2026-08-01T10:00:00.5Z"}' }, date: "2026-08-01T10:00:00.5Z", asked: 1 },
  { what: "Quay's", name: "quay.io harbour/web", tag: "1.0", answers: { [QUAY]: '{"tags": [{"name": "1.0", "start_ts": 1785578400}]}' }, date: "2026-08-01T10:00:00.000Z", asked: 1 },
  { what: "none of a tag that is not there", name: "docker.io library/postgres", tag: "16", answers: {}, date: undefined, asked: 1 },
  { what: "none where the answer is something else", name: "docker.io library/postgres", tag: "16", answers: { [HUB]: "<html>" }, date: undefined, asked: 1 },
  { what: "none where the date cannot be one", name: "quay.io harbour/web", tag: "1.0", answers: { [QUAY]: '{"tags": [{"name": "1.0", "start_ts": 1e300}]}' }, date: undefined, asked: 1 },
  { what: "none of other registries", name: "ghcr.io harbour/web", tag: "1.0", date: undefined, asked: 0 },
  { what: "none of what is no tag", name: "docker.io library/postgres", tag: "../16", date: undefined, asked: 0 },
];

function transportOf(answers: Readonly<Record<string, string>>): { transport: Transport; asked: string[] } {
  const asked: string[] = [];
  const transport: Transport = ({ url, headers }) => {
    asked.push(url.href);
    assert.deepEqual(Object.keys(headers), ["accept"]);
    const body = answers[url.href];
    return Promise.resolve({ status: body === undefined ? 404 : 200, headers: {}, body: Buffer.from(body ?? "{}") });
  };
  return { transport, asked };
}

function ask({ name, tag }: Pick<Row, "name" | "tag">, { transport, mirrors = {} }: { transport: Transport; mirrors?: Readonly<Record<string, string>> }): Promise<string | undefined> {
  const [registry = "", path = ""] = name.split(" ");
  return openPushDates(registryRules({ mirrors, allowPrivate: [], timeout: 5 }), transport)({ registry, path }, tag);
}

describe("push dates", () => {
  for (const row of ROWS) {
    it(row.what, async () => {
      const { transport, asked } = transportOf(row.answers ?? {});
      assert.equal(await ask(row, { transport }), row.date);
      assert.equal(asked.length, row.asked);
    });
  }

  it("are not asked for behind a mirror", async () => {
    const { transport, asked } = transportOf({});
    assert.equal(await ask({ name: "docker.io library/postgres", tag: "16" }, { transport, mirrors: { "docker.io": "https://mirror.example.org/hub" } }), undefined);
    assert.deepEqual(asked, []);
  });

  it("are none where nobody answers", async () => {
    const failure = new StowplanError({ code: "registry-unreachable", subject: "x", message: "x", hint: "" });
    assert.equal(await ask({ name: "docker.io library/postgres", tag: "16" }, { transport: () => Promise.reject(failure) }), undefined);
  });
});
