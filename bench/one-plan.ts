// One plan, measured: the time in which no Nix runs, against the time in which one does, and the memory of this process.
// Started by plan-share.ts with a repository, two revisions and a label.
import { readFileSync } from "node:fs";
import { StowplanError } from "../src/errors.ts";
import { openPlanPorts } from "../src/host/plan-ports.ts";
import { runPlan } from "../src/plan.ts";
import type { PlanPorts, Registry } from "../src/ports.ts";

/** Registries cost what the network costs, so none is asked. */
function noRegistry(): Registry {
  const refuse = (): never => {
    throw new StowplanError({ code: "registry-unreachable", subject: "bench", message: "no registry is asked here", hint: "" });
  };
  return { tags: refuse, resolve: refuse, manifest: refuse, blob: refuse, openBlob: refuse, referrers: refuse };
}

/** Wall and processor milliseconds of our own process, without what passes while a Nix runs. */
type Time = { readonly wall: number; readonly processor: number };
type Clock = { runs: number; evaluations: number; running: number; since: Time; nix: Time };

function now(): Time {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1000 };
}

/** `later` without `earlier`. */
function between(earlier: Time, later: Time): Time {
  return { wall: later.wall - earlier.wall, processor: later.processor - earlier.processor };
}

/** Processor milliseconds of all programs that ended: fields 16 and 17 of proc(5)'s stat, in hundredths of a second. */
function childrenTime(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return 10 * (Number(fields[13]) + Number(fields[14]));
}

/** Counts the runs, and the time in which at least one is under way. */
function watchNix(ports: PlanPorts, clock: Clock): PlanPorts {
  const run: PlanPorts["nix"]["run"] = async (args, limits) => {
    if (clock.running === 0) clock.since = now();
    clock.running += 1;
    clock.runs += 1;
    if (args[0] === "eval" && args.at(-1)?.includes("withAssertions") === true) clock.evaluations += 1;
    try {
      return await ports.nix.run(args, limits);
    } finally {
      clock.running -= 1;
      if (clock.running === 0) {
        const { wall, processor } = between(clock.since, now());
        clock.nix = { wall: clock.nix.wall + wall, processor: clock.nix.processor + processor };
      }
    }
  };
  return { ...ports, nix: { ...ports.nix, run }, openRegistry: noRegistry };
}

/** One plan in this process. */
async function measure(repository: string, { base, head, label }: { base: string; head: string; label: string }): Promise<void> {
  const quiet = { progress: () => undefined, info: () => undefined, warn: () => undefined };
  const clock: Clock = { runs: 0, evaluations: 0, running: 0, since: now(), nix: { wall: 0, processor: 0 } };
  const ports = watchNix(await openPlanPorts({ directory: repository, environment: process.env }, quiet), clock);
  await ports.nix.probe();
  const [started, children] = [now(), childrenTime()];
  const plan = await runPlan({ base, head, inputs: { updates: "false" } }, ports);
  const ours = between(clock.nix, between(started, now()));
  const failed = plan.findings.filter(({ code }) => code === "host-failed" || code === "flake-failed").map(({ message }) => message);
  if (failed.length > 0) throw new Error(failed.join("\n"));
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const share = clock.runs === 0 ? "" : `, ${((100 * ours.wall) / clock.nix.wall).toFixed(1)} % of Nix's ${(clock.nix.wall / 1000).toFixed(1)} s`;
  const processor = `processor ${ours.processor.toFixed(0)} ms, of other programs ${((childrenTime() - children) / 1000).toFixed(1)} s`;
  const actions = plan.hosts.flatMap((host) => host.switch?.units ?? []).length;
  console.log(`${label.padEnd(34)} ours ${ours.wall.toFixed(0).padStart(5)} ms${share} (${processor}); ${clock.evaluations} evaluations in ${clock.runs} runs; ${memory} MiB; ${actions} actions`);
}

const [repository = "", base = "", head = "", label = ""] = process.argv.slice(2);
await measure(repository, { base, head, label });
