// What a plan warns of, as a table of changes to a host and the findings they give.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Finding } from "../../../src/errors.ts";
import { planHosts } from "../../../src/switch/index.ts";
import { host, type HostParts, unit } from "../host-builder.ts";

function findings(old: HostParts, fresh: HostParts): readonly Finding[] {
  return planHosts([{ name: "harbour", base: host(old), head: host(fresh), status: "evaluated" }]).findings;
}

const DATA = ["pgdata:/var/lib/postgresql/data"];
const ADDRESSES = { privateNetwork: true, hostAddress: "10.0.0.1", localAddress: "10.0.0.2/24", autoStart: true };
const LATEST = "linuxserver/sonarr:latest";

type Case = { readonly name: string; readonly old: HostParts; readonly new: HostParts; readonly found: readonly string[] };

const CASES: readonly Case[] = [
  { name: "nothing changes", old: { containers: { db: { image: "postgres" } } }, new: { containers: { db: { image: "postgres" } } }, found: [] },
  { name: "PostgreSQL moves a major version", old: { containers: { db: { image: "postgres:15.3", volumes: DATA } } }, new: { containers: { db: { image: "postgres:16.1", volumes: DATA } } }, found: ["database-major warning harbour: container db"] },
  { name: "PostgreSQL moves a minor version", old: { containers: { db: { image: "postgres:15.3", volumes: DATA } } }, new: { containers: { db: { image: "postgres:15.4", volumes: DATA } } }, found: ["volumes-at-stake info harbour: container db"] },
  { name: "PostgreSQL in an extension's image", old: { containers: { db: { image: "timescale/timescaledb:2.14.2-pg15", volumes: DATA } } }, new: { containers: { db: { image: "timescale/timescaledb:2.14.2-pg16", volumes: DATA } } }, found: ["database-major warning harbour: container db"] },
  { name: "PostgreSQL moves to new volumes", old: { containers: { db: { image: "postgres:15", volumes: DATA } } }, new: { containers: { db: { image: "postgres:16", volumes: ["pg16:/var/lib/postgresql/data"] } } }, found: ["database-major warning harbour: container db"] },
  { name: "MariaDB moves its release", old: { containers: { db: { image: "mariadb:10.11", volumes: ["my:/var/lib/mysql"] } } }, new: { containers: { db: { image: "mariadb:11.4", volumes: ["my:/var/lib/mysql"] } } }, found: ["database-major warning harbour: container db"] },
  { name: "MySQL moves back", old: { containers: { db: { image: "mysql:8.4", volumes: ["my:/var/lib/mysql"] } } }, new: { containers: { db: { image: "mysql:8.0", volumes: ["my:/var/lib/mysql"] } } }, found: ["database-major warning harbour: container db"] },
  { name: "MongoDB moves", old: { containers: { db: { image: "mongo:6.0", volumes: ["m:/data/db"] } } }, new: { containers: { db: { image: "mongo:7.0", volumes: ["m:/data/db"] } } }, found: ["database-major warning harbour: container db"] },
  { name: "Elasticsearch moves", old: { containers: { es: { image: "docker.elastic.co/elasticsearch/elasticsearch:7.17.1", volumes: ["es:/usr/share/elasticsearch/data"] } } }, new: { containers: { es: { image: "docker.elastic.co/elasticsearch/elasticsearch:8.1.0", volumes: ["es:/usr/share/elasticsearch/data"] } } }, found: ["database-major warning harbour: container es"] },
  { name: "only read-only and socket mounts", old: { containers: { a: { image: "a:1", volumes: ["/var/run/docker.sock:/var/run/docker.sock", "/etc/a:/a:ro"] } } }, new: { containers: { a: { image: "a:2", volumes: ["/var/run/docker.sock:/var/run/docker.sock", "/etc/a:/a:ro"] } } }, found: [] },
  { name: "a tag that moves", old: {}, new: { containers: { tv: { image: LATEST } } }, found: ["moving-tag info harbour: container tv"] },
  { name: "a tag that moves but is pinned", old: {}, new: { containers: { tv: { image: `${LATEST}@sha256:${"a".repeat(64)}` } } }, found: [] },
  { name: "a tag that moved before", old: { containers: { tv: { image: LATEST } } }, new: { containers: { tv: { image: LATEST, user: "1" } } }, found: [] },
  { name: "an image that Nix builds", old: {}, new: { containers: { tv: { image: "site:latest", imageFile: "/nix/store/x" } } }, found: [] },
  { name: "a port published twice", old: { containers: { a: { image: "a:1", ports: ["8080:80"] } } }, new: { containers: { a: { image: "a:1", ports: ["8080:80"] }, b: { image: "b:1", ports: ["127.0.0.1:8080:3000"] } } }, found: ["port-conflict error harbour: port 8080/tcp of 127.0.0.1"] },
  { name: "a port on two addresses or protocols", old: {}, new: { containers: { a: { image: "a:1", ports: ["10.0.0.1:53:53/udp"] }, b: { image: "b:1", ports: ["10.0.0.2:53:53/udp", "53:53/tcp"] } } }, found: [] },
  { name: "a port on every address of each family", old: {}, new: { containers: { a: { image: "a:1", ports: ["0.0.0.0:80:80", "[::]:80:80"] } } }, found: [] },
  { name: "a port of one address and of its whole family", old: {}, new: { containers: { a: { image: "a:1", ports: ["0.0.0.0:80:80"] }, b: { image: "b:1", ports: ["10.0.0.2:80:80", "[fd00::1]:80:80"] } } }, found: ["port-conflict error harbour: port 80/tcp of 10.0.0.2"] },
  { name: "a port that another word publishes", old: {}, new: { containers: { a: { image: "a:1", ports: ["53:53/udp"] }, b: { image: "b:1", extraOptions: ["--restart=no", "-p", "53:5353/udp"] } } }, found: ["port-conflict error harbour: port 53/udp"] },
  { name: "a port of a container in the host's network", old: {}, new: { containers: { a: { image: "a:1", ports: ["80:80"] }, b: { image: "b:1", ports: ["80:80"], extraOptions: ["--network", "host"] } } }, found: [] },
  { name: "two nspawn containers that forward a port", old: {}, new: { nspawn: { n: { privateNetwork: true, forwardPorts: [{ hostPort: 80, protocol: "tcp", containerPort: null }] }, m: { privateNetwork: true, forwardPorts: [{ hostPort: 80, protocol: "tcp", containerPort: 8080 }, { hostPort: 80, protocol: "udp", containerPort: null }] } } }, found: ["port-conflict error harbour: port 80/tcp"] },
  { name: "a quadlet and a container on one port", old: {}, new: { containers: { a: { image: "a:1", ports: ["127.0.0.1:8080:80"] } }, etc: { "containers/systemd/web.container": "[Container]\nImage=web:1\nPublishPort=8080:80\n" } }, found: ["unit-surprise info harbour: container systemd-web", "port-conflict error harbour: port 8080/tcp"] },
  { name: "a clash that was there before", old: { containers: { a: { image: "a:1", ports: ["80:80"] }, b: { image: "b:1", ports: ["80:80"] } } }, new: { containers: { a: { image: "a:1", ports: ["80:80"] }, b: { image: "b:1", ports: ["80:80"] } } }, found: [] },
  { name: "a range that meets a forwarded port", old: {}, new: { containers: { a: { image: "a:1", ports: ["8000-8010:8000-8010"] } }, nspawn: { n: { privateNetwork: true, forwardPorts: [{ hostPort: 8005, protocol: "tcp", containerPort: null }] } } }, found: ["port-conflict error harbour: port 8005/tcp"] },
  { name: "an nspawn address used twice", old: { nspawn: { a: ADDRESSES } }, new: { nspawn: { a: ADDRESSES, b: { ...ADDRESSES, localAddress: "10.0.0.2" } } }, found: ["address-conflict error harbour: address 10.0.0.2"] },
  { name: "an nspawn address that is the host's", old: {}, new: { nspawn: { a: { ...ADDRESSES, localAddress: "10.0.0.1" } } }, found: ["address-conflict error harbour: address 10.0.0.1"] },
  {
    name: "a Traefik router with two rules",
    old: { containers: { a: { image: "a:1", labels: { "traefik.http.routers.web.rule": "Host(`a.example`)" } } } },
    new: {
      containers: {
        a: { image: "a:1", labels: { "traefik.http.routers.web.rule": "Host(`a.example`)" } },
        b: { image: "b:1", labels: { "traefik.http.routers.Web.rule": "Host(`b.example`)" } },
        c: { image: "c:1", labels: { "traefik.http.routers.web.rule": "Host(`a.example`)" } },
      },
    },
    found: ["unit-surprise warning harbour: Traefik http.routers.web"],
  },
  {
    name: "a requirement on a container that is gone",
    old: { containers: { db: { image: "redis:7" } }, units: { "app.service": unit({ text: "[Unit]\nRequires=docker-db.service\n[Service]\nExecStart=/bin/app\n" }) } },
    new: { units: { "app.service": unit({ text: "[Unit]\nRequires=docker-db.service\n[Service]\nExecStart=/bin/app\n" }) } },
    found: ["unit-left-stopped warning harbour: app.service", "dependency-missing error harbour: app.service"],
  },
  {
    name: "an nspawn container without autoStart",
    old: { nspawn: { scratch: { autoStart: false } }, units: { "container@scratch.service": unit({ text: "[Service]\nExecStart=/bin/a\n", wantedBy: [] }) } },
    new: { nspawn: { scratch: { autoStart: false } }, units: { "container@scratch.service": unit({ text: "[Service]\nExecStart=/bin/b\n", wantedBy: [] }) } },
    found: ["unit-not-restarted warning harbour: container@scratch.service"],
  },
  {
    name: "a unit that is told not to restart",
    old: { units: { "a.service": unit({ text: "[Service]\nX-RestartIfChanged=false\nExecStart=/bin/a\n" }) } },
    new: { units: { "a.service": unit({ text: "[Service]\nX-RestartIfChanged=false\nExecStart=/bin/b\n" }) } },
    found: ["unit-not-restarted info harbour: a.service"],
  },
  {
    name: "a unit file that the program cannot read",
    old: { units: { "a.service": unit() } },
    new: { units: { "a.service": unit({ text: "[Service]\nEnvironment='A=1\n" }) } },
    found: ["switch-aborts error harbour: a.service"],
  },
  {
    name: "a reload without a command",
    old: { units: { "a.service": unit({ text: "[Unit]\nX-Reload-Triggers=one\n[Service]\nExecStart=/bin/a\n" }) } },
    new: { units: { "a.service": unit({ text: "[Unit]\nX-Reload-Triggers=two\n[Service]\nExecStart=/bin/a\n" }) } },
    found: ["unit-surprise info harbour: a.service"],
  },
  {
    name: "a daemon that restarts under its containers",
    old: { containers: { a: { image: "a:1" } }, units: { "docker.service": unit({ text: "[Service]\nExecStart=/bin/dockerd 1\n" }) } },
    new: { containers: { a: { image: "a:1" } }, units: { "docker.service": unit({ text: "[Service]\nExecStart=/bin/dockerd 2\n" }) } },
    found: ["unit-surprise warning harbour: docker.service"],
  },
  { name: "another storage driver", old: { docker: { storageDriver: "overlay2" } }, new: { docker: { storageDriver: "btrfs" } }, found: ["unit-surprise warning harbour: virtualisation.docker.storageDriver"] },
  { name: "another data-root, also of rootless Docker", old: { docker: { daemonSettings: {}, rootless: { enable: true, daemonSettings: {} } } }, new: { docker: { daemonSettings: { "data-root": "/tank/docker" }, rootless: { enable: true, daemonSettings: { "data-root": "/tank/rootless" } } } }, found: ["unit-surprise warning harbour: virtualisation.docker.daemon.settings.data-root", "unit-surprise warning harbour: virtualisation.docker.rootless.daemon.settings.data-root"] },
  { name: "rootless Docker in place of root's", old: { docker: { rootless: { enable: false } } }, new: { docker: { rootless: { enable: true } } }, found: ["unit-surprise warning harbour: virtualisation.docker.rootless.enable"] },
  { name: "another storage of Podman", old: { podman: { storage: { storage: { driver: "overlay", graphroot: "/var/lib/containers/storage" } } } }, new: { podman: { storage: { storage: { driver: "overlay", graphroot: "/tank/containers" } } } }, found: ["unit-surprise warning harbour: virtualisation.containers.storage.settings.storage.graphroot"] },
  { name: "Podman that was not there before", old: { podman: { storage: {} } }, new: { podman: { storage: { storage: { driver: "overlay", graphroot: "/var/lib/containers/storage" } } } }, found: [] },
  { name: "another engine, and a named volume", old: { containers: { db: { image: "redis:7", volumes: ["data:/data", "/srv/redis:/more"] } } }, new: { backend: "podman", containers: { db: { image: "redis:7", volumes: ["data:/data", "/srv/redis:/more"] } } }, found: ["unit-surprise warning harbour: engine docker → podman"] },
  { name: "another engine, and paths alone", old: { containers: { db: { image: "redis:7", volumes: ["/srv/redis:/data"] } } }, new: { backend: "podman", containers: { db: { image: "redis:7", volumes: ["/srv/redis:/data"] } } }, found: [] },
  { name: "a quadlet that becomes a user's", old: { etc: { "containers/systemd/db.container": "[Container]\nImage=redis:7\nVolume=data:/data\n" } }, new: { etc: { "containers/systemd/users/1000/db.container": "[Container]\nImage=redis:7\nVolume=data:/data\n" } }, found: ["unit-surprise info harbour: container systemd-db", "unit-surprise warning harbour: container systemd-db", "unit-surprise warning harbour: engine podman → podman of 1000"] },
  { name: "another user of Podman", old: { backend: "podman", containers: { db: { image: "redis:7", volumes: ["data:/data"], podman: { user: "root" } } } }, new: { backend: "podman", containers: { db: { image: "redis:7", volumes: ["data:/data"], podman: { user: "ada" } } } }, found: ["volumes-in-use info harbour: volumes", "unit-surprise warning harbour: engine podman → podman of ada"] },
  { name: "a cache without volumes that moves a major version", old: { containers: { cache: { image: "redis:7.4" } } }, new: { containers: { cache: { image: "redis:8.0" } } }, found: [] },
  { name: "Redis with its data", old: { containers: { cache: { image: "redis:7.4", volumes: ["r:/data"] } } }, new: { containers: { cache: { image: "redis:8.0", volumes: ["r:/data"] } } }, found: ["database-major warning harbour: container cache"] },
  { name: "Meilisearch moves a minor version", old: { containers: { search: { image: "getmeili/meilisearch:v1.12.3", volumes: ["m:/meili_data"] } } }, new: { containers: { search: { image: "getmeili/meilisearch:v1.13.0", volumes: ["m:/meili_data"] } } }, found: ["database-major warning harbour: container search"] },
  { name: "a moving tag that every start pulls, and a start", old: { containers: { tv: { image: LATEST, pull: "newer" } } }, new: { containers: { tv: { image: LATEST, pull: "newer", user: "1" } } }, found: ["moving-tag info harbour: container tv"] },
  { name: "a moving tag that every start pulls, and none", old: { containers: { tv: { image: LATEST, pull: "always" } } }, new: { containers: { tv: { image: LATEST, pull: "always" }, other: { image: "a:1" } } }, found: [] },
  { name: "containers that restart with their volumes", old: { containers: { a: { image: "a:1", volumes: ["/srv/a:/data"] } } }, new: { containers: { a: { image: "a:1", volumes: ["/srv/a:/data"], user: "1" } } }, found: ["volumes-in-use info harbour: volumes"] },
  { name: "a slice that loses its file", old: { units: { "apps.slice": { text: "[Slice]\nMemoryMax=1G\n" }, "app.service": unit({ text: "[Service]\nSlice=apps.slice\nExecStart=/bin/app\n" }) } }, new: { units: { "app.service": unit({ text: "[Service]\nSlice=apps.slice\nExecStart=/bin/app\n" }) } }, found: [] },
  { name: "a requirement on a container that never was", old: { units: { "app.service": unit() } }, new: { units: { "app.service": unit({ text: "[Unit]\nRequires=docker-dbb.service podman-restart.service nginx.service\n[Service]\nExecStart=/bin/app\n" }) } }, found: ["dependency-missing error harbour: app.service"] },
  {
    name: "a condition that only the host can judge",
    old: { units: { "a.service": unit({ text: "[Unit]\nConditionUser=!root\n[Service]\nExecStart=/bin/a\n" }) } },
    new: { units: { "a.service": unit({ text: "[Unit]\nConditionUser=!root\nConditionPathExists=/srv/key\n[Service]\nExecStart=/bin/a\n" }) } },
    found: ["unit-surprise info harbour: a.service"],
  },
  {
    name: "a condition that was there before",
    old: { units: { "a.service": unit({ text: "[Unit]\nConditionPathExists=/srv/key\n[Service]\nExecStart=/bin/a 1\n" }) } },
    new: { units: { "a.service": unit({ text: "[Unit]\nConditionPathExists=/srv/key\n[Service]\nExecStart=/bin/a 2\n" }) } },
    found: [],
  },
  { name: "a requirement that was missing before", old: { units: { "app.service": unit({ text: "[Unit]\nRequires=docker-dbb.service\n[Service]\nExecStart=/bin/app 1\n" }) } }, new: { units: { "app.service": unit({ text: "[Unit]\nRequires=docker-dbb.service\n[Service]\nExecStart=/bin/app 2\n" }) } }, found: [] },
];

