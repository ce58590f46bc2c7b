// A bot as a process of its own, whose plans are a program that sleeps: what starting and ending it does is the server's.
// Run with the bot's environment variables: node test/support/bot-process.ts SECONDS
import { runProcess } from "../../src/host/process.ts";
import { serveBot } from "../../src/host/bot-server/serve.ts";
import { planJob } from "../host/queue/contract.ts";

const seconds = process.argv[2] ?? "0";

await serveBot({
  listen: ({ app, queue }) => {
    app.on("pull_request", ({ id }) => queue.add({ job: planJob("attic#1"), delivery: id }));
  },
  createHandler: () => async () => {
    const environment = { PATH: process.env["PATH"] ?? "" };
    await runProcess({ program: "sh", args: ["-c", `echo $$ > plan.pid; exec sleep ${seconds}`], environment, limits: { seconds: 120, output: 100 } });
  },
  lookAround: ({ app }) => {
    app.log.info("looked around");
    return Promise.reject(new Error("GitHub is away"));
  },
});
