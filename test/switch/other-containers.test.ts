// Hosts whose containers are not declared by oci-containers -> their plans: which unit, which cause, what is said.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HostState } from "../../src/evaluate/index.ts";
import { planHosts } from "../../src/switch/index.ts";

const state = (parts: Record<string, unknown>): HostState => HostState.parse({ host: "harbour", system: "x86_64-linux", ...parts });
const plan = (base: Record<string, unknown>, head: Record<string, unknown>): ReturnType<typeof planHosts> =>
  planHosts([{ name: "harbour", base: state(base), head: state(head), status: "evaluated" }]);
const told = (found: ReturnType<typeof planHosts>): readonly string[] => found.findings.map(({ code, severity, subject }) => `${code} ${severity} ${subject}`);

const quadlet = (image: string, more = ""): string => `[Container]\nContainerName=web\nImage=${image}\n${more}\n[Install]\nWantedBy=multi-user.target\n`;
const FILE = "containers/systemd/web.container";

/** As quadlet-nix declares it: the file, and a unit that holds its hash. */
function watched(image: string, more = ""): Record<string, unknown> {
  const text = quadlet(image, more);
  const unit = { text: `[Unit]\nX-QuadletNixConfigHash=${Buffer.from(text).toString("hex")}\n`, overrideStrategy: "asDropin", wantedBy: ["multi-user.target"], files: { [`/etc/${FILE}`]: text } };
  return { etc: { [FILE]: text }, units: { "web.service": unit }, definedIn: { oci: {}, nspawn: {}, quadlet: { web: ["web.nix"] } } };
}

