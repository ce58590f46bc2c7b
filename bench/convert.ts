// Measures the conversion of Compose projects against its budgets: a thousand small ones, one of a thousand services, growth, and what
// must be refused. Exits with 1 where a budget is missed. Usage: node scripts/with-node24.mjs bench/convert.ts
import { ProjectConfig } from "../src/config/index.ts";
import { readProject } from "../src/compose/index.ts";
import { convertProject } from "../src/convert/index.ts";
import type { ProjectSource } from "../src/discover/index.ts";
import { fakeTree } from "../test/fakes/source-tree.ts";

const PROJECTS = 1000;
/** Milliseconds for a project, for one of a thousand services, and until a hostile file is refused. */
const BUDGETS = { project: 8, thousand: 1000, refusal: 1000 } as const;
/** Time of twice the services over that of once: 2 is linear, 4 would be quadratic. The rest is noise. */
const GROWTH = 2.6;

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

type Measured = { readonly milliseconds: number; readonly codes: readonly string[] };

const options = ProjectConfig.parse({ inputs: ["compose.yml"], root_path: "/srv/bench" });
const source: ProjectSource = { label: "bench", folder: ".", inputs: options.inputs, options, existsIn: { base: true, head: true } };

/** Reads and converts once; the codes are those of errors. */
async function measure(text: string): Promise<Measured> {
  const tree = fakeTree({ "compose.yml": text });
  const started = performance.now();
  const { value, findings } = await readProject(source, tree);
  if (value !== undefined) convertProject(value, { runtime: "docker", dialect: "stowplan", config: options });
  const milliseconds = performance.now() - started;
  return { milliseconds, codes: findings.filter(({ severity }) => severity === "error").map(({ code }) => code) };
}

/** The best of some runs: what the machine does beside is not ours. */
async function best(text: string, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) least = Math.min(least, (await measure(text)).milliseconds);
  return least;
}

const missed: string[] = [];

function tell(what: string, { value, budget, unit }: { readonly value: number; readonly budget: number; readonly unit: string }): void {
  const isMissed = !(value <= budget);
  if (isMissed) missed.push(what);
  console.log(`${isMissed ? "MISSED" : "ok    "} ${what}: ${value.toFixed(2)}${unit} (at most ${budget}${unit})`);
}

/** Ten thousand aliases; each level names the one before ten times, so that nine levels are a billion values. */
function aliases(): string {
  const levels = Array.from({ length: 9 }, (_, level) => `x-a${level + 1}: &a${level + 1} [${Array.from({ length: 10 }, () => `*a${level}`).join(", ")}]\n`);
  const rest = `x-rest: [${Array.from({ length: 9910 }, () => "*a9").join(", ")}]\n`;
  return `x-a0: &a0 [a, b]\n${levels.join("")}${rest}services: {web: {image: nginx}}\n`;
}

const DEPTH = 10_000;
/** Files that would take all time or memory there is; each must be refused. */
const HOSTILE: Readonly<Record<string, string>> = {
  "a file of 50 MB": `${compose(1)}x-long: "${"x".repeat(50_000_000)}"\n`,
  "a file of 50 MB in short lines": compose(1) + "# comment\n".repeat(5_000_000),
  "10,000 aliases that unfold a billion times": aliases(),
  "10,000 levels in brackets": `${compose(1)}x-deep: ${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}\n`,
  "10,000 levels of maps in braces": `${compose(1)}x-deep: ${"{a: ".repeat(DEPTH)}1${"}".repeat(DEPTH)}\n`,
  "10,000 levels of block lists": `${compose(1)}x-deep:\n  ${"- ".repeat(DEPTH)}a\n`,
  "10,000 brackets that nothing closes": `${compose(1)}x-deep: ${"[".repeat(DEPTH)}\n`,
  "10,000 levels of merged anchors": `${compose(1)}x-0: &a0 {b: 1}\n${Array.from({ length: DEPTH }, (_, level) => `x-${level + 1}: &a${level + 1} {a: *a${level}}\n`).join("")}`,
  // Each line is longer by one blank, so that 10,000 of them would be 50 MB.
  "2000 levels of indented maps": `${compose(1)}x-deep:\n${Array.from({ length: DEPTH / 5 }, (_, level) => `${" ".repeat(level + 1)}a:\n`).join("")}`,
};

const small = compose(3);
const started = performance.now();
for (let index = 0; index < PROJECTS; index += 1) await measure(small);
tell(`${PROJECTS} projects of 3 services, each`, { value: (performance.now() - started) / PROJECTS, budget: BUDGETS.project, unit: " ms" });

const [half, whole, twice] = [await best(compose(500), 5), await best(compose(1000), 5), await best(compose(2000), 3)];
tell("one project of 1000 services", { value: whole, budget: BUDGETS.thousand, unit: " ms" });
tell("1000 services over 500", { value: whole / half, budget: GROWTH, unit: "x" });
tell("2000 services over 1000", { value: twice / whole, budget: GROWTH, unit: "x" });

for (const [what, text] of Object.entries(HOSTILE)) {
  const { milliseconds, codes } = await measure(text);
  tell(`${what}, refused`, { value: codes.length === 0 ? Number.NaN : milliseconds, budget: BUDGETS.refusal, unit: " ms" });
}
process.exitCode = missed.length === 0 ? 0 : 1;
