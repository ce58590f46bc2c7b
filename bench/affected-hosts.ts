// What telling the affected hosts costs in a flake of 1,000 Nix files: the scan alone, and with the parser.
// Run: node scripts/with-node24.mjs bench/affected-hosts.ts
import { affectedHosts } from "../src/discover/reach/affected-hosts.ts";
import type { SourceTree } from "../src/ports.ts";
import { fakeTree } from "../test/fakes/source-tree.ts";

const HOSTS = 10;
const MODULES = 990;
const ROUNDS = 9;

function moduleText(index: number): string {
  const services = Array.from({ length: 20 }, (_, unit) => `    services.unit-${unit} = { image = "registry.example/team/unit-${unit}:1.${index}"; volumes = [ "/srv/unit-${unit}:/data" ]; };`);
  return `# Module ${index}\n{ config, lib, pkgs, inputs, ... }:\n{\n  imports = [ ../modules/m${(index + 1) % MODULES}.nix inputs.sops.nixosModules.sops ];\n  config = lib.mkIf config.enable {\n${services.join("\n")}\n  };\n}\n`;
}

const names = Array.from({ length: HOSTS }, (_, index) => `host-${index}`);
const files: Record<string, string> = {
  "flake.nix": `{ outputs = { self, nixpkgs, ... }@inputs: { nixosConfigurations = { ${names.map((name) => `${name} = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./hosts/${name}.nix ]; };`).join(" ")} }; }; }`,
};
for (let index = 0; index < MODULES; index += 1) files[`modules/m${index}.nix`] = moduleText(index);
for (const name of names) files[`hosts/${name}.nix`] = "{ imports = [ ../modules/m0.nix ]; }";

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    if (round > 0) times.push(performance.now() - started);
  }
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
}

const base = fakeTree(files);

async function ask(path: string, head: SourceTree): Promise<unknown> {
  return affectedHosts({ base, head, folder: ".", changes: [{ path, status: "modified" }], canSplit: true });
}

const characters = Object.values(files).reduce((sum, text) => sum + text.length, 0);
console.log(`${Object.keys(files).length} Nix files, ${(characters / 1e6).toFixed(1)} million characters, both sides:`);
for (const path of ["README.md", "hosts/host-3.nix"]) {
  const head = fakeTree({ ...files, [path]: `${files[path] ?? ""}#` });
  console.log(`${path.padEnd(20)} ${(await milliseconds(() => ask(path, head))).toFixed(0).padStart(5)} ms`);
}
