// Host states -> every container and image that they run: one row for each mechanism.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HostState, liveContainers, liveImages } from "../../src/evaluate/index.ts";

const state = (parts: Record<string, unknown>): HostState => HostState.parse({ host: "falcon", system: "x86_64-linux", ...parts });
const quadlet = (image: string): string => `[Container]\nImage=${image}\nContainerName=web\n`;

/** Image, kind, scope, owner, container and unit of the only image; and the files that define it. */
type Row = readonly [what: string, parts: Record<string, unknown>, expected: readonly (string | undefined)[], files?: readonly string[]];

const ROWS: readonly Row[] = [
  ["an oci-container", { ociBackend: "docker", ociContainers: { web: { image: "nginx:1" } }, definedIn: { oci: { web: ["web.nix"] }, nspawn: {} } }, ["nginx:1", "oci", "system", undefined, "web", "docker-web.service"], ["web.nix"]],
  ["an oci-container with its own unit", { ociContainers: { web: { image: "nginx:1", serviceName: "www" } } }, ["nginx:1", "oci", "system", undefined, "web", "www.service"]],
  ["a quadlet", { etc: { "containers/systemd/web.container": quadlet("nginx:1") }, definedIn: { oci: {}, nspawn: {}, etc: { "containers/systemd/web.container": ["web.nix"] } } }, ["nginx:1", "quadlet", "system", undefined, "web", "web.service"], ["web.nix"]],
  ["a quadlet in a folder", { etc: { "containers/systemd/web.container": quadlet("nginx:1") }, definedIn: { oci: {}, nspawn: {}, etc: { "containers/systemd": ["all.nix"] } } }, ["nginx:1", "quadlet", "system", undefined, "web", "web.service"], ["all.nix"]],
  ["a quadlet of quadlet-nix", { etc: { "containers/systemd/web.container": quadlet("nginx:1") }, definedIn: { oci: {}, nspawn: {}, quadlet: { web: ["opt.nix"] } } }, ["nginx:1", "quadlet", "system", undefined, "web", "web.service"], ["opt.nix"]],
  ["a quadlet of every user", { etc: { "containers/systemd/users/web.container": quadlet("nginx:1") } }, ["nginx:1", "quadlet", "user", undefined, "web", "web.service"]],
  ["a quadlet of one user", { etc: { "containers/systemd/users/1000/web.container": quadlet("nginx:1") }, userNames: { 1000: "ada" } }, ["nginx:1", "quadlet", "user", "ada", "web", "web.service"]],
  ["a quadlet of a user without a name", { etc: { "containers/systemd/users/1001/web.container": quadlet("nginx:1") } }, ["nginx:1", "quadlet", "user", "1001", "web", "web.service"]],
  ["an Arion project", { arionProjects: { shop: { services: { db: { image: "postgres:16" } } } }, definedIn: { oci: {}, nspawn: {}, arion: { shop: ["shop.nix"] } } }, ["postgres:16", "arion", "system", undefined, "shop-db-1", "arion-shop.service"], ["shop.nix"]],
  ["an Arion project with names of its own", { arionProjects: { shop: { serviceName: "shop", services: { db: { image: "postgres:16", container_name: "pg" } } } } }, ["postgres:16", "arion", "system", undefined, "pg", "shop.service"]],
  ["home-manager's podman", { homes: { ada: { containers: { feed: { image: "miniflux:2" } } } }, definedIn: { oci: {}, nspawn: {}, home: { ada: ["ada.nix"] } } }, ["miniflux:2", "home-manager", "user", "ada", "feed", "podman-feed.service"], ["ada.nix"]],
  ["home-manager's podman by an image of its own", { homes: { ada: { containers: { feed: { image: "flux" } }, images: { flux: "miniflux:3" } } } }, ["miniflux:3", "home-manager", "user", "ada", "feed", "podman-feed.service"]],
  ["a quadlet in a home", { homes: { ada: { files: { ".config/containers/systemd/web.container": quadlet("nginx:2") } } } }, ["nginx:2", "quadlet", "user", "ada", "web", "web.service"]],
  ["a unit in a home", { homes: { ada: { units: { "web.service": { text: "[Service]\nExecStart=/run/current-system/sw/bin/podman run --rm nginx:3\n" } } } } }, ["nginx:3", "script", "user", "ada", "web", "web.service"]],
  ["a script", { units: { "web.service": { text: "[Service]\nExecStart=/nix/store/x-start\n", files: { "/nix/store/x-start": "#!/bin/sh\nexec docker run --name www -p 80:80 nginx:4\n" } } }, definedIn: { oci: {}, nspawn: {}, services: { web: ["unit.nix"] } } }, ["nginx:4", "script", "system", undefined, "www", "web.service"], ["unit.nix"]],
  ["a command line", { units: { "web.service": { text: "[Service]\nExecStart=/bin/podman run \\\n  -d nginx:5\n" } } }, ["nginx:5", "script", "system", undefined, "web", "web.service"]],
  ["a user's unit", { userUnits: { "web.service": { text: "[Service]\nExecStart=podman run nginx:6\n" } } }, ["nginx:6", "script", "user", undefined, "web", "web.service"]],
  ["an oci-container inside nspawn", { nspawnContainers: { box: {} }, nspawnUnits: { box: { "podman-web.service": { text: "[Service]\nExecStart=podman run nginx:7\n" } } }, nspawnOci: { box: { backend: "podman", containers: { web: { image: "nginx:7" } } } }, definedIn: { oci: {}, nspawn: { box: ["box.nix"] } } }, ["nginx:7", "oci", "nested", "box", "web", "podman-web.service"], ["box.nix"]],
];

