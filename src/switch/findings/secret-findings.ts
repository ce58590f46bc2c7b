// Containers that read a secret into findings where nothing on the host provides it. Only paths are looked at.
import type { Finding } from "../../errors.ts";
import type { HostState } from "../../evaluate/index.ts";
import type { HostContainer } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

/** Folders that only these modules fill, by the options that do (sops-nix and agenix, their manuals). */
const FOLDERS: readonly { readonly folder: string; readonly options: string }[] = [
  { folder: "/run/secrets/", options: "sops." },
  { folder: "/run/secrets-rendered/", options: "sops." },
  { folder: "/run/secrets/rendered/", options: "sops." },
  { folder: "/run/agenix/", options: "age." },
];

type Missing = { readonly container: HostContainer; readonly path: string };

function pathsOf(container: HostContainer): readonly string[] {
  if (container.kind === "nspawn") return Object.entries(container.state.bindMounts ?? {}).map(([path, mount]) => mount.hostPath ?? path);
  return [...container.state.environmentFiles, ...container.state.volumes.map((volume) => volume.split(":")[0] ?? "")];
}

/** A folder of secrets counts as declared, too. */
function isMissing(path: string, secrets: NonNullable<HostState["secrets"]>): boolean {
  const folder = FOLDERS.find((candidate) => path.startsWith(candidate.folder) && path.length > candidate.folder.length);
  if (folder === undefined || !Object.keys(secrets).some((name) => name.startsWith(folder.options))) return false;
  const whole = path.replace(/\/+$/, "");
  return !Object.values(secrets).some((secret) => secret === whole || secret?.startsWith(`${whole}/`) === true);
}

function missingSecrets(containers: Iterable<HostContainer>, { secrets = {} }: HostState): ReadonlyMap<string, Missing> {
  const onHost = [...containers].filter(({ scope }) => scope !== "nested");
  const missing = onHost.flatMap((container) => pathsOf(container).filter((path) => isMissing(path, secrets)).map((path) => ({ container, path })));
  return new Map(missing.map((entry) => [`${entry.container.name} ${entry.path}`, entry]));
}

/** Secrets that the new configuration reads and does not declare, and the old one did not lack. */
export function secretFindings({ host, sides, containers }: PlannedHost): readonly Finding[] {
  const before = missingSecrets(containers.old.values(), sides.old);
  const fresh = [...missingSecrets(containers.new.values(), sides.new)].filter(([key]) => !before.has(key));
  return fresh.map(([, { container, path }]) =>
    toFinding({
      code: "secret-missing",
      severity: "warning",
      host,
      about: `container ${container.name}`,
      message: `Container ${container.name} reads ${path}, which no secret of this host has as its path.`,
      hint: "Declare the secret, or correct the path; without the file the container does not start.",
      place: container.place,
    }),
  );
}
