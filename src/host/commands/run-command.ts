// A command's promise -> the process's exit status, and a failure as lines for people instead of a stack trace.
import { StowplanError } from "../../errors.ts";
import { checkApiAddress } from "../api-address.ts";

/** Exit status of every failure; `plan` alone also uses 2. */
const FAILED = 1;

/** What a person reads of a failure: what went wrong, about what, what to do. Our own mistakes keep their stack. */
function describeFailure(error: unknown): string {
  if (error instanceof StowplanError) return `stowplan: ${error.subject}: ${error.message}\n  ${error.hint}\n`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `stowplan: this is a mistake of stowplan itself, please report it\n${text}\n`;
}

/** Without a listener a reader that left early would end the process. What is printed waits for its own answer; progress needs none. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** Runs a command and sets the exit status it gives; never throws. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  outliveReaders();
  try {
    checkApiAddress(process.env);
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.exitCode = FAILED;
  }
}
