// `networks` and `network_mode` of a service -> the words that attach its container.
import { type ComposeEntry, type ComposeService, entriesAt, textAt, textEntriesAt, textsAt } from "../compose/index.ts";
import { containerOf, type Conversion } from "./conversion.ts";

/** One network of a service, by the name that the engine knows. */
type Attachment = { readonly name: string; readonly settings: ComposeEntry["value"] };

/** The words for `--network` and everything that belongs to it. */
export function networkWords(service: ComposeService, conversion: Conversion): readonly string[] {
  const mode = textAt(service.keys, "network_mode");
  const alias = `--network-alias=${service.name}`;
  const isPodman = conversion.options.runtime === "podman";
  if (mode !== undefined) return [`--network=${namespaceOf(mode, conversion)}`, ...(isPodman && mode.startsWith("bridge") ? [alias] : [])];
  const attachments = attachmentsOf(service, conversion);
  const [first] = attachments;
  if (first === undefined) return [];
  if (attachments.length === 1) return [alias, ...(isPodman ? onePodman(first, conversion) : oneDocker(first, conversion))];
  return [alias, ...attachments.flatMap((attachment) => (isPodman ? [severalPodman(attachment, conversion)] : severalDocker(attachment, conversion)))];
}

/** `service:web` means the container of that service (`network_mode`, `ipc`, `pid`, `uts`, `cgroup`). */
export function namespaceOf(mode: string, conversion: Conversion): string {
  const service = mode.startsWith("service:") ? mode.slice("service:".length) : undefined;
  return service === undefined ? mode : `container:${containerOf(service, conversion) ?? service}`;
}

function attachmentsOf({ keys }: ComposeService, { project }: Conversion): readonly Attachment[] {
  return entriesAt(keys, "networks").map(([key, entry]) => ({ name: textAt(project.resources.networks.get(key), "name") ?? key, settings: entry.value }));
}

function addresses({ settings }: Attachment): { readonly v4: string | undefined; readonly v6: string | undefined } {
  return { v4: textAt(settings, "ipv4_address"), v6: textAt(settings, "ipv6_address") };
}

/** With one network, addresses have options of their own. */
function addressWords(attachment: Attachment, { isFull }: Conversion): readonly string[] {
  const { v4, v6 } = addresses(attachment);
  const mac = isFull ? textAt(attachment.settings, "mac_address") : undefined;
  return [...(v4 === undefined ? [] : [`--ip=${v4}`]), ...(v6 === undefined ? [] : [`--ip6=${v6}`]), ...(mac === undefined ? [] : [`--mac-address=${mac}`])];
}

function oneDocker(attachment: Attachment, conversion: Conversion): readonly string[] {
  const aliases = textsAt(attachment.settings, "aliases").map((alias) => `--network-alias=${alias}`);
  const local = conversion.isFull ? textsAt(attachment.settings, "link_local_ips").map((address) => `--link-local-ip=${address}`) : [];
  const options = dockerOptions(attachment, conversion);
  const network = options.length === 0 ? attachment.name : [`name=${attachment.name}`, ...options].join(",");
  return [`--network=${network}`, ...addressWords(attachment, conversion), ...aliases, ...local];
}

/** Settings that only `--network=name=…` has; with it Docker refuses none of the older options for the first network. */
function dockerOptions({ settings }: Attachment, { isFull }: Conversion): readonly string[] {
  if (!isFull) return [];
  const driver = textEntriesAt(settings, "driver_opts").map(([key, value]) => `driver-opt=${key}=${value}`);
  const name = textAt(settings, "interface_name");
  const priority = textAt(settings, "gw_priority");
  return [...driver, ...(name === undefined ? [] : [`driver-opt=com.docker.network.endpoint.ifname=${name}`]), ...(priority === undefined ? [] : [`gw-priority=${priority}`])];
}

function severalDocker(attachment: Attachment, conversion: Conversion): readonly string[] {
  const { v4, v6 } = addresses(attachment);
  const { settings } = attachment;
  const mac = conversion.isFull ? textAt(settings, "mac_address") : undefined;
  const local = conversion.isFull ? textsAt(settings, "link_local_ips") : [];
  const options = [
    ...(v4 === undefined ? [] : [`ip=${v4}`]),
    ...(v6 === undefined ? [] : [`ip6=${v6}`]),
    ...(mac === undefined ? [] : [`mac-address=${mac}`]),
    ...local.map((address) => `link-local-ip=${address}`),
    ...dockerOptions(attachment, conversion),
  ];
  const network = options.length === 0 ? attachment.name : [`name=${attachment.name}`, ...options].join(",");
  return [`--network=${network}`, ...textsAt(settings, "aliases").map((alias) => `--network-alias=${alias}`)];
}

function onePodman(attachment: Attachment, conversion: Conversion): readonly string[] {
  const options = [...textsAt(attachment.settings, "aliases").map((alias) => `alias=${alias}`), ...podmanOptions(attachment, conversion)];
  return [`--network=${withOptions(attachment.name, options)}`, ...addressWords(attachment, conversion)];
}

function severalPodman(attachment: Attachment, conversion: Conversion): string {
  const { v4, v6 } = addresses(attachment);
  const mac = conversion.isFull ? textAt(attachment.settings, "mac_address") : undefined;
  const options = [
    ...textsAt(attachment.settings, "aliases").map((alias) => `alias=${alias}`),
    ...[v4, v6].flatMap((address) => (address === undefined ? [] : [`ip=${address}`])),
    ...(mac === undefined ? [] : [`mac=${mac}`]),
    ...podmanOptions(attachment, conversion),
  ];
  return `--network=${withOptions(attachment.name, options)}`;
}

function podmanOptions({ settings }: Attachment, { isFull }: Conversion): readonly string[] {
  const name = isFull ? textAt(settings, "interface_name") : undefined;
  return name === undefined ? [] : [`interface_name=${name}`];
}

function withOptions(name: string, options: readonly string[]): string {
  return options.length === 0 ? name : `${name}:${options.join(",")}`;
}
