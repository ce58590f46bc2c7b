// Plans written by hand, as the rooms before the report would make them.
import type { Finding } from "../../src/errors.ts";
import type { ImageChange } from "../../src/images/index.ts";
import type { Plan } from "../../src/report/index.ts";
import type { HostPlan, SwitchLists, UnitAction } from "../../src/switch/index.ts";

export const BASE = "1111111111111111111111111111111111111111";
export const HEAD = "2222222222222222222222222222222222222222";
export const TIP = "3333333333333333333333333333333333333333";

export function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

const NO_LISTS: SwitchLists = { stop: [], start: [], restart: [], reload: [], skip: [] };

/** A plan in which nothing changes, with some parts replaced. */
export function planWith(parts: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    key: "default",
    base: BASE,
    head: HEAD,
    tip: TIP,
    inputs: [],
    hosts: [],
    projects: [],
    images: [],
    updates: [],
    findings: [],
    options: { whenUnchanged: "update", failOn: ["error"] },
    ...parts,
  };
}

export function action(parts: Partial<UnitAction> & Pick<UnitAction, "unit" | "action">): UnitAction {
  return { scope: "system", causes: [], diff: "", ...parts };
}

export function host(name: string, units: readonly UnitAction[]): HostPlan {
  return { name, system: "x86_64-linux", status: units.length === 0 ? "unchanged" : "changed", switch: { lists: NO_LISTS, units: [...units] }, containers: [] };
}

export function finding(parts: Partial<Finding> & Pick<Finding, "code" | "severity">): Finding {
  return { subject: "service db", message: "Something is to be known.", hint: "Look at it.", ...parts };
}

const mealieDiff = `--- docker-mealie.service
+++ docker-mealie.service
@@ -12,5 +12,5 @@
   -e BASE_URL=https://mealie.harbour.example \\
   -l traefik.enable=true \\
-  ghcr.io/mealie-recipes/mealie:v1.3.2
+  ghcr.io/mealie-recipes/mealie:v1.4.0
`;

const falcon = host("falcon", [
  action({
    unit: "docker-mealie.service",
    action: "restart",
    container: "mealie",
    causes: [
      { kind: "option", subject: "image", text: "image v1.3.2 → v1.4.0", old: "v1.3.2", new: "v1.4.0", place: { file: "hosts/falcon/mealie/compose.yaml", line: 4 } },
      { kind: "option", subject: "environment", text: "environment LOG_LEVEL=info added" },
    ],
    diff: mealieDiff,
  }),
  action({
    unit: "docker-traefik.service",
    action: "restart",
    container: "traefik",
    causes: [{ kind: "option", subject: "image", text: "image digest sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb", place: { file: "hosts/falcon/traefik.nix", line: 9 } }],
    diff: "@@ -1 +1 @@\n-traefik:v3.1@sha256:aaaa\n+traefik:v3.1@sha256:bbbb\n",
  }),
  action({
    unit: "docker-networks.service",
    action: "restart",
    causes: [{ kind: "script", subject: "ExecStart", text: "script line added: docker network create --internal backend" }],
    diff: "@@ -3,1 +3,2 @@\n docker network create proxy\n+docker network create --internal backend\n",
  }),
  action({
    unit: "docker-whoami.service",
    action: "left-stopped",
    container: "whoami",
    causes: [{ kind: "cascade", subject: "docker-networks.service", text: "requires docker-networks.service, which restarts; nothing that is started wants it" }],
  }),
  action({ unit: "docker-redis.service", action: "start", container: "redis", causes: [{ kind: "added", subject: "docker-redis.service", text: "new container redis" }], diff: "@@ -0,0 +1 @@\n+redis:7.4\n" }),
]);

const kestrel = host("kestrel", [
  action({
    unit: "container@cellar.service",
    action: "restart",
    container: "cellar",
    causes: [{ kind: "option", subject: "bindMounts", text: "bind mount /var/lib/cellar: host path /srv/cellar → /srv/pool/cellar", place: { file: "hosts/kestrel/cellar.nix", line: 14 } }],
    diff: "@@ -4 +4 @@\n-  --bind=/srv/cellar:/var/lib/cellar\n+  --bind=/srv/pool/cellar:/var/lib/cellar\n",
  }),
]);