describe("findings of a switch", () => {
  for (const { name, old, new: fresh, found } of CASES) {
    it(name, () => assert.deepEqual(findings(old, fresh).map(({ code, severity, subject }) => `${code} ${severity} ${subject}`), found));
  }

  it("name the volumes and the dump that a database's move needs", () => {
    const at = (image: string): HostParts => ({ containers: { db: { image, volumes: DATA } } });
    const [finding] = findings(at("postgres:15"), at("postgres:16"));
    assert.match(finding?.message ?? "", /PostgreSQL 15 → 16 in container db with data in pgdata:/);
    assert.match(finding?.hint ?? "", /`docker exec db pg_dumpall -U postgres > db\.dump`/);
  });

  it("fill the backup command in for each volume", () => {
    const at = (image: string): HostParts => ({ containers: { db: { image, volumes: [...DATA, "/srv/my files:/import"] } } });
    const pair = { name: "harbour", base: host(at("postgres:15")), head: host(at("postgres:16")), status: "evaluated" } as const;
    const [finding] = planHosts([pair], { backup: { command: "restic backup --host {host} --tag {container} {volume} {other}" } }).findings;
    assert.equal(
      finding?.hint,
      "Before the switch run `docker exec db pg_dumpall -U postgres > db.dump`, and run `restic backup --host harbour --tag db pgdata {other}`, " +
        "`restic backup --host harbour --tag db '/srv/my files' {other}`.",
    );
  });

  const PATHS: readonly (readonly [what: string, parts: HostParts, path: string])[] = [
    ["Docker", {}, "/var/lib/docker/volumes/pgdata/_data"],
    ["Docker elsewhere", { docker: { daemonSettings: { "data-root": "/data/docker" } } }, "/data/docker/volumes/pgdata/_data"],
    ["Docker elsewhere by an option", { docker: { extraOptions: "--live-restore --data-root=/data/docker" } }, "/data/docker/volumes/pgdata/_data"],
    ["Docker with user namespaces, whose folder is not known", { docker: { daemonSettings: { "userns-remap": "default" } } }, "{path}"],
    ["Podman", { backend: "podman" }, "/var/lib/containers/storage/volumes/pgdata/_data"],
    ["Podman elsewhere", { backend: "podman", podman: { storage: { storage: { graphroot: "/data/podman" } } } }, "/data/podman/volumes/pgdata/_data"],
    ["Podman with a folder of volumes", { backend: "podman", podman: { containersConf: { engine: { volume_path: "/data/volumes" } } } }, "/data/volumes/pgdata/_data"],
  ];
  for (const [what, parts, path] of PATHS) {
    it(`fill in the path of a named volume of ${what}`, () => {
      const at = (image: string): HostParts => ({ ...parts, containers: { a: { image, volumes: DATA } } });
      const [finding] = planHosts([{ name: "harbour", base: host(at("a:1")), head: host(at("a:2")), status: "evaluated" }], { backup: { command: "btrfs subvolume snapshot -r {path}" } }).findings;
      assert.equal(finding?.hint, `Before the switch run \`btrfs subvolume snapshot -r ${path}\` if the new version may convert its data.`);
    });
  }

  it("leave the path of another user's volume open, and name what is bound by its path", () => {
    const at = (image: string): HostParts => ({ backend: "podman", containers: { a: { image, volumes: [...DATA, "/srv/a:/more"], podman: { user: "ilse" } } } });
    const [finding] = planHosts([{ name: "harbour", base: host(at("a:1")), head: host(at("a:2")), status: "evaluated" }], { backup: { command: "save {path}" } }).findings;
    assert.match(finding?.hint ?? "", /run `save \{path\}`, `save \/srv\/a` if/);
  });

  it("name the backup command where only volumes are at stake", () => {
    const at = (image: string): HostParts => ({ containers: { a: { image, volumes: ["/srv/a:/data", "/srv/b:/more"] } } });
    const pair = { name: "harbour", base: host(at("a:1")), head: host(at("a:2")), status: "evaluated" } as const;
    const [finding] = planHosts([pair], { backup: { command: "zfs snapshot tank/{container}@before" } }).findings;
    assert.equal(finding?.hint, "Before the switch run `zfs snapshot tank/a@before` if the new version may convert its data.");
  });

  it("name every volume of the containers that restart, and the command for each", () => {
    const at = (level: string): HostParts => ({ containers: { a: { image: "a:1", volumes: ["/srv/a:/data"], user: level }, b: { image: "b:1", volumes: ["/srv/b:/data"], dependsOn: ["a"] } } });
    const pair = { name: "harbour", base: host(at("1")), head: host(at("2")), status: "evaluated" } as const;
    const [finding] = planHosts([pair], { backup: { command: "restic backup {volume}" } }).findings;
    assert.equal(finding?.message, "Containers restart with the image that they have, and write to: a (/srv/a), b (/srv/b).");
    assert.equal(finding.hint, "Run `restic backup /srv/a`, `restic backup /srv/b` before the switch, if you want a backup of the time before it.");
  });

  it("say what keeps a unit down", () => {
    const app = unit({ text: "[Unit]\nRequires=docker-db.service\n[Service]\nExecStart=/bin/app\n", wantedBy: [] });
    const wanted = { ...app, wantedBy: ["multi-user.target"] };
    const [finding] = findings({ containers: { db: { image: "redis:7" } }, units: { "app.service": wanted } }, { containers: { db: { image: "redis:8" } }, units: { "app.service": app } });
    assert.match(finding?.message ?? "", /stops app\.service and leaves it so: docker-db\.service goes down .* nothing that the switch starts wants it\.$/);
  });
});

