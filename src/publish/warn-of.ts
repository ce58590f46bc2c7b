// A StowplanError of work that nothing else hangs on -> a warning in the log.
import { insteadOf, isStowplanError, tellError } from "../errors.ts";
import type { Log } from "../ports.ts";

/** For a promise's `catch`. The warning begins with `what` was being done, where the error does not say it; faults of ours are thrown on. */
export function warnOf(log: Log, what?: string): (error: unknown) => undefined {
  return insteadOf(isStowplanError, (error) => {
    log.warn(what === undefined ? tellError(error) : `${what}: ${tellError(error)}`);
    return undefined;
  });
}