describe("a quadlet", () => {
  it("that quadlet-nix declares is restarted, and its options are the causes", () => {
    const found = plan(watched("nginx:1.26"), watched("nginx:1.27", "PublishPort=80:80\nReadOnly=true"));
    const [action] = found.value[0]?.switch?.units ?? [];
    assert.deepEqual([action?.unit, action?.action, action?.container], ["web.service", "restart", "web"]);
    assert.deepEqual(action?.causes.map(({ text, place }) => [text, place?.file]), [["image 1.26 → 1.27", "web.nix"], ["port added: 80:80", "web.nix"], ["web.container added: ReadOnly=true", undefined]]);
    assert.match(action.diff, /^-Image=nginx:1\.26$/m);
    assert.deepEqual(told(found), []);
  });

  it("that is only a file is not restarted, which is said with the command that does it", () => {
    const found = plan({ etc: { [FILE]: quadlet("nginx:1.26") } }, { etc: { [FILE]: quadlet("nginx:1.27") } });
    assert.deepEqual(found.value[0]?.switch?.units, []);
    assert.deepEqual(found.value[0].containers, [{ name: "web", kind: "quadlet", change: "changed", unit: "web.service", image: { old: "nginx:1.26", new: "nginx:1.27" }, volumes: [] }]);
    assert.deepEqual(told(found), ["unit-not-restarted warning harbour: container web"]);
    assert.match(found.findings[0]?.hint ?? "", /^Run `systemctl restart web\.service`/);
  });

  it("that is gone runs on, and of one that is new it is said whether the switch starts it", () => {
    const [without, withIt] = [{ etc: {} }, { etc: { [FILE]: quadlet("nginx:1.27") } }];
    assert.deepEqual(told(plan(withIt, without)), ["unit-surprise warning harbour: container web"]);
    const manual = { etc: { [FILE]: quadlet("nginx:1.27").replace(/\[Install\][^]*/, "") } };
    const words = [withIt, manual].map((head) => plan(without, head).findings.map(({ code, severity, message, hint }) => [code, severity, message.replace(/^.*, which /, ""), hint]));
    assert.deepEqual(words, [
      [["unit-surprise", "info", "the switch starts with the target that wants it.", ""]],
      [["unit-surprise", "info", "the switch does not start.", "Run `systemctl start web.service` after the switch."]],
    ]);
  });

  it("of a user is restarted by that user", () => {
    const at = (image: string): Record<string, unknown> => ({ etc: { "containers/systemd/users/1000/web.container": quadlet(image) }, userNames: { 1000: "ada" } });
    const found = plan(at("nginx:1.26"), at("nginx:1.27"));
    assert.match(found.findings[0]?.hint ?? "", /^Run `systemctl --user --machine=ada@ restart web\.service`/);
    assert.deepEqual(found.value[0]?.containers.map(({ scope, owner }) => [scope, owner]), [["user", "ada"]]);
  });

  it("in a home is left to home-manager where that has a unit for it", () => {
    const at = (image: string, units: object): Record<string, unknown> => ({ homes: { ada: { files: { [`.config/${FILE}`]: quadlet(image) }, units } } });
    const stub = { "web.service": { text: "[Unit]\nX-QuadletNixConfigHash=1\n" } };
    assert.deepEqual(told(plan(at("nginx:1", {}), at("nginx:2", {}))), ["unit-not-restarted warning harbour: container web"]);
    assert.deepEqual(told(plan(at("nginx:1", stub), at("nginx:2", stub))), []);
  });

  it("takes part in what is said about ports, databases and tags", () => {
    const base = { etc: { [FILE]: quadlet("postgres:15", "PublishPort=5432:5432\nVolume=pg:/var/lib/postgresql/data") } };
    const head = { etc: { [FILE]: quadlet("postgres:16", "PublishPort=5432:5432\nVolume=pg:/var/lib/postgresql/data") }, ociContainers: { other: { image: "galley/db:latest", ports: ["5432:5432"] } } };
    const found = plan(base, head);
    assert.deepEqual(told(found), [
      "unit-not-restarted warning harbour: container web",
      "port-conflict error harbour: port 5432/tcp",
      "moving-tag info harbour: container other",
      "database-major warning harbour: container web",
    ]);
    assert.match(found.findings.at(-1)?.hint ?? "", /`podman exec web pg_dumpall/);
  });
});

describe("a unit with several containers", () => {
  const project = (image: string): Record<string, unknown> => ({
    arionProjects: { shop: { services: { db: { image }, web: { image: "nginx:1" } } } },
    units: { "arion-shop.service": { text: `[Service]\nEnvironment="ARION_PREBUILT=/nix/store/${"a".repeat(31)}${image.at(-1) ?? ""}-docker-compose.yaml"\nExecStart=/bin/arion up\n`, wantedBy: ["multi-user.target"] } },
  });

  it("is one action whose causes name the container", () => {
    const [host] = plan(project("postgres:15"), project("postgres:16")).value;
    assert.deepEqual(host?.containers.map(({ name, kind, unit }) => [name, kind, unit]), [["shop-db-1", "arion", "arion-shop.service"]]);
    const [action] = host.switch?.units ?? [];
    assert.deepEqual([action?.action, action?.causes.map(({ text }) => text)], ["restart", ["shop-db-1: image 15 → 16"]]);
  });
});

describe("a container of a script", () => {
  const script = (image: string): Record<string, unknown> => ({
    units: { "web.service": { text: "[Service]\nExecStart=/nix/store/x-start\n", wantedBy: ["multi-user.target"], files: { "/nix/store/x-start": `#!/bin/sh\ndocker run --name web -v web:/data ${image}\n` } } },
  });

  it("is listed with its unit and image", () => {
    const [host] = plan(script("nginx:1"), script("nginx:2")).value;
    assert.deepEqual(host?.containers, [{ name: "web", kind: "script", change: "changed", unit: "web.service", image: { old: "nginx:1", new: "nginx:2" }, volumes: ["web"] }]);
  });
});

describe("a container inside nspawn", () => {
  const box = (image: string): Record<string, unknown> => ({
    nspawnContainers: { box: { privateNetwork: true } }, nspawnUnits: { box: {} }, nspawnOci: { box: { backend: "podman", containers: { db: { image, volumes: ["pg:/var/lib/postgresql/data"], ports: ["80:80"] } } } },
    ociContainers: { web: { image: "nginx:1", ports: ["80:80"] } },
  });

  it("is listed with its owner, dumped inside it, and takes no port of the host", () => {
    const found = plan(box("postgres:15"), box("postgres:16"));
    assert.deepEqual(found.value[0]?.containers.map(({ name, scope, owner }) => [name, scope, owner]), [["db", "nested", "box"]]);
    assert.deepEqual(told(found), ["database-major warning harbour: container db"]);
    assert.match(found.findings[0]?.hint ?? "", /`podman exec db pg_dumpall [^`]+` inside the container box/);
  });
});

describe("a secret", () => {
  const secrets = { "sops.secrets.web": "/run/secrets/web", "sops.secrets.db/password": "/run/secrets/db/password", "age.secrets.key": "/run/agenix/key" };
  const ROWS: readonly [what: string, container: Record<string, unknown>, isTold: boolean][] = [
    ["that is declared", { environmentFiles: ["/run/secrets/web"] }, false],
    ["that is not declared", { environmentFiles: ["/run/secrets/wbe"] }, true],
    ["in a folder of secrets", { volumes: ["/run/secrets/db:/run/db:ro"] }, false],
    ["mounted from agenix that is not declared", { volumes: ["/run/agenix/kye:/key:ro"] }, true],
    ["in a folder that no module fills", { environmentFiles: ["/srv/web.env"] }, false],
    ["the folder of all", { volumes: ["/run/secrets:/run/secrets:ro"] }, false],
  ];
  for (const [what, container, isTold] of ROWS) {
    it(`${what} is ${isTold ? "told" : "no news"}`, () => {
      const head = { secrets, ociContainers: { web: { image: "nginx:1", ...container } } };
      assert.deepEqual(told(plan({ secrets }, head)), isTold ? ["secret-missing warning harbour: container web"] : []);
      assert.deepEqual(told(plan(head, head)), []);
    });
  }

  it("is not missed on a host without sops-nix and agenix", () => {
    assert.deepEqual(told(plan({}, { ociContainers: { web: { image: "nginx:1", environmentFiles: ["/run/secrets/web"] } } })), []);
  });
});
