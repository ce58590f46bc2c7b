import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { createPostgresQueue } from "../../../src/host/queue/postgres-queue.ts";
import { needs } from "../../needs.ts";
import { type Postgres, startPostgres } from "../../support/postgres.ts";
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

  itKeepsTheContract((options) => Promise.resolve(createPostgresQueue({ ...options, url: postgres.createDatabase(), onError: (error) => errors.push(error) })));
});
