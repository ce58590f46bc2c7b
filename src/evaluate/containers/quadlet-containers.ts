// Quadlet files of one user, or of the system -> the containers that podman's generator makes of them, with their units.
import { ContainerState } from "../container-state.ts";
import { assignments } from "./option-words.ts";
import { parseQuadlet, type QuadletFile } from "./quadlet-file.ts";
import { splitUnitWords } from "./unit-words.ts";

/** A container with the unit that the generator writes for it, and the file that declares it, as it is named in the request. */
export type QuadletContainer = { readonly name: string; readonly unit: string; readonly file: string; readonly isBuilt: boolean; readonly options: ContainerState };

/** Files by their path; folders between them mean nothing to the generator. */
export type QuadletTexts = Readonly<Record<string, string>>;

type Named = { readonly path: string; readonly stem: string; readonly content: QuadletFile };

const FILE = /(?:^|\/)(?<name>(?<stem>[^/]+)\.(?<type>container|volume|network|pod|kube|image|build))$/;

/** `web.container.d/10-a.conf` and `container.d/…` add to web.container (podman-systemd.unit(5), "DESCRIPTION"). */
function dropInsOf({ name, type }: { name: string; type: string }, texts: QuadletTexts): readonly string[] {
  const folders = [`${type}.d`, `${name}.d`];
  const isOwn = (path: string): boolean => path.endsWith(".conf") && folders.includes(path.split("/").at(-2) ?? "");
  return Object.keys(texts).filter(isOwn).toSorted().map((path) => texts[path] ?? "");
}

function filesByName(texts: QuadletTexts): ReadonlyMap<string, Named> {
  const files = Object.entries(texts).flatMap(([path, text]): readonly (readonly [string, Named])[] => {
    const { name, stem, type } = FILE.exec(path)?.groups ?? {};
    if (name === undefined || stem === undefined || type === undefined) return [];
    return [[name, { path, stem, content: parseQuadlet([text, ...dropInsOf({ name, type }, texts)]) }]];
  });
  return new Map(files);
}

type Keys = { readonly all: (key: string) => readonly string[]; readonly last: (key: string) => string | undefined; readonly words: (key: string) => readonly string[] };

function keysOf(content: QuadletFile, section: string): Keys {
  const all = (key: string): readonly string[] => content.get(section)?.get(key) ?? [];
  return { all, last: (key) => all(key).at(-1), words: (key) => all(key).flatMap(splitUnitWords) };
}

type Image = { readonly image: string; readonly isBuilt: boolean };

/** Image names with a transport: an archive or a folder, so no registry (containers-transports(5)). */
const TRANSPORT = /^(?:docker-archive|docker-daemon|oci|oci-archive|dir|containers-storage|sif):/;

/** `Image=` names an image, or a file that pulls (`.image`) or builds (`.build`) one. */
function imageOf(reference: string, files: ReadonlyMap<string, Named>): Image {
  const file = files.get(reference);
  if (!reference.endsWith(".build")) {
    const pulled = reference.endsWith(".image") && file !== undefined ? keysOf(file.content, "Image").last("Image") : undefined;
    const image = (pulled ?? reference).replace(/^docker:\/\//, "");
    return { image, isBuilt: TRANSPORT.test(image) };
  }
  const tag = file === undefined ? undefined : keysOf(file.content, "Build").last("ImageTag");
  return { image: tag ?? `localhost/${reference.slice(0, -".build".length)}`, isBuilt: true };
}

/** `data.volume:/srv` is the volume that data.volume declares, by default `systemd-data`; networks alike. */
function resourceOf(word: string, files: ReadonlyMap<string, Named>): string {
  const [source = "", ...rest] = word.split(":");
  const { stem, type } = /^(?<stem>.+)\.(?<type>volume|network)$/.exec(source)?.groups ?? {};
  if (stem === undefined || type === undefined) return word;
  const [section, key] = type === "volume" ? (["Volume", "VolumeName"] as const) : (["Network", "NetworkName"] as const);
  const file = files.get(source);
  const name = file === undefined ? undefined : keysOf(file.content, section).last(key);
  return [name ?? `systemd-${stem}`, ...rest].join(":");
}

function optionsOf(content: QuadletFile, { image, files }: { image: string; files: ReadonlyMap<string, Named> }): ContainerState {
  const { all, last, words } = keysOf(content, "Container");
  const install = keysOf(content, "Install");
  const addresses = [...all("IP").map((address) => `--ip=${address}`), ...all("IP6").map((address) => `--ip6=${address}`)];
  return ContainerState.parse({
    image,
    autoStart: [...install.all("WantedBy"), ...install.all("RequiredBy")].length > 0,
    ...(last("Pull") === undefined ? {} : { pull: last("Pull") }),
    environment: assignments(words("Environment")),
    environmentFiles: words("EnvironmentFile"),
    labels: assignments(words("Label")),
    ports: [...all("PublishPort")],
    volumes: all("Volume").map((volume) => resourceOf(volume, files)),
    networks: all("Network").map((network) => resourceOf(network, files)),
    extraOptions: [...addresses, ...words("PodmanArgs")],
    cmd: splitUnitWords(last("Exec") ?? ""),
    entrypoint: last("Entrypoint"),
    user: last("User"),
    hostname: last("HostName"),
  });
}

/** Sections that may rename the unit, by the kind of file. */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ["container", "Container"], ["kube", "Kube"], ["pod", "Pod"], ["volume", "Volume"], ["network", "Network"], ["image", "Image"], ["build", "Build"],
]);

function unitOf(name: string, { stem, content }: Named): string {
  const type = name.slice(stem.length + 1);
  const ownName = keysOf(content, SECTIONS.get(type) ?? "").last("ServiceName");
  return `${ownName ?? (type === "container" || type === "kube" ? stem : `${stem}-${type}`)}.service`;
}

/** The units that the generator writes, each with the path of its file (podman-systemd.unit(5), "Service Type" and "ServiceName="). */
export function quadletUnits(texts: QuadletTexts): ReadonlyMap<string, string> {
  return new Map([...filesByName(texts)].map(([name, file]) => [unitOf(name, file), file.path]));
}

/**
 * Reads `.container` files (podman-systemd.unit(5), "Container units"): NAME.container becomes NAME.service, unless ServiceName= says
 * otherwise, and runs the container `systemd-NAME`, unless ContainerName= does. A file without an image runs nothing.
 */
export function quadletContainers(texts: QuadletTexts): readonly QuadletContainer[] {
  const files = filesByName(texts);
  return [...files].flatMap(([name, file]) => {
    const { path, stem, content } = file;
    const { last } = keysOf(content, "Container");
    const [reference, rootfs] = [last("Image"), last("Rootfs")];
    if (!name.endsWith(".container") || (reference ?? rootfs) === undefined) return [];
    const { image, isBuilt } = reference === undefined ? { image: rootfs ?? "", isBuilt: true } : imageOf(reference, files);
    return [
      {
        name: last("ContainerName") ?? `systemd-${stem}`,
        unit: unitOf(name, file),
        file: path,
        isBuilt,
        options: optionsOf(content, { image, files }),
      },
    ];
  });
}
