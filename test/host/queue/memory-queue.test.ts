import { describe } from "node:test";
import { createMemoryQueue } from "../../../src/host/queue/memory-queue.ts";
import { itKeepsTheContract } from "./contract.ts";

describe("createMemoryQueue", () => {
  itKeepsTheContract((options) => Promise.resolve(createMemoryQueue(options)));
});