describe("a live image", () => {
  for (const [what, parts, expected, files = []] of ROWS) {
    it(`is found in ${what}`, () => {
      const images = liveImages(state(parts));
      assert.deepEqual(images.map(({ reference, kind, scope, owner, container, unit }) => [reference, kind, scope, owner, container, unit]), [expected]);
      assert.deepEqual(images[0]?.files, files);
      assert.equal(images[0].isLocal, false);
    });
  }

  const LOCAL: readonly [what: string, parts: Record<string, unknown>, reference: string][] = [
    ["an archive", { ociContainers: { web: { image: "own:1", imageFile: "/nix/store/x" } } }, "own:1"],
    ["podman's own name", { ociContainers: { web: { image: "localhost/own:1" } } }, "localhost/own:1"],
    ["an image that Arion builds, without its store hash", { arionProjects: { shop: { services: { web: { image: "localhost/web:0123456789abcdfghijklmnpqrsvwxyz", isBuilt: true } } } } }, "localhost/web"],
    ["a build of home-manager", { homes: { ada: { containers: { feed: { image: "mine" } }, builds: ["mine"] } } }, "localhost/homemanager/mine"],
  ];
  for (const [what, parts, reference] of LOCAL) {
    it(`is local where it is ${what}`, () => {
      assert.deepEqual(liveImages(state(parts)).map((image) => [image.reference, image.isLocal]), [[reference, true]]);
    });
  }

  const NONE: readonly [what: string, parts: Record<string, unknown>][] = [
    ["a disabled unit", { units: { "web.service": { enable: false, text: "[Service]\nExecStart=docker run nginx:1\n" } } }],
    ["a unit of an oci-container, whose image is known already", { ociContainers: {}, units: { "docker-web.service": { text: "[Service]\nExecStart=docker stop web\n" } } }],
    ["a pull", { units: { "web.service": { text: "[Service]\nExecStart=docker pull nginx:1\n" } } }],
    ["a file that is no script", { units: { "web.service": { text: "[Service]\nExecStart=/bin/x\n", files: { "/nix/store/readme": "docker run nginx:1" } } } }],
    ["a word that is no reference", { units: { "web.service": { text: "[Service]\nExecStart=docker run %i\n" } } }],
    ["settings of an engine", { etc: { "containers/registries.conf": "[registries.search]", "nixos-containers/box.conf": "SYSTEM_PATH=/nix/store/x" } }],
  ];
  for (const [what, parts] of NONE) {
    it(`is not in ${what}`, () => {
      assert.deepEqual(liveImages(state(parts)), []);
    });
  }
});

describe("a live container", () => {
  it("of a script has what its flags say", () => {
    const text = "[Service]\nExecStart=docker run -p 80:80 -v /srv:/data -e TZ=UTC --network=host --label a=b -u 1000 --env-file /run/secrets/web nginx:1 serve\n";
    const [found] = liveContainers(state({ units: { "web.service": { text } } }));
    const { ports, volumes, environment, networks, labels, user, environmentFiles, cmd } = found?.options ?? {};
    assert.deepEqual({ ports, volumes, environment, networks, labels, user, environmentFiles, cmd }, {
      ports: ["80:80"], volumes: ["/srv:/data"], environment: { TZ: "UTC" }, networks: ["host"], labels: { a: "b" }, user: "1000", environmentFiles: ["/run/secrets/web"], cmd: ["serve"],
    });
  });

  it("is one where a script may start it in two places, and several where it starts several", () => {
    const script = "#!/bin/sh\nif a; then docker run --name web nginx:1; else docker run --name web nginx:1 x; fi\ndocker run redis:7\n";
    const found = liveContainers(state({ units: { "web.service": { text: "[Service]\nExecStart=/nix/store/x\n", files: { "/nix/store/x": script } } } }));
    assert.deepEqual(found.map(({ name }) => name), ["web", "web: redis:7"]);
  });

  it("of Arion is read from Compose's short and long forms", () => {
    const service = {
      image: "nginx:1", command: ["serve", 80], depends_on: { db: { condition: "service_healthy" } }, env_file: "/run/secrets/web", environment: ["A=1", "B"], labels: { on: true },
      ports: ["80:80", { published: 8443, target: 443, host_ip: "127.0.0.1", protocol: "tcp" }], volumes: [{ type: "bind", source: "/srv", target: "/data", read_only: true }, "named:/n"], networks: { back: {} },
    };
    const [found] = liveContainers(state({ arionProjects: { shop: { services: { web: service } } } }));
    const { cmd, dependsOn, environmentFiles, environment, labels, ports, volumes, networks } = found?.options ?? {};
    assert.deepEqual({ cmd, dependsOn, environmentFiles, environment, labels, ports, volumes, networks }, {
      cmd: ["serve", "80"], dependsOn: ["db"], environmentFiles: ["/run/secrets/web"], environment: { A: "1", B: "" }, labels: { on: "true" },
      ports: ["80:80", "127.0.0.1:8443:443/tcp"], volumes: ["/srv:/data:ro", "named:/n"], networks: ["back"],
    });
  });
});
