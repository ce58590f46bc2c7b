// The labels of a host's containers into findings about Traefik routers that two containers define differently.
import type { Finding } from "../../errors.ts";
import type { HostContainer } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

type Router = { readonly name: string; readonly rule: string; readonly container: HostContainer };
type Clash = { readonly router: string; readonly first: Router; readonly second: Router };

/** Traefik's Docker provider: names of routers are shared by all containers (label `traefik.<protocol>.routers.<name>.rule`). */
const RULE = /^traefik\.(?<router>(?:http|tcp)\.routers\.[^.]+)\.rule$/i;

function routersOf(container: HostContainer): readonly Router[] {
  if (container.kind === "nspawn" || container.scope !== "system" || container.state.labels["traefik.enable"] === "false") return [];
  return Object.entries(container.state.labels).flatMap(([label, rule]) => {
    const name = RULE.exec(label)?.groups?.["router"]?.toLowerCase();
    return name === undefined ? [] : [{ name, rule, container }];
  });
}

/** The same rule twice is one router with two servers; another rule makes Traefik drop the router. */
function clashes(containers: Iterable<HostContainer>): ReadonlyMap<string, Clash> {
  const routers = new Map<string, Router>();
  const found = new Map<string, Clash>();
  for (const router of [...containers].flatMap(routersOf)) {
    const first = routers.get(router.name) ?? router;
    routers.set(router.name, first);
    if (first.rule !== router.rule) found.set(`${router.name} ${first.container.name} ${router.container.name}`, { router: router.name, first, second: router });
  }
  return found;
}

/** Routers that the new configuration defines twice and the old one did not. */
export function routerFindings({ host, containers }: PlannedHost): readonly Finding[] {
  const before = clashes(containers.old.values());
  const fresh = [...clashes(containers.new.values())].filter(([key]) => !before.has(key));
  return fresh.map(([, { router, first, second }]) =>
    toFinding({
      code: "unit-surprise",
      severity: "warning",
      host,
      about: `Traefik ${router}`,
      message: `Containers ${first.container.name} and ${second.container.name} define Traefik's ${router} with different rules; Traefik then serves neither.`,
      hint: "Give each container a router name of its own.",
      place: second.container.place,
    }),
  );
}
