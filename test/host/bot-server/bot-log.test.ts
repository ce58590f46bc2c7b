import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as z from "zod";
import { StowplanError } from "../../../src/errors.ts";
import { createBotLog } from "../../../src/host/bot-server/bot-log.ts";

const TOKEN = `ghs_${"a1B2".repeat(9)}`;
const Line = z.looseObject({ level: z.number(), time: z.number(), msg: z.string() });

async function open(environment: Record<string, string> = { LOG_FORMAT: "json", LOG_LEVEL: "trace" }): Promise<{ log: Awaited<ReturnType<typeof createBotLog>>; lines: string[]; last: () => z.infer<typeof Line> }> {
  const lines: string[] = [];
  const log = await createBotLog(environment, (line) => lines.push(line));
  return { log, lines, last: () => Line.parse(JSON.parse(lines.at(-1) ?? "")) };
}

/** What Octokit throws, with everything that it carries. */
function requestError(): Error {
  return Object.assign(new Error(`Bad credentials: {"token":"${TOKEN}"} the-whole-body`), {
    name: "HttpError",
    status: 401,
    request: { method: "GET", url: "https://api.github.com/repos/ada/attic?code=swordfish", headers: { authorization: `token ${TOKEN}` } },
    response: { status: 401, data: { message: "the-whole-body" }, headers: { "set-cookie": "swordfish" } },
    event: { payload: { secret: "the-payload" } },
  });
}

describe("createBotLog", () => {
  it("writes one JSON object per line, with fields", async () => {
    const { log, lines, last } = await open();
    log.info({ job: "plan", seconds: 3 }, "done");
    assert.equal(lines.length, 1);
    assert.ok(lines[0]?.endsWith("}\n"));
    const { time, ...rest } = last();
    assert.ok(Math.abs(time - Date.now()) < 60_000);
    assert.deepEqual(rest, { level: 30, name: "stowplan", job: "plan", seconds: 3, msg: "done" });
  });

  it("writes from its level on, information if nothing is said", async () => {
    const { log, lines } = await open({ LOG_FORMAT: "json", LOG_LEVEL: "loud" });
    log.debug("small");
    assert.deepEqual(lines, []);
    log.info("large");
    assert.equal(lines.length, 1);
  });

  const leaks: readonly (readonly [what: string, write: (log: Awaited<ReturnType<typeof createBotLog>>) => void])[] = [
    ["an error as the only argument", (log) => log.error(requestError())],
    ["an error with a text", (log) => log.error(requestError(), "it failed")],
    ["an error as a field", (log) => log.error({ err: requestError() }, "it failed")],
    ["an error under another name", (log) => log.error({ reason: requestError() }, "it failed")],
    ["an error of errors", (log) => log.error(new AggregateError([requestError()], "several"))],
    ["an error's cause", (log) => log.error(new Error("outer", { cause: requestError() }))],
    ["a whole request", (log) => log.debug({ request: { headers: { authorization: `Bearer ${TOKEN}`, cookie: "swordfish" } } }, "asked")],
    ["a whole event", (log) => log.debug({ event: { payload: "the-payload" } }, "received")],
    ["a token in a text", (log) => log.info(`git clone https://x-access-token:${TOKEN}@github.com/ada/attic`)],
    ["a token as a placeholder's value", (log) => log.info("token is %s", TOKEN)],
    ["a token in a field", (log) => log.info({ remote: `https://x:${TOKEN}@github.com` }, "fetch")],
    ["a token in a list", (log) => log.info({ args: ["fetch", TOKEN] }, "fetch")],
    ["a key", (log) => log.info({ privateKey: "-----BEGIN RSA PRIVATE KEY-----\nswordfish" }, "-----BEGIN RSA PRIVATE KEY-----\nswordfish")],
    ["a child's bindings", (log) => log.child({ token: TOKEN, remote: `https://x:${TOKEN}@github.com` }).info("fetch")],
  ];
  for (const [what, write] of leaks) {
    it(`hides what ${what} would show`, async () => {
      const { log, lines } = await open();
      write(log);
      assert.equal(lines.length, 1);
      assert.doesNotMatch(lines[0] ?? "", /ghs_|swordfish|the-whole-body|the-payload/);
    });
  }

  it("tells of a failed request its method, path and status", async () => {
    const { log, last } = await open();
    log.error(requestError());
    assert.equal(last().msg, "GET /repos/ada/attic was answered with status 401");
    assert.deepEqual(z.object({ err: z.object({ type: z.string(), status: z.number() }) }).parse(last()).err, { type: "HttpError", status: 401 });
  });

  it("tells of our own errors what to do", async () => {
    const { log, last } = await open();
    log.warn({ err: new StowplanError({ code: "git-missing", subject: "git", message: "git could not be started", hint: "Install git." }) }, "no plan");
    const { err } = z.object({ err: z.looseObject({}) }).parse(last());
    assert.deepEqual([err["code"], err["subject"], err["hint"]], ["git-missing", "git", "Install git."]);
  });

  it("bounds what one line can hold", async () => {
    const { log, lines } = await open();
    const circle: Record<string, unknown> = { text: "x".repeat(1_000_000), list: Array.from({ length: 10_000 }, () => "y".repeat(100)) };
    circle["self"] = circle;
    log.info(circle, "large");
    assert.ok((lines[0] ?? "").length < 60_000);
  });

  it("writes for people where nobody said production", async () => {
    const { log, lines } = await open({});
    log.warn({ job: "plan", repository: "ada/attic" }, "slow");
    assert.match(lines[0] ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z WARN slow job=plan repository=ada\/attic\n$/);
    log.error(requestError());
    assert.match(lines[1] ?? "", /^\S+ ERROR GET \/repos\/ada\/attic was answered with status 401\n(?:at |\n)/);
  });
});