describe("hosts", () => {
  it("that are new, gone or broken have no switch", () => {
    const state = host({ containers: { a: { image: "a:1" } } });
    const plans = planHosts([
      { name: "new", head: state, status: "added" },
      { name: "gone", base: state, status: "removed" },
      { name: "broken", base: state, status: "failed" },
      { name: "mended", head: state, status: "added", isBaseUnknown: true },
    ]).value;
    assert.deepEqual(plans.map(({ name, status, containers }) => [name, status, containers.map(({ change }) => change)]), [
      ["new", "added", ["added"]],
      ["gone", "removed", ["removed"]],
      ["broken", "failed", []],
      ["mended", "added", ["added"]],
    ]);
    assert.deepEqual(plans.map(({ isBaseUnknown }) => isBaseUnknown), [undefined, undefined, undefined, true]);
    assert.ok(plans.every((plan) => plan.switch === undefined));
  });

  it("that do not change have an empty plan", () => {
    const state = host({ containers: { a: { image: "a:1" }, b: { image: "b:1", dependsOn: ["a"] } }, units: { "once.service": unit({ text: "[Service]\nType=oneshot\nExecStart=/bin/true\n" }), "keys.target": unit({ text: "[Unit]\nX-StopOnReconfiguration=true\n" }), "keys.service": unit({ text: "[Unit]\nPartOf=keys.target\n[Service]\nExecStart=/bin/keys\n" }) } });
    const [plan] = planHosts([{ name: "same", base: state, head: state, status: "evaluated" }]).value;
    assert.equal(plan?.status, "unchanged");
    assert.deepEqual(plan.switch?.units, []);
  });
});
