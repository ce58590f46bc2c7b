// The signal of the job that is being done -> every program that is started for it, however deep.
import { AsyncLocalStorage } from "node:async_hooks";

/** Handed on by Node with the flow of calls, so that no room in between has to know that plans can be interrupted. */
const signals = new AsyncLocalStorage<AbortSignal>();

/** Does the work; whatever programs it starts end when the signal fires, and no further ones start. */
export function withSignal<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return signals.run(signal, work);
}

/** The signal of the work that calls this; undefined outside of any. */
export function currentSignal(): AbortSignal | undefined {
  return signals.getStore();
}

/** Throws the signal's reason where it fired: to be called before a failure is put into words, or a result is published. */
export function throwIfInterrupted(): void {
  signals.getStore()?.throwIfAborted();
}
