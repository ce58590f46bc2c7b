// The process groups that are running, ended with us: a child that leads a group of its own does not hear the terminal's Ctrl-C.

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const leaders = new Set<number>();
/** What hears the signals is somebody else, once `leaveSignals` was called. */
const left = new Set<NodeJS.Signals>();

/** Ends a whole process group at once; the programs we run keep nothing that a SIGKILL could spoil. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // ESRCH: the group ended between the decision and the signal.
  }
}

function killAll(): void {
  for (const leader of leaders) killGroup(leader);
}

/** Ends the groups, then ourselves by the same signal, so that a shell sees how we ended. */
function passOn(signal: NodeJS.Signals): void {
  killAll();
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  process.off("exit", killAll);
  for (const signal of SIGNALS) process.off(signal, passOn);
}

/** Remembers a group until `release` is called. While any is running, our own end is its end. */
export function holdGroup(leader: number | undefined): { release(): void } {
  if (leader === undefined) return { release: () => undefined };
  if (leaders.size === 0) {
    process.on("exit", killAll);
    for (const signal of SIGNALS) if (!left.has(signal)) process.on(signal, passOn);
  }
  leaders.add(leader);
  return {
    release: () => {
      leaders.delete(leader);
      if (leaders.size === 0) stopListening();
    },
  };
}

/** For a server that stops gracefully: it hears these signals itself, and the groups end with their jobs, or at the latest with the process. */
export function leaveSignals(signals: readonly (typeof SIGNALS)[number][]): void {
  for (const signal of signals) {
    left.add(signal);
    process.off(signal, passOn);
  }
}
