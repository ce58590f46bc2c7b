// How long the prediction of one host takes, and how much memory:
// `node scripts/with-node24.mjs bench/switch.ts [containers] [units] [nixpkgs]`; with `nixpkgs` head has another nixpkgs, else
// every tenth container another image.
import { planHosts } from "../src/switch/index.ts";
import { largeHost } from "./large-host.ts";

const words = process.argv.slice(2);
const [containers = 500, units = 2000] = words.filter((word) => /^\d+$/.test(word)).map(Number);
const isBump = words.includes("nixpkgs");
const RUNS = 5;

const [base, head] = [largeHost({ side: "base", containers, units, isBump }), largeHost({ side: "head", containers, units, isBump })];
for (let run = 1; run <= RUNS; run++) {
  const start = performance.now();
  const before = process.cpuUsage();
  const plan = planHosts([{ name: "bench", base, head, status: "evaluated" }]).value[0];
  const milliseconds = Math.round(performance.now() - start);
  const { user, system } = process.cpuUsage(before);
  const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  console.log(`${containers} containers, ${units} units: ${plan?.switch?.units.length ?? 0} actions in ${milliseconds} ms, ${Math.round((user + system) / 1000)} ms of processors, ${memory} MiB`);
}
