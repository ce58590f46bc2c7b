// A random number generator's choices -> a small flake whose modules read each other, data, folders and the flake itself in many ways.

export type FlakeFiles = Readonly<Record<string, string>>;

type Pick = <Choice>(choices: readonly Choice[]) => Choice;

/** What a module may hold; `n` and `d` are the numbers of a module before it and of a data file. */
const READS: readonly ((n: number, d: number) => string)[] = [
  (n) => `(import ../modules/m${n}.nix args)`,
  (n) => `(import (../modules + "/m${n}.nix") args)`,
  (n) => `(import (../modules/m + "${n}.nix") args)`,
  (n) => `(import ../modules/\${"m${n}"}.nix args)`,
  (n) => `(let x = "m${n}"; in import ../modules/\${x}.nix args)`,
  (n) => `(let folder = ../modules; in import (folder + "/m${n}.nix") args)`,
  (n) => `(import "\${self}/modules/m${n}.nix" args)`,
  (n) => `(import (inputs.self + "/modules/m${n}.nix") args)`,
  (n) => `(import (builtins.dirOf ./. + "/modules/m${n}.nix") args)`,
  (n) => `(import (./. + "/../modules/m${n}.nix") args)`,
  (_, d) => `(builtins.readFile ../data/d${d}.txt)`,
  (_, d) => `"\${../data/d${d}.txt}"`,
  (_, d) => `''\n  # cat \${../data/d${d}.txt} # "\n''`,
  (_, d) => `(builtins.readFile (../data + "/d${d}.txt"))`,
  (_, d) => `(builtins.readFile ../data/d\${toString ${d}}.txt)`,
  (_, d) => `../data/d${d}.txt`,
  (_, d) => `(toString ../data/d${d}.txt)`,
  (_, d) => `(let x = ../data/d${d}.txt; in builtins.readFile x)`,
  (_, d) => `(builtins.readFile (self.outPath + "/data/d${d}.txt"))`,
  () => "(builtins.attrNames (builtins.readDir ../data))",
  () => "(map (name: builtins.readFile (../data + \"/${name}\")) (builtins.attrNames (builtins.readDir ../data)))",
  () => "(builtins.pathExists ../data/new.txt)",
  () => "(builtins.pathExists (./new + \".nix\"))",
  () => "(with inputs; self.answer)",
  () => "(let inherit (inputs) self; in self.answer)",
  () => "self.lib.answer",
  () => "(toString (builtins.attrValues { inherit (self) lib; } != [ ]))",
  () => "(builtins.attrNames inputs)",
  () => "\"${self}\"",
  () => "self.packages.x",
  () => "inputs.self.packages.x",
  () => "self.nixosConfigurations.h0.number",
  () => "(builtins.attrNames self.nixosConfigurations)",
  (_, d) => `"see ../data/d${d}.txt and self and inputs"`,
  (_, d) => `7 /* ../data/d${d}.txt */ # self, inputs "\n`,
];

