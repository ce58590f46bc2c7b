import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { createPostgresQueue } from "../../../src/host/queue/postgres-queue.ts";
import { needs } from "../../needs.ts";
import { type Postgres, startPostgres } from "../../support/postgres.ts";
import { until } from "../../support/until.ts";
import { itKeepsTheContract } from "./contract.ts";

describe("createPostgresQueue", needs("postgres"), () => {
  let postgres: Postgres;
  const errors: unknown[] = [];
  before(async () => {
    postgres = await startPostgres();
  });
  after(async () => {
    await postgres.remove();
    assert.deepEqual(errors, []);
  });

  itKeepsTheContract(async (options) => {
    const queue = createPostgresQueue({ ...options, url: postgres.createDatabase(), onError: (error) => errors.push(error) });
    // Its tables are made at first, which takes longer on a busy machine than a webhook would wait.
    await until(() => queue.depth().then(() => true, () => false), "the queue");
    return queue;
  });
});
