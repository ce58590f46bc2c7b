// Measures the conversion of Compose projects: a thousand small ones, and one of a thousand services.
// Usage: node scripts/with-node24.mjs bench/convert.ts
import { ProjectConfig } from "../src/config/index.ts";
import { readProject } from "../src/compose/index.ts";
import { convertProject } from "../src/convert/index.ts";
import type { ProjectSource } from "../src/discover/index.ts";
import { fakeTree } from "../test/fakes/source-tree.ts";

const PROJECTS = 1000;
const SERVICES = 1000;

function service(index: number): string {
  const lines = [
    `  s${index}:`,
    `    image: registry.example.org/team/app${index}:1.2.${index}`,
    "    restart: unless-stopped",
    `    ports: ["${10_000 + (index % 50_000)}:80"]`,
    `    environment: {A: "1", B: value ${index}, C: "\${X:-y}"}`,
    `    volumes: ["data${index}:/data", "./conf/${index}:/etc/app:ro"]`,
    '    healthcheck: {test: ["CMD", "curl", "-f", "http://localhost"], interval: 30s}',
    ...(index === 0 ? [] : [`    depends_on: {s${index - 1}: {condition: service_healthy}}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function compose(services: number): string {
  const numbers = Array.from({ length: services }, (_, index) => index);
  return `services:\n${numbers.map(service).join("")}volumes:\n${numbers.map((index) => `  data${index}:\n`).join("")}`;
}

/** Milliseconds of reading and converting once. */
async function measure(text: string): Promise<number> {
  const options = ProjectConfig.parse({ inputs: ["compose.yml"], root_path: "/srv/bench" });
  const source: ProjectSource = { label: "bench", folder: ".", inputs: options.inputs, options, existsIn: { base: true, head: true } };
  const tree = fakeTree({ "compose.yml": text });
  const started = performance.now();
  const { value } = await readProject(source, tree);
  if (value === undefined) throw new Error("the project could not be read");
  convertProject(value, { runtime: "docker", dialect: "stowplan", config: options });
  return performance.now() - started;
}

const small = compose(3);
const started = performance.now();
for (let index = 0; index < PROJECTS; index += 1) await measure(small);
console.log(`${PROJECTS} projects of 3 services: ${((performance.now() - started) / PROJECTS).toFixed(2)} ms each`);
for (const services of [SERVICES / 4, SERVICES / 2, SERVICES]) {
  const text = compose(services);
  const times = [await measure(text), await measure(text), await measure(text)];
  console.log(`one project of ${services} services: ${Math.min(...times).toFixed(0)} ms`);
}
