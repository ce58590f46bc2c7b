// Where the path of the hosts ends before its last step -> findings that say what is there instead.
import type { Finding } from "../errors.ts";
import { shorten } from "../shorten.ts";
import { tellSome } from "../tell-some.ts";
import type { HostList } from "./decode.ts";

/** What the two sides of a flake have at the configured path. */
export type HostsFound = { readonly hosts: readonly string[]; readonly missing: HostList["missing"]; readonly twice: readonly string[] };

const SHOWN_NAMES = 10;

function tellNames(names: readonly string[]): string {
  return tellSome(names.map((name) => shorten(name, 100)), SHOWN_NAMES);
}

function tellBranch({ path, step, present }: HostList["missing"][number]): string {
  const where = path === "" ? "The flake" : path.slice(0, 256);
  const instead = present.length === 0 ? "it is empty" : `it has ${tellNames(present)}`;
  return `${where} has no ${step.slice(0, 100)}; ${instead}.`;
}

function finding(attribute: string, parts: Pick<Finding, "severity" | "message" | "hint">): Finding {
  return { code: "config-invalid", subject: `hosts-attribute ${attribute}`, ...parts };
}

/** The flake evaluates and has no hosts at either side: right for a flake of packages, else the attribute is misnamed. */
export function noHosts(attribute: string, missing: HostsFound["missing"]): Finding {
  const branches = missing.slice(0, SHOWN_NAMES).map(tellBranch).join(" ");
  return finding(attribute, {
    severity: attribute === "nixosConfigurations" ? "info" : "warning",
    message: `The flake has no hosts there, neither at base nor at head, so no host is planned.${branches === "" ? "" : ` ${branches}`}`,
    hint: "Name the outputs that hold the hosts in `hosts-attribute`.",
  });
}

/** Some systems have hosts and others have none; and hosts of one name that are told apart. */
export function unevenHosts(attribute: string, { hosts, missing, twice }: HostsFound): readonly Finding[] {
  const uneven = hosts.length === 0 || missing.length === 0 ? [] : [
    finding(attribute, {
      severity: "info",
      message: `Hosts are taken from where they are: ${missing.slice(0, SHOWN_NAMES).map(tellBranch).join(" ")}`,
      hint: "Nothing has to be done where that is meant; else name one system in `hosts-attribute` in place of `*`.",
    }),
  ];
  const doubled = twice.length === 0 ? [] : [
    finding(attribute, {
      severity: "info",
      message: `Several systems have hosts of the same name, so each is named with its system, as in \`x86_64-linux/falcon\`: ${tellNames(twice)}.`,
      hint: "Nothing has to be done where all are meant; else name one system in `hosts-attribute` in place of `*`, or leave hosts out by `hosts.exclude`.",
    }),
  ];
  return [...uneven, ...doubled];
}
