// Why a running job shall end early -> the reason of its AbortSignal.

/**
 * `replaced`: a newer job of the same key waits. `stopping`: the process ends, another one takes the job up. `lost`: the queue could not be
 * reached for so long that another process may have taken the job.
 */
export type InterruptionKind = "replaced" | "stopping" | "lost";

/** No StowplanError: the rooms turn those into findings and go on, and here nobody wants the rest of the plan. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly kind: InterruptionKind;

  constructor(kind: InterruptionKind) {
    super(`the job was interrupted: ${kind}`);
    this.kind = kind;
  }
}
