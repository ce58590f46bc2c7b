// Quadlet files -> containers and units, by the rules of podman-systemd.unit(5).
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { quadletContainers } from "../../../src/evaluate/containers/quadlet-containers.ts";
import { parseQuadlet } from "../../../src/evaluate/containers/quadlet-file.ts";
import { splitUnitWords } from "../../../src/evaluate/containers/unit-words.ts";

const container = (lines: string): string => `[Container]\nImage=galley/web:1\n${lines}\n`;

/** What one file says, as far as a row asks for it. */
const ROWS: readonly [what: string, text: string, expected: Record<string, unknown>][] = [
  ["an image", "[Container]\nImage=docker.io/library/nginx:1.27\n", { image: "docker.io/library/nginx:1.27", autoStart: false }],
  ["the last of two images", container("Image=galley/web:2"), { image: "galley/web:2" }],
  ["a transport in front", "[Container]\nImage=docker://ghcr.io/galley/web:1", { image: "ghcr.io/galley/web:1" }],
  ["ports and volumes in their order", container("PublishPort=8080:80\nPublishPort=127.0.0.1:9000:9000\nVolume=/srv/a:/a:ro\nVolume=b:/b"), { ports: ["8080:80", "127.0.0.1:9000:9000"], volumes: ["/srv/a:/a:ro", "b:/b"] }],
  ["an empty value as a reset", container("PublishPort=1:1\nPublishPort=\nPublishPort=2:2"), { ports: ["2:2"] }],
  ["variables in quotes, several in a line", container('Environment=A=1 "B=two words" C=\'x"y\'\nEnvironment="D=a\\nb"'), { environment: { A: "1", B: "two words", C: 'x"y', D: "a\nb" } }],
  ["labels", container('Label=traefik.enable=true "note=a b"'), { labels: { "traefik.enable": "true", note: "a b" } }],
  ["files of variables", container("EnvironmentFile=/run/secrets/web.env"), { environmentFiles: ["/run/secrets/web.env"] }],
  ["a command over several lines", container("Exec=serve \\\n# not this\n  --listen 80"), { cmd: ["serve", "--listen", "80"] }],
  ["arguments and addresses", container("PodmanArgs=--memory 1g\nIP=10.0.0.2"), { extraOptions: ["--ip=10.0.0.2", "--memory", "1g"] }],
  ["user, host name, entry point and pull", container("User=1000\nHostName=web\nEntrypoint=/init\nPull=newer"), { user: "1000", hostname: "web", entrypoint: "/init", pull: "newer" }],
  ["who wants it", container("[Install]\nWantedBy=multi-user.target"), { autoStart: true }],
  ["comments and blank lines", "# a\n; b\n\n[Container]\n  # c\nImage = galley/web:3 \nnonsense\n", { image: "galley/web:3" }],
];

describe("a .container file", () => {
  for (const [what, text, expected] of ROWS) {
    it(`gives ${what}`, () => {
      const [found] = quadletContainers({ "web.container": text });
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, found?.options[key]])), expected);
    });
  }

  it("becomes NAME.service and runs systemd-NAME, unless it says otherwise", () => {
    const [plain, named] = quadletContainers({ "a.container": container(""), "apps/b.container": container("ContainerName=bee\nServiceName=bees") });
    assert.deepEqual([plain?.unit, plain?.name, plain?.file], ["a.service", "systemd-a", "a.container"]);
    assert.deepEqual([named?.unit, named?.name, named?.file], ["bees.service", "bee", "apps/b.container"]);
  });

  it("takes its image from an .image file, and from a .build file that no registry has", () => {
    const [pulled, built, unnamed] = quadletContainers({
      "a.container": "[Container]\nImage=base.image",
      "base.image": "[Image]\nImage=galley/base:4",
      "b.container": "[Container]\nImage=own.build",
      "own.build": "[Build]\nImageTag=localhost/own:1\nFile=./Containerfile",
      "c.container": "[Container]\nImage=lost.build",
    });
    assert.deepEqual([pulled?.options.image, pulled?.isBuilt], ["galley/base:4", false]);
    assert.deepEqual([built?.options.image, built?.isBuilt], ["localhost/own:1", true]);
    assert.deepEqual([unnamed?.options.image, unnamed?.isBuilt], ["localhost/lost", true]);
  });

  it("knows archives and root file systems as local", () => {
    const found = quadletContainers({ "a.container": "[Container]\nImage=docker-archive:/nix/store/x-image.tar", "b.container": "[Container]\nRootfs=/srv/root" });
    assert.deepEqual(found.map(({ isBuilt }) => isBuilt), [true, true]);
  });

  it("names volumes and networks as the generator does", () => {
    const [found] = quadletContainers({
      "a.container": container("Volume=data.volume:/data\nVolume=named.volume:/n:ro\nNetwork=back.network"),
      "named.volume": "[Volume]\nVolumeName=ledger",
      "back.network": "[Network]\nNetworkName=backend",
    });
    assert.deepEqual([found?.options.volumes, found?.options.networks], [["systemd-data:/data", "ledger:/n:ro"], ["backend"]]);
  });

  it("is added to by drop-ins, its own and its type's, in the order of their names", () => {
    const texts = { "a.container": container(""), "a.container.d/20.conf": "[Container]\nImage=galley/web:9", "a.container.d/10.conf": "[Container]\nImage=galley/web:8", "container.d/all.conf": "[Container]\nPull=always" };
    const [found] = quadletContainers(texts);
    assert.deepEqual([found?.options.image, found?.options.pull], ["galley/web:9", "always"]);
  });

  it("without an image, and a file of another kind, is no container", () => {
    assert.deepEqual(quadletContainers({ "a.container": "[Container]\n", "a.pod": "[Pod]\n", "a.conf": container(""), "web.service": "[Service]\n" }), []);
  });
});

describe("quadlet files", () => {
  it("are read from any text", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("[", "]", "=", "\\", "\n", '"', "'", " ", "a", "#", "Image", "[Container]\n") }), (text) => {
      parseQuadlet([text]);
      quadletContainers({ "a.container": `[Container]\nImage=x\n${text}` });
    }));
  });

  it("give back words that were quoted", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "binary-ascii", minLength: 1 }).filter((word) => !word.includes("\0"))), (words) => {
      const quoted = words.map((word) => `"${word.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`).join(" ");
      assert.deepEqual(splitUnitWords(quoted), words);
    }));
  });
});
