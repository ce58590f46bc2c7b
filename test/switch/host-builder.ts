// Small hosts for tests: containers and the units that NixOS would make of them, much shortened.
import { type ContainerState, HostState, type NspawnState, type UnitState } from "../../src/evaluate/index.ts";

export type UnitParts = Partial<Omit<UnitState, "overrideStrategy">>;
export type ContainerParts = Partial<ContainerState> & { readonly image: string };

const SERVICE = "[Unit]\n\n[Service]\nExecStart=/run/current-system/sw/bin/sleep infinity\n";

export function unit(parts: UnitParts = {}): UnitParts {
  return { text: SERVICE, wantedBy: ["multi-user.target"], ...parts };
}

/** A stable stand-in for a store hash: 32 letters and digits made from a text. */
export function storePath(name: string, content: string): string {
  let hash = 7n;
  for (const letter of `${name}\0${content}`) hash = (hash * 131n + BigInt(letter.codePointAt(0) ?? 0)) % (1n << 160n);
  return `/nix/store/${hash.toString(32).padStart(32, "0").slice(0, 32)}-${name}`;
}

/** The service of one OCI container; every option that is set shows in the script, as in NixOS. */
function containerUnit(name: string, { backend, ...parts }: ContainerParts & { readonly backend: string }): UnitParts {
  const { dependsOn = [], ...options } = parts;
  const script = `#!/bin/sh\nexec ${backend} run --name=${name} \\\n  ${JSON.stringify(options)}\n`;
  const path = storePath(`unit-script-${backend}-${name}-start`, script);
  const requires = dependsOn.map((other) => `${backend}-${other}.service`).join(" ");
  const dependencies = requires === "" ? "" : `After=${requires}\nRequires=${requires}\n`;
  return unit({
    text: `[Unit]\n${dependencies}\n[Service]\nExecStart=${path}/bin/${backend}-${name}-start \nRestart=on-failure\n`,
    files: { [path]: script },
    wantedBy: parts.autoStart === false ? [] : ["multi-user.target"],
  });
}

export type HostParts = {
  readonly containers?: Readonly<Record<string, ContainerParts>>;
  readonly nspawn?: Readonly<Record<string, Partial<NspawnState>>>;
  readonly units?: Readonly<Record<string, UnitParts>>;
  readonly docker?: Readonly<Record<string, unknown>>;
  readonly podman?: Readonly<Record<string, unknown>>;
  /** The engine of `containers`. */
  readonly backend?: "docker" | "podman";
  readonly etc?: Readonly<Record<string, string>>;
  /** Units inside nspawn containers. */
  readonly nested?: Readonly<Record<string, Readonly<Record<string, UnitParts>>>>;
  readonly nixos?: string;
  readonly configurationRevision?: string;
  readonly systemPackages?: readonly string[];
};

export function host({ containers = {}, nspawn = {}, units = {}, docker = {}, podman = {}, backend = "docker", etc = {}, nested, ...rest }: HostParts): HostState {
  const own = Object.entries(containers).map(([name, parts]): [string, UnitParts] => [`${backend}-${name}.service`, containerUnit(name, { ...parts, backend })]);
  return HostState.parse({
    host: "mealie",
    system: "x86_64-linux",
    ociBackend: backend,
    ociContainers: containers,
    nspawnContainers: nspawn,
    units: { ...Object.fromEntries(own), ...units },
    docker,
    podman,
    etc,
    nspawnUnits: nested,
    ...rest,
  });
}