const mealieImage: ImageChange = {
  platform: "linux/amd64",
  old: { reference: "ghcr.io/mealie-recipes/mealie:v1.3.2", digest: digest("a"), size: 176_000_000, layers: [] },
  new: { reference: "ghcr.io/mealie-recipes/mealie:v1.4.0", digest: digest("b"), size: 181_400_000, layers: [] },
  usedBy: [{ kind: "container", host: "falcon", name: "mealie" }],
  differences: [
    { field: "user", text: "runs as uid 911 instead of root" },
    { field: "environment", text: "PYTHON_VERSION 3.10.14 → 3.12.3" },
  ],
  download: 64_300_000,
  isSameContent: false,
};

const postgresImage: ImageChange = {
  platform: "linux/amd64",
  old: { reference: "docker.io/library/postgres:15", digest: digest("c"), size: 150_000_000, layers: [] },
  new: { reference: "docker.io/library/postgres:16", digest: digest("d"), size: 152_000_000, layers: [] },
  usedBy: [{ kind: "container", host: "falcon", name: "mealie-db" }, { kind: "service", project: "mealie", name: "db" }],
  differences: [{ field: "version", text: "major version 15 → 16" }],
  download: 152_000_000,
  isSameContent: false,
};

const traefikImage: ImageChange = {
  platform: "linux/amd64",
  old: { reference: `docker.io/library/traefik:v3.1@${digest("a")}`, layers: [] },
  new: { reference: `docker.io/library/traefik:v3.1@${digest("b")}`, layers: [] },
  usedBy: [{ kind: "container", host: "falcon", name: "traefik" }],
  differences: [],
  isSameContent: true,
};

const homelabFindings: readonly Finding[] = [
  finding({
    code: "database-major", severity: "warning", subject: "mealie-db on falcon",
    message: "PostgreSQL moves from 15 to 16; the data in the volume mealie_db cannot be read by the new version.",
    hint: "Dump the database with pg_dumpall before the merge and restore it into an empty volume after the switch.",
    place: { file: "hosts/falcon/mealie/compose.yaml", line: 21 },
  }),
  finding({
    code: "unit-left-stopped", severity: "error", subject: "docker-whoami.service on falcon",
    message: "The switch stops it with docker-networks.service, and nothing starts it again.",
    hint: "Add wantedBy = [ \"multi-user.target\" ] or start it by hand after the switch.",
  }),
  finding({
    code: "drift-not-regenerated", severity: "warning", subject: "project mealie",
    message: "The Compose file changed, but hosts/falcon/mealie/docker-compose.nix still is what the old file gave.",
    hint: "Run `stowplan convert` and commit the module.",
    place: { file: "hosts/falcon/mealie/compose.yaml", line: 4 },
  }),
  finding({
    code: "convert-key-lost", severity: "warning", subject: "service mealie, key read_only",
    message: "The key read_only: true is not carried over.",
    hint: "Add --read-only to extraOptions of the generated module.",
    place: { file: "hosts/falcon/mealie/compose.yaml", line: 11 },
  }),
  finding({ code: "image-unpinned", severity: "info", subject: "redis:7.4", message: "The image has no digest.", hint: "", place: { file: "hosts/falcon/redis.nix", line: 3 } }),
];

