// A host's state -> every container that it runs, by whatever mechanism, in one form.
import * as z from "zod";
import type { ContainerState, OciState } from "./container-state.ts";
import { arionContainers } from "./containers/arion-containers.ts";
import { homeContainers } from "./containers/home-containers.ts";
import { quadletContainers, type QuadletTexts } from "./containers/quadlet-containers.ts";
import { scriptContainers } from "./containers/script-containers.ts";
import type { HostState } from "./host-state.ts";

/**
 * How a container is declared: `virtualisation.oci-containers`, NixOS's own `containers.<name>`, a quadlet file, an Arion project,
 * home-manager's `services.podman`, or a line `docker run` in a unit's script.
 */
export const ContainerKind = z.enum(["oci", "nspawn", "quadlet", "arion", "home-manager", "script"]);
export type ContainerKind = z.infer<typeof ContainerKind>;

/** Who runs a container: the host itself, the systemd of one of its users, or a system inside an nspawn container. */
export const ContainerScope = z.enum(["system", "user", "nested"]);
export type ContainerScope = z.infer<typeof ContainerScope>;

export type Engine = "docker" | "podman";

/** A container that runs an image. An nspawn container runs none; it is found in `HostState.nspawnContainers`. */
export type LiveContainer = {
  readonly name: string;
  readonly kind: Exclude<ContainerKind, "nspawn">;
  readonly scope: ContainerScope;
  /** The user of scope `user` (absent where it is every user), the nspawn container of scope `nested`. */
  readonly owner?: string;
  /** The systemd unit that runs it, with its suffix: of the host, of the owner's systemd, or of the nested system. */
  readonly unit: string;
  /** The engine that runs it, and so the command that looks into it. */
  readonly engine: Engine;
  /** True where Nix or the engine makes the image, so that no registry has it. */
  readonly isBuilt: boolean;
  /** What is known of it in the words of `oci-containers`, whatever declares it; empty where it says nothing. */
  readonly options: ContainerState;
  /** Files of the repository that define it, relative to its root, as far as the module system tells. */
  readonly files: readonly string[];
};

type Place = Pick<LiveContainer, "scope" | "owner">;
type FilesByName = Readonly<Record<string, readonly string[]>>;

/** True where Nix makes the image: an archive that is loaded, or a stream. */
function isBuiltByNix({ imageFile, imageStream }: ContainerState): boolean {
  return typeof imageFile === "string" || typeof imageStream === "string";
}

/** `serviceName` came to NixOS late; before, and by default, the unit is called `<backend>-<container>`. */
function ociContainers({ backend, containers }: OciState, { files, ...place }: Place & { readonly files: FilesByName }): readonly LiveContainer[] {
  return Object.entries(containers).map(([name, options]) => ({
    ...place,
    name,
    kind: "oci",
    unit: `${options.serviceName ?? `${backend ?? "podman"}-${name}`}.service`,
    engine: backend ?? "podman",
    isBuilt: isBuiltByNix(options),
    options,
    files: files[name] ?? [],
  }));
}

type QuadletFolder = { readonly place: Place; readonly texts: QuadletTexts; readonly filesOf: (file: string) => readonly string[] };

function quadlets({ place, texts, filesOf }: QuadletFolder): readonly LiveContainer[] {
  return quadletContainers(texts).map(({ file, ...container }) => ({ ...place, ...container, kind: "quadlet", engine: "podman", files: filesOf(file) }));
}

/** Folders of podman-systemd.unit(5) below /etc: the system's, every user's, and one user's by id. */
const QUADLET = /^containers\/systemd\/(?<users>users\/(?:(?<id>\d+)\/)?)?/;

/** A quadlet of quadlet-nix is defined by its option; else the file of /etc is, or the folder that it lies in. */
function definitionsOf(state: HostState, file: string): readonly string[] {
  const stem = /(?<stem>[^/]+)\.container$/.exec(file)?.groups?.["stem"] ?? "";
  const { quadlet = {}, etc = {} } = state.definedIn ?? {};
  return quadlet[stem] ?? etc[file] ?? etc[file.slice(0, file.lastIndexOf("/"))] ?? [];
}

/** quadlet-nix writes who wants the container into the unit that it puts beside the file. */
function startedByUnit(container: LiveContainer, { units }: HostState): LiveContainer {
  const wantedBy = units[container.unit]?.wantedBy ?? [];
  return wantedBy.length === 0 ? container : { ...container, options: { ...container.options, autoStart: true } };
}

