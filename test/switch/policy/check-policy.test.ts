import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProjects } from "../../../src/compose/index.ts";
import { Config } from "../../../src/config/index.ts";
import type { Finding } from "../../../src/errors.ts";
import type { HostPair, HostState } from "../../../src/evaluate/index.ts";
import { checkPolicy } from "../../../src/switch/index.ts";
import { projectSource } from "../../compose/project-source.ts";
import { fakeTree } from "../../fakes/source-tree.ts";
import { type ContainerParts, host, type HostParts, unit } from "../host-builder.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const ALL = { "pinned": "warning", "registries": "error", "allowed-registries": ["ghcr.io", "docker.io/library/*"], "privileged": "error", "host-network": "warning", "engine-socket": "error", "published-to-all": "info" } as const;

function tell({ severity, code, subject, message }: Finding): string {
  return code === "policy-before" ? `before ${subject}: ${message}` : `${severity} ${code} ${subject}`;
}

function check({ old, head, policy = ALL }: { readonly old?: HostParts; readonly head: HostParts; readonly policy?: unknown }): readonly Finding[] {
  const pair: HostPair = { name: "falcon", ...(old === undefined ? {} : { base: host(old) }), head: host(head), status: old === undefined ? "added" : "evaluated" };
  return checkPolicy({ hosts: [pair], projects: [], config: Config.parse({ policy }) });
}

const web = (parts: Partial<ContainerParts> = {}): HostParts => ({ containers: { web: { image: `docker.io/library/nginx:1.27@${DIGEST}`, ...parts } } });

type Row = readonly [what: string, parts: HostParts, ...codes: readonly string[]];

const rows: readonly Row[] = [
  ["a pinned image from an allowed registry", web()],
  ["no digest", web({ image: "nginx:1.27" }), "policy-unpinned"],
  ["another registry", web({ image: `quay.io/harbour/web:1@${DIGEST}` }), "policy-registry"],
  ["another image of a registry of which some are allowed", web({ image: `docker.io/harbour/web:1@${DIGEST}` }), "policy-registry"],
  ["an allowed registry as a whole", web({ image: `ghcr.io/harbour/web/deep:1@${DIGEST}` })],
  ["an image that the engine built", web({ image: "localhost/web" })],
  ["an image that Nix makes", web({ image: "web:1", imageFile: "/nix/store/x-web.tar.gz" })],
  ["--privileged", web({ extraOptions: ["--privileged"] }), "policy-privileged"],
  ["--privileged=true", web({ extraOptions: ["--privileged=true"] }), "policy-privileged"],
  ["--privileged=false", web({ extraOptions: ["--privileged=false"] })],
  ["the option privileged", web({ privileged: true }), "policy-privileged"],
  ["--network=host", web({ extraOptions: ["--network=host"] }), "policy-host-network"],
  ["--net host", web({ extraOptions: ["--net", "host"] }), "policy-host-network"],
  ["networks = [ host ]", web({ networks: ["host"] }), "policy-host-network"],
  ["another network", web({ extraOptions: ["--network=hosted"] })],
  ["Docker's socket", web({ volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"] }), "policy-engine-socket"],
  ["-v of the socket", web({ extraOptions: ["-v", "/run/docker.sock:/s"] }), "policy-engine-socket"],
  ["-v in one word", web({ extraOptions: ["-v/run/docker.sock:/s"] }), "policy-engine-socket"],
  ["--volume=", web({ extraOptions: ["--volume=/var/run/docker.sock:/s"] }), "policy-engine-socket"],
  ["--mount", web({ extraOptions: ["--mount=type=bind,source=/run/podman/podman.sock,target=/s"] }), "policy-engine-socket"],
  ["a user's socket", web({ volumes: ["/run/user/1000/podman/podman.sock:/s"] }), "policy-engine-socket"],
  ["a folder that holds the socket", web({ volumes: ["/var/run/:/host"] }), "policy-engine-socket"],
  ["the whole host", web({ volumes: ["/:/host:ro"] }), "policy-engine-socket"],
  ["another socket", web({ volumes: ["/run/mysqld/mysqld.sock:/s"] })],
  ["a port on every address", web({ ports: ["8080:80"] }), "policy-published"],
  ["a port on 0.0.0.0", web({ ports: ["0.0.0.0:8080:80/udp"] }), "policy-published"],
  ["a port on [::]", web({ ports: ["[::]:8080:80"] }), "policy-published"],
  ["a port on one address", web({ ports: ["127.0.0.1:8080:80", "192.168.1.2:81:80"] })],
  ["-P", web({ extraOptions: ["-P"] }), "policy-published"],
  ["ports in the host's network are not published", web({ ports: ["8080:80"], networks: ["host"] }), "policy-host-network"],
  ["a quadlet", { etc: { "containers/systemd/web.container": `[Container]\nImage=ghcr.io/h/web:1@${DIGEST}\nNetwork=host\nPodmanArgs=--privileged\nVolume=/run/podman/podman.sock:/s\n` } }, "policy-privileged", "policy-host-network", "policy-engine-socket"],
  ["a script", { units: { "job.service": unit({ text: `[Service]\nExecStart=docker run --privileged --network host -v /var/run/docker.sock:/s -p 80:80 ghcr.io/h/job:1@${DIGEST}\n` }) } }, "policy-privileged", "policy-host-network", "policy-engine-socket"],
  ["an nspawn container", { nspawn: { cellar: { privateNetwork: true, bindMounts: { "/run/docker.sock": {} }, additionalCapabilities: ["all"], forwardPorts: [{ hostPort: 80, protocol: "tcp" }] } } }, "policy-privileged", "policy-engine-socket", "policy-published"],
];

describe("checkPolicy", () => {
  for (const [what, head, ...codes] of rows) {
    it(`${what}: ${codes.length === 0 ? "allowed" : codes.join(", ")}`, () => {
      assert.deepEqual(check({ head }).map(({ code }) => code).toSorted(), codes.toSorted());
    });
  }

  it("tells what is new, and counts what was there before", () => {
    const old = { containers: { db: { image: "postgres:16", extraOptions: ["--privileged"] }, web: { image: "nginx:1", ports: ["80:80"] } } };
    const head = { containers: { ...old.containers, web: { image: "nginx:2", ports: ["80:80", "443:443"] }, proxy: { image: "traefik:3" } } };
    assert.deepEqual(check({ old, head }).map(tell), [
      "warning policy-unpinned falcon: container proxy",
      "info policy-published falcon: container web",
      "before falcon: policy: 2 containers broke the policy before: pinned: db, web; privileged: db; published-to-all: web.",
    ]);
  });

  it("takes a container that moves to another engine for the same", () => {
    const containers = { web: { image: "nginx:1", extraOptions: ["--privileged"] } };
    assert.deepEqual(check({ old: { containers, backend: "docker" }, head: { containers, backend: "podman" } }).map(({ code }) => code), ["policy-before"]);
  });

  it("says nothing of what is gone", () => {
    assert.deepEqual(check({ old: web({ extraOptions: ["--privileged"] }), head: web() }), []);
  });

  it("leaves out rules that are off and names that are exempt", () => {
    const head = { containers: { "runner-1": { image: "docker.io/h/runner", extraOptions: ["--privileged"] }, "web": { image: "nginx", extraOptions: ["--privileged", "--network=host"] } } };
    const policy = { ...ALL, "privileged": "off", "pinned": "off", "exempt": ["runner-*"] };
    assert.deepEqual(check({ head, policy }).map(tell), ["warning policy-host-network falcon: container web"]);
  });

  it("by default warns of privileges and sockets, and is silent about pins", () => {
    const head = web({ image: "nginx", extraOptions: ["--privileged"], volumes: ["/var/run/docker.sock:/s"], ports: ["80:80"] });
    assert.deepEqual(check({ head, policy: {} }).map(tell), [
      "warning policy-privileged falcon: container web",
      "warning policy-engine-socket falcon: container web",
      "info policy-published falcon: container web",
    ]);
  });

  it("tells what the firewall has to do with it", () => {
    const [docker] = check({ head: web({ ports: ["8080:80"] }) });
    assert.equal(docker?.message, "Container web publishes 8080/tcp to every address of the host; the engine opens them past the host's firewall.");
  });

  it("bounds what a host may say", () => {
    const containers = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`c${index}`, { image: "nginx", extraOptions: ["--privileged"] }]));
    const found = check({ head: { containers } });
    assert.equal(found.length, 201);
    assert.equal(found.at(-1)?.message, "400 more breaches of the policy are not told one by one.");
    assert.ok(found.slice(0, 200).every(({ severity }) => severity === "error"));
  });
});

const COMPOSE = `services:
  web:
    image: quay.io/harbour/web:1
    privileged: true
    ports: ["8080:80", "127.0.0.1:81:81"]
    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
  agent:
    image: ghcr.io/harbour/agent@${DIGEST}
    network_mode: host
  own:
    build: .
`;

describe("checkPolicy of Compose projects", () => {
  async function checkProject(texts: { readonly base?: string; readonly head: string }, hosts: readonly HostPair[] = []): Promise<readonly string[]> {
    const [base, head] = [fakeTree(texts.base === undefined ? {} : { "compose.yml": texts.base }), fakeTree({ "compose.yml": texts.head })];
    const source = { ...projectSource(), output: "web.nix", existsIn: { base: texts.base !== undefined, head: true } };
    const projects = await readProjects({ sources: [source], base, head });
    return checkPolicy({ hosts, projects: projects.value, config: Config.parse({ policy: ALL }) }).map(tell);
  }
  const all = [
    "error policy-registry shop: container web",
    "error policy-privileged shop: container web",
    "error policy-engine-socket shop: container web",
    "warning policy-host-network shop: container agent",
    "warning policy-unpinned shop: container web",
    "info policy-published shop: container web",
  ];

  it("holds services of a project that no host runs to the same rules", async () => {
    assert.deepEqual((await checkProject({ head: COMPOSE })).toSorted(), all.toSorted());
  });

  it("counts what the base's file has as well", async () => {
    const told = await checkProject({ base: COMPOSE.replace("privileged: true", "privileged: false"), head: COMPOSE });
    assert.deepEqual(told.map((text) => text.split(":")[0]), ["error policy-privileged shop", "before shop"]);
  });

  it("leaves a project to the host that runs its module", async () => {
    const running: HostState = { ...host(web()), definedIn: { oci: { web: ["web.nix"] }, nspawn: {} } };
    assert.deepEqual(await checkProject({ head: COMPOSE }, [{ name: "falcon", base: running, head: running, status: "evaluated" }]), []);
  });
});