/** Every kind of thing at once: the example's pull request as a reader would get it. */
export const homelabPlan: Plan = planWith({
  hosts: [falcon, host("kingfisher", []), kestrel],
  images: [mealieImage, postgresImage, traefikImage],
  projects: [
    {
      name: "mealie",
      inputs: ["hosts/falcon/mealie/compose.yaml"],
      output: "hosts/falcon/mealie/docker-compose.nix",
      runtime: "docker",
      status: "converted",
      services: [
        { service: "mealie", change: "changed", texts: ["image v1.3.2 → v1.4.0", "environment LOG_LEVEL added"] },
        { service: "db", change: "changed", texts: ["image postgres:15 → postgres:16"] },
      ],
      drift: { status: "not-regenerated", text: "2 services differ", diff: "@@ -8 +8 @@\n-  image = \"postgres:15\";\n+  image = \"postgres:16\";\n" },
      diff: "@@ -3 +3 @@\n-  image = \"ghcr.io/mealie-recipes/mealie:v1.3.2\";\n+  image = \"ghcr.io/mealie-recipes/mealie:v1.4.0\";\n",
    },
  ],
  updates: [
    { kind: "minor", reference: "redis:7.4", proposed: "redis:7.6", places: [{ file: "hosts/falcon/redis.nix", line: 3 }] },
    { kind: "pin", reference: "docker.io/library/postgres:16", proposed: `docker.io/library/postgres:16@${digest("d")}`, places: [{ file: "hosts/falcon/mealie/compose.yaml", line: 21 }] },
  ],
  findings: [...homelabFindings],
});

const bumped = Array.from({ length: 30 }, (_, index) =>
  action({
    unit: `docker-app${index}.service`,
    action: "restart",
    causes: [{ kind: "store-path", subject: "ExecStart", text: "docker 27.5.1 → 28.0.0" }],
    diff: `@@ -1 +1 @@\n-ExecStart=/nix/store/…-docker-27.5.1/bin/docker run app${index}\n+ExecStart=/nix/store/…-docker-28.0.0/bin/docker run app${index}\n`,
  }),
);

/** A new nixpkgs: many units restart for nothing but another package. */
export const nixpkgsPlan: Plan = planWith({
  hosts: [
    host("falcon", [
      ...bumped,
      action({ unit: "docker.service", action: "restart", causes: [{ kind: "store-path", subject: "ExecStart", text: "docker 27.5.1 → 28.0.0" }] }),
      action({ unit: "docker.socket", action: "stop", causes: [{ kind: "cascade", subject: "docker.service", text: "stopped with docker.service" }] }),
      action({ unit: "nginx.service", action: "reload", causes: [{ kind: "trigger", subject: "nginx.conf", text: "configuration file changed" }] }),
      action({ unit: "podman-auto-update.timer", action: "skip", scope: "user", causes: [{ kind: "directive", subject: "OnCalendar", text: "OnCalendar daily → weekly" }] }),
    ]),
  ],
});

/** Much of what can go wrong: what is left of the plan is still told. */
export const brokenPlan: Plan = planWith({
  key: "harbour",
  hosts: [
    { name: "falcon", status: "failed", containers: [] },
    host("kestrel", [action({ unit: "podman-web.service", action: "restart", causes: [{ kind: "option", subject: "ports", text: "port 8080:80 → 8081:80" }] })]),
    { name: "osprey", system: "aarch64-linux", status: "added", containers: [] },
    { name: "petrel", status: "removed", containers: [] },
  ],
  projects: [
    {
      name: "photos", inputs: ["photos/compose.yaml"], runtime: "podman", status: "failed", services: [],
      drift: { status: "not-checked", text: "", diff: "" }, diff: "",
    },
    {
      name: "wiki", inputs: ["wiki/compose.yaml", "wiki/compose.prod.yaml"], output: "wiki/wiki.nix", runtime: "podman", status: "removed", services: [],
      drift: { status: "none", text: "", diff: "" }, diff: "",
    },
  ],
  findings: [
    finding({ code: "host-failed", severity: "error", subject: "host falcon", message: "The option services.nextclowd does not exist.", hint: "Correct the name in hosts/falcon/default.nix.", place: { file: "hosts/falcon/default.nix", line: 31, column: 3 } }),
    finding({ code: "compose-syntax", severity: "error", subject: "photos/compose.yaml", message: "A mapping is indented with a tab.", hint: "Use blanks.", place: { file: "photos/compose.yaml", line: 7 } }),
    finding({ code: "registry-unreachable", severity: "warning", subject: "registry.harbour.example", message: "It did not answer within 30 s.", hint: "Try again, or name a mirror in `registries.mirrors`." }),
    finding({ code: "host-partial", severity: "info", subject: "quadlet", message: "Containers of quadlet-nix are compared as units only.", hint: "" }),
  ],
});