function systemQuadlets(state: HostState): readonly LiveContainer[] {
  const folders = Map.groupBy(Object.entries(state.etc).filter(([file]) => QUADLET.test(file)), ([file]) => QUADLET.exec(file)?.[0] ?? "");
  return [...folders].flatMap(([folder, entries]) => {
    const { users, id } = QUADLET.exec(folder)?.groups ?? {};
    const owner = id === undefined ? {} : { owner: state.userNames?.[id] ?? id };
    const place: Place = users === undefined ? { scope: "system" } : { scope: "user", ...owner };
    const found = quadlets({ place, texts: Object.fromEntries(entries), filesOf: (file) => definitionsOf(state, file) });
    return users === undefined ? found.map((container) => startedByUnit(container, state)) : found;
  });
}

/** Arion's client is Docker's, also where Podman listens on Docker's socket. */
function arion(state: HostState): readonly LiveContainer[] {
  const engine = state.docker["enable"] === true || state.podman["enable"] !== true ? "docker" : "podman";
  const place = { kind: "arion", scope: "system", engine } as const;
  return Object.entries(state.arionProjects ?? {}).flatMap(([name, project]) =>
    arionContainers(name, project).map((container) => ({ ...place, ...container, files: state.definedIn?.arion?.[name] ?? [] })),
  );
}

type Systemd = Place & { readonly units: HostState["units"]; readonly declared: readonly LiveContainer[]; readonly files?: FilesByName | undefined };

function scripts({ units, declared, files = {}, ...place }: Systemd): readonly LiveContainer[] {
  const known = new Set(declared.map(({ unit }) => unit));
  return scriptContainers(units, known).map((container) => {
    const name = container.unit.replace(/\.service$/, "");
    return { ...place, ...container, kind: "script", isBuilt: false, files: files[name] ?? files[name.replace(/@.*$/, "@")] ?? [] };
  });
}

function homes(state: HostState): readonly LiveContainer[] {
  return Object.entries(state.homes ?? {}).flatMap(([owner, home]) => {
    const place = { scope: "user", owner } as const;
    const files = state.definedIn?.home?.[owner] ?? [];
    const podman = homeContainers(home).map((container): LiveContainer => ({ ...place, ...container, kind: "home-manager", engine: "podman", files }));
    const declared = [...podman, ...quadlets({ place, texts: home.files, filesOf: () => files })];
    return [...declared, ...scripts({ ...place, units: home.units, declared }).map((container) => ({ ...container, files }))];
  });
}

function nested(state: HostState): readonly LiveContainer[] {
  return Object.entries(state.nspawnUnits ?? {}).flatMap(([owner, units]) => {
    const place = { scope: "nested", owner } as const;
    const outside = state.definedIn?.nspawn[owner] ?? [];
    const oci = state.nspawnOci?.[owner];
    const declared = oci === undefined ? [] : ociContainers(oci, { ...place, files: {} });
    return [...declared, ...scripts({ ...place, units, declared })].map((container) => ({ ...container, files: outside }));
  });
}

/** Several rooms ask for the containers of one state, and reading them is most of what is done with it. */
const known = new WeakMap<HostState, readonly LiveContainer[]>();

/** Every container of a host that runs an image, those of its users and of systems inside nspawn containers too. A state is read once. */
export function liveContainers(state: HostState): readonly LiveContainer[] {
  const containers = known.get(state) ?? readContainers(state);
  known.set(state, containers);
  return containers;
}

function readContainers(state: HostState): readonly LiveContainer[] {
  const { definedIn, units, userUnits } = state;
  const oci = ociContainers({ backend: state.ociBackend, containers: state.ociContainers }, { scope: "system", files: definedIn?.oci ?? {} });
  const declared = [...oci, ...systemQuadlets(state), ...arion(state)];
  return [
    ...declared,
    ...scripts({ scope: "system", units, declared: declared.filter(({ scope }) => scope === "system"), files: definedIn?.services }),
    ...scripts({ scope: "user", units: userUnits, declared: declared.filter(({ scope }) => scope === "user"), files: definedIn?.userServices }),
    ...homes(state),
    ...nested(state),
  ];
}
