// A number of containers and of units -> the state of a host that has them, for benchmarks.
import { HostState } from "../src/evaluate/index.ts";

/** A store hash that looks like one; the same number gives the same hash. */
function hash(number: number): string {
  return (BigInt(number + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n).toString(32).padStart(32, "0").slice(-32);
}

export type Side = "base" | "head";
type Service = { readonly text: string; readonly files: Readonly<Record<string, string>>; readonly wantedBy: readonly string[] };

/** `isBump`: head has another nixpkgs, else every tenth container has another image there. */
export type LargeHost = { readonly side: Side; readonly containers: number; readonly units: number; readonly isBump: boolean };

/** A package's path; under another nixpkgs its hash is another, and of every second its version. */
function tool(name: string, { index, isMoved }: { index: number; isMoved: boolean }): string {
  return `/nix/store/${hash(isMoved ? index + 7919 : index)}-${name}${isMoved && index % 2 === 0 ? ".1" : ""}`;
}

const TOOLS = ["docker-29.6", "coreutils-9.11", "findutils-4.10.0", "gnugrep-3.12", "gnused-4.9", "systemd-260.2"];

function service(name: string, { version, requires, isMoved }: { version: number; requires: string; isMoved: boolean }): Service {
  const script = `/nix/store/${hash(isMoved ? version + 7919 : version)}-unit-script-${name}-start`;
  const folders = TOOLS.map((each, index) => tool(each, { index, isMoved }));
  const path = ["bin", "sbin"].flatMap((folder) => folders.map((each) => `${each}/${folder}`)).join(":");
  const bash = tool("bash-5.3p9", { index: 10, isMoved });
  const text = `[Unit]\nAfter=docker.service ${requires}\nRequires=${requires}\n\n[Service]\nEnvironment="LOCALE_ARCHIVE=${tool("glibc-locales-2.42", { index: 12, isMoved })}/lib/locale"\nEnvironment="PATH=${path}"\nEnvironment="TZDIR=${tool("tzdata-2026", { index: 14, isMoved })}/share"\nExecStart=${script}/bin/${name}-start \nRestart=always\n`;
  return { text, files: { [script]: `#!${bash}/bin/bash\nset -e\n\nexec docker run --name=${name} \\\n  -e TZ=UTC \\\n  -v /srv/${name}:/data \\\n  example/${name}:${version}\n` }, wantedBy: ["multi-user.target"] };
}

/** A host whose containers require each other in chains of ten; every tenth has another version at head. */
export function largeHost({ side, containers, units, isBump }: LargeHost): HostState {
  const isMoved = isBump && side === "head";
  const names = Array.from({ length: containers }, (_, index) => index);
  const version = (index: number): number => (side === "head" && !isBump && index % 10 === 0 ? index + 1 : index);
  const requires = (index: number): string => (index % 10 === 0 ? "" : `docker-app${index - 1}.service`);
  const services: Record<string, Service> = {};
  for (const index of names) services[`docker-app${index}.service`] = service(`docker-app${index}`, { version: version(index), requires: requires(index), isMoved });
  for (let index = containers; index < units; index++) services[`unit${index}.service`] = service(`unit${index}`, { version: index, requires: "", isMoved });
  const states = names.map((index): [string, unknown] => {
    return [`app${index}`, { image: `example/app${index}:${version(index)}`, ports: [`${10_000 + index}:80`], volumes: [`data${index}:/data`] }];
  });
  return HostState.parse({ host: "bench", system: "x86_64-linux", nixos: isMoved ? "26.11.20260714.bbbbbbb" : "26.11.20260701.aaaaaaa", ociBackend: "docker", ociContainers: Object.fromEntries(states), units: services });
}