/** Those after which hosts can still be told apart; the others are drawn less often. */
const PLAIN: ReadonlySet<(typeof READS)[number]> = new Set(READS.filter((read) => !/dirOf|\/\.\.|toString|self|inputs \]|Values|names inputs|^\.\.\/data/.test(read(7, 0)) || /answer|see|import "/.test(read(7, 0))));

/** How flake.nix declares three hosts. */
const DECLARATIONS: readonly string[] = [
  "nixosConfigurations.h0 = mk ./hosts/h0.nix; nixosConfigurations.h1 = mk ./hosts/h1.nix; nixosConfigurations.h2 = mk ./hosts/h2.nix;",
  "nixosConfigurations = { h0 = mk ./hosts/h0.nix; h1 = mk ./hosts/h1.nix; } // { \"h2\" = mk ./hosts/h2.nix; };",
  "nixosConfigurations = { h0 = named \"h0\"; h1 = named \"h1\"; h2 = named \"h2\"; };",
  "nixosConfigurations = { h0 = by { name = \"h0\"; }; h1 = by { name = \"h1\"; }; h2 = by { name = \"h2\"; file = ./hosts/h2.nix; }; };",
  "nixosConfigurations = builtins.mapAttrs (name: _: named name) { h0 = 1; h1 = 1; h2 = ./data/d0.txt; };",
  "nixosConfigurations = builtins.mapAttrs (name: more: mk ./hosts/${name}.nix // { inherit more; }) { h0 = 1; h1 = builtins.readFile ./data/d1.txt; h2 = 1; };",
  "nixosConfigurations = genAttrs [ \"h0\" \"h1\" \"h2\" ] named;",
  "nixosConfigurations = import ./hosts { inherit mk self inputs; };",
  "nixosConfigurations = genAttrs (builtins.filter (n: n != \"default\" && n != \"new\") (map (f: builtins.head (builtins.split \"\\\\.\" f)) (builtins.attrNames (builtins.readDir ./hosts)))) named;",
  "nixosConfigurations = rec { h0 = named \"h0\"; h1 = named \"h1\"; h2 = { number = h0.number; inherit (h0) text; }; };",
];

function flakeText(declaration: string, shared: string): string {
  return `{
  outputs = { self, ... }@inputs:
    let
      genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
      render = x: if builtins.isPath x then toString x else if builtins.isList x then map render x else if builtins.isBool x then toString x else x;
      call = { specialArgs, modules }: map (module: import module specialArgs) modules;
      mk = file: { number = 1; text = render (call { specialArgs = { inherit inputs self; }; modules = [ file ]; }); };
      named = name: mk ./hosts/\${name}.nix;
      by = { name, file ? ./hosts/\${name}.nix }: mk file;
      shared = ${shared};
    in
    {
      lib.answer = shared;
      answer = 42;
      packages.x = import ./modules/m0.nix { inherit inputs self; };
      ${declaration}
    };
}
`;
}

const MODULES = 4;
const DATA = 3;

/** Modules import only those before them, and hosts alone use outputs, so that no circle can come about. */
export function randomFlake(next: (most: number) => number): FlakeFiles {
  const pick: Pick = (choices) => choices[next(choices.length - 1)] ?? choices[0] ?? fail();
  const reads = (before: number): string => {
    const usable = READS.filter((read) => (before > 0 || !read(7, 0).includes("7")) && (before === MODULES || !/self\.(?!out)\w|inherit \(|with inputs|\{ inherit/.test(read(7, 0))));
    const count = pick([0, 1, 1, 1, 2, 2]);
    const [plain, others] = [usable.filter((read) => PLAIN.has(read)), usable];
    const one = (): string => pick(next(24) === 0 ? others : plain)(next(Math.max(0, before - 1)), next(DATA - 1));
    return Array.from({ length: count }, () => one().replace(" args)", pick([" args)", " { inherit inputs self; })"]))).join(" ");
  };
  const module = (before: number): string => `{ inputs, self, ... }@args: [ ${next(9)} ${reads(before)} ]\n`;
  const files: Record<string, string> = {
    "flake.nix": flakeText(pick(DECLARATIONS), pick(["1", "import ./modules/m1.nix { inherit inputs self; }", "builtins.readFile ./data/d0.txt"])),
    "hosts/default.nix": "{ mk, ... }: { h0 = mk ./h0.nix; h1 = mk ./h1.nix; h2 = mk ./h2.nix; }\n",
    "README.md": "A flake.\n",
  };
  for (let index = 0; index < MODULES; index += 1) files[`modules/m${index}.nix`] = module(index);
  for (let index = 0; index < DATA; index += 1) files[`data/d${index}.txt`] = `data ${index}\n`;
  for (const name of ["h0", "h1", "h2"]) files[`hosts/${name}.nix`] = module(MODULES);
  return files;
}

function fail(): never {
  throw new Error("nothing to choose from");
}

/** Each change as the files that head has in place of base's. */
export function changesOf(files: FlakeFiles): readonly FlakeFiles[] {
  const modified = Object.entries(files).map(([path, text]): FlakeFiles => {
    if (path === "flake.nix") return { [path]: text.replace("answer = 42", "answer = 43") };
    return { [path]: path.endsWith(".nix") ? text.replace(/\[ \d/, "[ 77").replace("h2 = mk ./h2.nix", "h2 = mk ./h1.nix") : `${text}changed\n` };
  });
  return [...modified, { "data/new.txt": "new\n" }, { "hosts/new.nix": "_: [ 1 ]\n" }, { "notes.txt": "new\n" }];
}

