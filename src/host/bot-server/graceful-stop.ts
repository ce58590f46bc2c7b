// SIGTERM or Ctrl-C -> an orderly end with status 0; a second one ends the process at once.
import type { Logger } from "pino";
import { leaveSignals } from "../process-groups.ts";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Calls `stop` at the first signal. Programs that jobs have started end with their jobs, or with the process. */
export function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let isStopping = false;
  async function end(signal: string): Promise<void> {
    log.info(`${signal}: no more jobs are taken`);
    try {
      await stop();
      log.info("stopped");
    } catch (error) {
      log.error({ err: error }, "the end was not orderly; jobs that ran are done again");
    }
    process.exit(0);
  }
  leaveSignals(SIGNALS);
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      void end(signal);
    });
  }
}
