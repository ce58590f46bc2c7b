// How long the prediction of one host takes, and how much memory: `node scripts/with-node24.mjs bench/switch.ts [containers] [units]`.
import { HostState } from "../src/evaluate/index.ts";
import { planHosts } from "../src/switch/index.ts";

const [containers = 500, units = 2000] = process.argv.slice(2).map(Number);
const RUNS = 5;

/** A store hash that looks like one; the same number gives the same hash. */
function hash(number: number): string {
  return (BigInt(number + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n).toString(32).padStart(32, "0").slice(-32);
}

type Service = { readonly text: string; readonly files: Readonly<Record<string, string>>; readonly wantedBy: readonly string[] };

function service(name: string, { version, requires }: { version: number; requires: string }): Service {
  const script = `/nix/store/${hash(version)}-unit-script-${name}-start`;
  const tools = ["docker-29.6.0", "coreutils-9.11", "findutils-4.10.0", "gnugrep-3.12", "gnused-4.9", "systemd-260.2"];
  const path = tools.map((tool, index) => `/nix/store/${hash(index)}-${tool}/bin`).join(":");
  const text = `[Unit]\nAfter=docker.service ${requires}\nRequires=${requires}\n\n[Service]\nEnvironment="PATH=${path}"\nExecStart=${script}/bin/${name}-start \nRestart=always\n`;
  return { text, files: { [script]: `#!/bin/sh\nexec docker run --name=${name} \\\n  example/${name}:${version}\n` }, wantedBy: ["multi-user.target"] };
}

/** A host whose containers require each other in chains of ten; every tenth has another version at head. */
function host(side: "base" | "head"): HostState {
  const names = Array.from({ length: containers }, (_, index) => index);
  const version = (index: number): number => (side === "head" && index % 10 === 0 ? index + 1 : index);
  const requires = (index: number): string => (index % 10 === 0 ? "" : `docker-app${index - 1}.service`);
  const services: Record<string, Service> = {};
  for (const index of names) services[`docker-app${index}.service`] = service(`docker-app${index}`, { version: version(index), requires: requires(index) });
  for (let index = containers; index < units; index++) services[`unit${index}.service`] = service(`unit${index}`, { version: index, requires: "" });
  const states = names.map((index): [string, unknown] => {
    return [`app${index}`, { image: `example/app${index}:${version(index)}`, ports: [`${10_000 + index}:80`], volumes: [`data${index}:/data`] }];
  });
  return HostState.parse({ host: "bench", system: "x86_64-linux", ociBackend: "docker", ociContainers: Object.fromEntries(states), units: services });
}

const [base, head] = [host("base"), host("head")];
for (let run = 1; run <= RUNS; run++) {
  const start = performance.now();
  const plan = planHosts([{ name: "bench", base, head, status: "evaluated" }]).value[0];
  const milliseconds = Math.round(performance.now() - start);
  const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  console.log(`${containers} containers, ${units} units: ${plan?.switch?.units.length ?? 0} actions in ${milliseconds} ms, ${memory} MiB`);
}
