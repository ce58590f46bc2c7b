// `ports`: short forms with addresses, ranges and protocols -> one map for each port.
import { compareTexts } from "../compare-texts.ts";
import type { ComposeValue } from "./model.ts";
import type { Scope } from "./scope.ts";
import { integer, listOfMany, looseText, object, reportInvalid, type Shape, text } from "./shape.ts";
import { map, optionalText, scalar } from "./value.ts";

/** `127.0.0.1:8080-8081:80-81/udp` in parts. */
type PortText = { readonly address: string; readonly published: string; readonly target: string; readonly protocol: string };

const PROTOCOLS = new Set(["tcp", "udp", "sctp"]);
const LARGEST_PORT = 65_535;

const longForm: Shape = object({ name: text, mode: text, host_ip: text, target: integer, published: looseText, protocol: text, app_protocol: text });

/** One published port in the long form. */
export type PortBinding = { readonly address: string; readonly published: string; readonly target: number; readonly protocol: string };

/**
 * The bindings of a short form (Compose Specification, "ports", short syntax), in the order of Docker's port keys;
 * undefined where it is none. A single container port may have a range of host ports to choose from.
 */
export function parsePort(written: string): readonly PortBinding[] | undefined {
  const parts = splitPort(written);
  if (parts === undefined || !PROTOCOLS.has(parts.protocol)) return undefined;
  const targets = parseRange(parts.target);
  const published = parts.published === "" ? undefined : parseRange(parts.published);
  if (targets === undefined || (parts.published !== "" && published === undefined)) return undefined;
  const count = targets.last - targets.first + 1;
  const isChoice = published !== undefined && count === 1 && published.last > published.first;
  if (published !== undefined && !isChoice && published.last - published.first + 1 !== count) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    address: parts.address,
    published: published === undefined ? "" : isChoice ? parts.published : String(published.first + index),
    target: targets.first + index,
    protocol: parts.protocol,
  })).toSorted((left, right) => compareTexts(String(left.target), String(right.target)));
}

function splitPort(written: string): PortText | undefined {
  const slash = written.indexOf("/");
  const protocol = slash < 0 ? "tcp" : written.slice(slash + 1).toLowerCase();
  const fields = (slash < 0 ? written : written.slice(0, slash)).split(":");
  const target = fields.pop() ?? "";
  const published = fields.pop() ?? "";
  // An IPv6 address has colons itself, with or without brackets.
  const address = fields.join(":").replace(/^\[(.*)\]$/, "$1");
  return target === "" ? undefined : { address, published, target, protocol };
}

function parseRange(written: string): { first: number; last: number } | undefined {
  const [, from = "", to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(written) ?? [];
  const range = { first: Number(from), last: Number(to) };
  const isValid = from !== "" && range.first <= range.last && range.last <= LARGEST_PORT;
  return isValid ? range : undefined;
}

function portItem(value: ComposeValue, scope: Scope): readonly ComposeValue[] {
  if (value.kind === "map") return [longForm(value, scope) ?? []].flat();
  const bindings = value.kind === "scalar" && value.value !== null ? parsePort(String(value.value)) : undefined;
  if (bindings === undefined) {
    reportInvalid(value, { scope, expected: "a port such as `8080:80`, `127.0.0.1:8080:80/udp` or `3000-3005`" });
    return [];
  }
  return bindings.map(({ address, published, target, protocol }) =>
    map(
      {
        mode: scalar("ingress", value.place),
        host_ip: optionalText(address, value.place),
        target: scalar(target, value.place),
        published: optionalText(published, value.place),
        protocol: scalar(protocol, value.place),
      },
      value.place,
    ),
  );
}

export const ports: Shape = listOfMany(portItem);
