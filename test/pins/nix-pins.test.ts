// Where Nix files write images: the table holds the shapes that people use, with what must and must not be found.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseNix } from "../../src/nix/index.ts";
import { editPin } from "../../src/pins/index.ts";
import { nixPins } from "../../src/pins/nix/nix-pins.ts";
import { indexNixFile } from "../../src/pins/nix/nix-tree.ts";
import { sourceText } from "../../src/pins/source-text.ts";
import type { FoundPin } from "../../src/pins/pin.ts";

const DIGEST = `sha256:${"51b67269f354137895d43f3b3d810bfa".repeat(2)}`;

async function pinsOf(text: string, live: readonly string[] = []): Promise<readonly FoundPin[]> {
  const tree = await parseNix(text);
  assert.ok(tree);
  return nixPins(indexNixFile(sourceText("web.nix", text), { root: tree.root }), new Set(live));
}

/** What is found as a whole, each reference once. */
async function found(text: string, live: readonly string[] = []): Promise<readonly string[]> {
  return [...new Set((await pinsOf(text, live)).flatMap(({ reference, isListedOnly }) => (isListedOnly === true ? [] : [reference])))];
}

/** A container around one binding. */
function container(binding: string): string {
  return `{ config, lib, pkgs, ... }: { virtualisation.oci-containers.containers.web = { ${binding} ports = [ "80:80" ]; }; }`;
}

const FOUND: readonly (readonly [shape: string, text: string, references: readonly string[]])[] = [
  ["a literal with a tag", container('image = "ghcr.io/galley/web:1.2";'), ["ghcr.io/galley/web:1.2"]],
  ["a literal with tag and digest", container(`image = "galley/web:1.2@${DIGEST}";`), [`galley/web:1.2@${DIGEST}`]],
  ["a literal with a digest", container(`image = "galley/web@${DIGEST}";`), [`galley/web@${DIGEST}`]],
  ["no tag", container('image = "ghcr.io/galley/web";'), ["ghcr.io/galley/web"]],
  ["a bare name inside a container", container('image = "busybox";'), ["busybox"]],
  ["a wrapped line", container('image =\n    "galley/web:1.2";'), ["galley/web:1.2"]],
  ["a whole attribute path", '{ virtualisation.oci-containers.containers."web".image = "galley/web:1.2"; }', ["galley/web:1.2"]],
  ["quadlet", '{ virtualisation.quadlet.containers.web.containerConfig.Image = "galley/web:1.2"; }', ["galley/web:1.2"]],
  ["Arion", '{ services.web.service = { image = "galley/web:1.2"; restart = "always"; }; }', ["galley/web:1.2"]],
  ["mkDefault", container('image = lib.mkDefault "galley/web:1.2";'), ["galley/web:1.2"]],
  ["mkIf", container('image = lib.mkIf config.x "galley/web:1.2";'), ["galley/web:1.2"]],
  ["a tag in a let", `let version = "1.2"; in ${container('image = "galley/web:${version}";')}`, ["galley/web:1.2"]],
  ["the whole string in a let", `let image = "galley/web:1.2"; in ${container('image = "${image}";')}`, ["galley/web:1.2"]],
  ["name and tag apart", `let name = "galley/web"; tag = "1.2"; in ${container('image = "${name}:${tag}";')}`, ["galley/web:1.2"]],
  ["a set of versions", `let versions = { web = "1.2"; }; in ${container('image = "galley/web:${versions.web}";')}`, ["galley/web:1.2"]],
  ["a sum", `let tag = "1.2"; in ${container('image = "galley/web:" + tag;')}`, ["galley/web:1.2"]],
  ["a recursive set", "{ c = rec { tag = \"1.2\"; image = \"galley/web:${tag}\"; ports = []; }; }", ["galley/web:1.2"]],
  ["a formal's default", "{ tag ? \"1.2\", }: { containers.web.image = \"galley/web:${tag}\"; }", ["galley/web:1.2"]],
  ["inherit", `let image = "galley/web:1.2"; in ${container("inherit image;")}`, ["galley/web:1.2"]],
  ["an option's default", '{ options.web.image = lib.mkOption { type = t; default = "galley/web:1.2"; }; }', ["galley/web:1.2"]],
  [
    "an option's default, used",
    '{ config, lib, ... }: let cfg = config.web; in { options.web.image = lib.mkOption { default = "galley/web:1.2"; }; config.c.image = cfg.image; }',
    ["galley/web:1.2"],
  ],
  [
    "an option made by a helper",
    '{ config, ... }: let cfg = config.web; in { options.web.image = mkImageOption "galley/web:1.2"; config.c.image = cfg.image; }',
    ["galley/web:1.2"],
  ],
  ["another name", '{ services.forge.postgresImage = "docker.io/library/postgres:15"; }', ["docker.io/library/postgres:15"]],
  ["a runner's label", '{ labels = [ "ubuntu-latest:docker://node:20-bookworm" "host:host" ]; }', ["node:20-bookworm"]],
  ["a runner's labels in one text", "{ labels = ''\n  a:docker://node:20\n  b:docker://node:22-slim\n''; }", ["node:20", "node:22-slim"]],
  ["podman run in a script", "{ script = ''\n  ${pkgs.podman}/bin/podman run --rm -it -p 80:80 --name web \\\n    -v /srv:/data:ro --env=A=b galley/web:1.2 serve --port 80\n''; }", ["galley/web:1.2"]],
  ["docker pull in a script", '{ x = "docker pull ghcr.io/galley/web:1.2"; }', ["ghcr.io/galley/web:1.2"]],
  ["a branch each", container('image = if config.x then "galley/web:1" else "galley/web:2";'), ["galley/web:1", "galley/web:2"]],
  ["a branch in an option's default", '{ options.web.image = mkOption { default = if x then "galley/web:1" else "galley/web:2"; }; }', ["galley/web:1", "galley/web:2"]],
  ["a default behind or", container('image = cfg.image or "galley/web:1.2";'), ["galley/web:1.2"]],
  ["optionalString", container('image = "galley/web:1${lib.optionalString config.gpu "-cuda"}";'), ["galley/web:1", "galley/web:1-cuda"]],
  ["with", `let v = { tag = "1.2"; }; in ${container('image = with v; "galley/web:${tag}";')}`, ["galley/web:1.2"]],
  ["a let in the value", container('image = let tag = "1.2"; in "galley/web:${tag}";'), ["galley/web:1.2"]],
  ["inherit from a set", `let v = { tag = "1.2"; }; inherit (v) tag; in ${container('image = "galley/web:${tag}";')}`, ["galley/web:1.2"]],
  ["inherit of the image itself", `let app = "galley/web:1.2"; in f (let image = app; in ${container("inherit image;")})`, ["galley/web:1.2"]],
  ["a dotted let", `let v.web = "1.2"; in ${container('image = "galley/web:${v.web}";')}`, ["galley/web:1.2"]],
  ["a number", `let v = 16; in ${container('image = "postgres:${toString v}";')}`, ["postgres:16"]],
  ["a function of the file", `let at = tag: "galley/web:\${tag}"; in ${container('image = at "1.2";')}`, ["galley/web:1.2"]],
  ["a function with named arguments", `let at = { name, tag ? "1.2" }: "galley/\${name}:\${tag}"; in ${container('image = at { name = "web"; };')}`, ["galley/web:1.2"]],
  ["one of a system's", container('image = { x86_64-linux = "galley/web:1"; aarch64-linux = "galley/web:2"; }.${system};'), ["galley/web:1", "galley/web:2"]],
  ["the option of the same path", '{ options = { a.image = mkOption { default = "galley/a:1"; }; b.image = mkOption { default = "galley/b:1"; }; }; config.c.image = cfg.b.image; }', ["galley/a:1", "galley/b:1"]],
  ["an argument of a function elsewhere", 'mkApp { name = "web"; image = "galley/web:1.2"; }', ["galley/web:1.2"]],
  ["an argument of a curried function", 'let mk = name: image: { containers.${name} = { inherit image; ports = [ ]; }; }; in [ (mk "a" "galley/a:1") (mk "b" "galley/b:2") ]', ["galley/a:1", "galley/b:2"]],
  ["parts from a function's arguments", 'let mk = name: { tag, ... }: { containers.x.image = "galley/${name}:${tag}"; }; in mk "web" { tag = "1.2"; }', ["galley/web:1.2"]],
  ["a function for each of a set", 'mapAttrs (name: image: { containers.x = { inherit image; }; }) { a = "galley/a:1"; b = "galley/b:2"; }', ["galley/a:1", "galley/b:2"]],
  ["a function for each of a list", 'let mk = { app, ... }: { containers.x.image = app; }; in map mk [ { app = "galley/a:1"; } { app = "galley/b:2"; } ]', ["galley/a:1", "galley/b:2"]],
  ["texts put together", container('image = lib.concatStrings [ "galley/web" ":" "1.2" ];'), ["galley/web:1.2"]],
  ["texts with a separator", `let parts = [ "galley/web" (toString 12) ]; in ${container('image = builtins.concatStringsSep ":" parts;')}`, ["galley/web:12"]],
  ["a known registry, wherever it stands", '{ services = mkAll [ "ghcr.io/galley/web:1.2" ]; x = mkApp "quay.io/galley/db:3"; }', ["ghcr.io/galley/web:1.2", "quay.io/galley/db:3"]],
  ["a set of images", '{ images = { db = "postgres:16"; web = "galley/web:1.2"; }; }', ["postgres:16", "galley/web:1.2"]],
  ["a name that says what it is", '{ services.gitlab-runner.services.web.dockerImage = "docker:27"; }', ["docker:27"]],
  ["podman run through the package's program", "{ script = ''exec ${lib.getExe pkgs.podman} run --rm \\\n  galley/web:1.2 serve''; }", ["galley/web:1.2"]],
  ["a Dockerfile as a text", "{ x = writeText \"Dockerfile\" ''\n  FROM node:20 AS build\n  RUN make\n  FROM build\n  COPY --from=galley/tool:1 /a /a\n''; }", ["node:20", "galley/tool:1"]],
  ["a bare name with a version", '{ db_image = "postgres:16"; }', ["postgres:16"]],
  ["a version under Renovate's comment", '{\n  # renovate: datasource=docker depName=galley/web\n  version = "1.2";\n}', ["galley/web:1.2"]],
  ["an image under Renovate's comment", '{\n  # renovate: docker-image\n  containers.web.image = "galley/web:1.2";\n}', ["galley/web:1.2"]],
  ["Helm values", '{ values.image = { repository = "galley/web"; tag = "1.2"; }; }', ["galley/web:1.2"]],
  ["Helm values with a registry", '{ image = { registry = "ghcr.io"; repository = "galley/web"; tag = "1.2"; pullPolicy = "Always"; }; }', ["ghcr.io/galley/web:1.2"]],
  ["podman run with a variable's value", "{ script = ''podman run --name ${name} -v ${dir}:/data galley/web:1.2''; }", ["galley/web:1.2"]],
  ["podman run of a name with a variable", "let tag = \"1.2\"; in { script = ''podman run --rm galley/web:${tag} serve''; }", ["galley/web:1.2"]],
  ["a label with a variable", 'let tag = "20"; in { labels = [ "x${arch}:docker://node:${tag}" ]; }', ["node:20"]],
  ["a quadlet file as text", "{ environment.etc.\"containers/systemd/web.container\".text = ''\n  [Container]\n  Image=galley/web:1.2\n''; }", ["galley/web:1.2"]],
  ["sets for pullImage elsewhere", `{ web = { imageName = "galley/web"; imageDigest = "${DIGEST}"; finalImageTag = "1.2"; hash = "x"; }; }`, [`galley/web:1.2@${DIGEST}`]],
  [
    "a digest for each system",
    `let info = { x86_64-linux = { imageDigest = "${DIGEST}"; hash = "a"; }; aarch64-linux = { imageDigest = "${DIGEST.replace("51b", "62c")}"; hash = "b"; }; }.\${system}; in pullImage { imageName = "galley/web"; inherit (info) imageDigest hash; finalImageTag = "1"; }`,
    [`galley/web:1@${DIGEST}`, `galley/web:1@${DIGEST.replace("51b", "62c")}`],
  ],
  ["nix2container", `nix2container.pullImage { imageName = "galley/web"; imageDigest = "${DIGEST}"; sha256 = "x"; }`, [`galley/web@${DIGEST}`]],
  ["a manifest beside it", 'nix2container.pullImageFromManifest { imageName = "galley/web"; imageManifest = ./manifest.json; imageTag = "1.2"; }', ["galley/web:1.2"]],
  [
    "pullImage",
    `{ x = pkgs.dockerTools.pullImage { imageName = "galley/web"; imageDigest = "${DIGEST}"; hash = "sha256-x"; finalImageTag = "1.2"; }; }`,
    [`galley/web:1.2@${DIGEST}`],
  ],
  ["pullImage in a recursive set", `pullImage rec { imageName = "galley/web"; imageDigest = "${DIGEST}"; finalImageTag = tag; tag = "1.2"; }`, [`galley/web:1.2@${DIGEST}`]],
];

const DECOYS: readonly (readonly [what: string, text: string])[] = [
  ["a wallpaper", '{ stylix.image = ./wallpaper.png; }'],
  ["a wallpaper's address", '{ stylix.image = "https://pictures.example/photo-1558?fit=crop"; }'],
  ["a wallpaper's name", '{ stylix.image = "wallpapers/sea.png"; }'],
  ["a disk", '{ microvm.volumes = [ { image = "var.img"; mountPoint = "/var"; size = 40; } ]; }'],
  ["a disk in a container's host", '{ containers.vm = { image = "var.img"; autoStart = true; }; }'],
  ["a file of Nix", `{ virtualisation.oci-containers.containers.web = { imageFile = pkgs.dockerTools.buildImage { name = "web"; }; }; }`],
  ["a switch", "{ security.protectKernelImage = true; }"],
  ["a machine's system", '{ resource.server.web = { image = "debian-11"; server_type = "small"; }; }'],
  ["an option of another meaning", '{ boot.image = "galley/web:1"; qemu.disk.image = "galley/disk:2"; }'],
  ["SQL", "{ x = ''\n  FROM users\n  WHERE a = b\n''; y = ''FROM rooms AS r\nSELECT x''; }"],
  ["a picture with a colon", '{ lockImage = "sea:wide"; }'],
  ["an example", '{ options.x = mkOption { example = "ghcr.io/galley/web:1.2"; description = "docker.io/galley/web:1.2"; }; }'],
  ["a text that is compared", '{ x = cfg.y == "ghcr.io/galley/web:1.2"; }'],
  ["a name", '{ x = images."ghcr.io/galley/web:1.2"; "ghcr.io/galley/web:1.2" = 1; }'],
  ["an address without a tag", '{ url = "ghcr.io/galley/web"; images = { sea = "pictures/sea"; }; }'],
  ["an empty text", container('image = "";')],
  ["a run with a variable among its flags", "{ script = ''podman run ${flags} galley/web:1.2''; }"],
  ["a run of a name that goes on", "{ script = ''podman run galley/web:${tag}''; }"],
  ["a run of a bare word", "{ script = ''docker run web''; }"],
  ["words about running", '{ description = "How docker run ends."; }'],
  ["a comment", '{ # image = "galley/web:1.2";\n }'],
  ["something unknown", container("image = cfg.image;")],
  ["a commented command", "{ script = ''\n  # docker run galley/web:1.2\n''; }"],
  ["a wallpaper behind a name", '{ stylix.image = cfg.wallpaper; cfg.wallpaper = ./sea.png; }'],
  ["a flag", "{ image.enable = true; sdImage.compressImage = false; security.protectKernelImage = true; }"],
  ["an address of a picture", '{ widgets.image = "https://pictures.example/sea.jpeg"; }'],
  ["a virtual machine's disk", '{ microvm.volumes = [ { image = "var.img"; mountPoint = "/var"; size = 40; } ]; }'],
  ["the name of an image that is built here", 'let image-name = "restarter"; in buildImage { name = image-name; tag = "1"; }'],
  ["a circle of functions", `let f = x: f x; in ${container('image = f "galley/web:1";')}`],
  ["a circle", `let a = "\${b}:1"; b = "\${a}"; in ${container('image = "${a}";')}`],
  ["a shadowed name", `let tag = "1.2"; in { tag }: { containers.web.image = "galley/web:\${tag}"; }`],
];

describe("pins of Nix files", () => {
  for (const [shape, text, references] of FOUND) it(`${shape} is found`, async () => assert.deepEqual(await found(text), references));
  for (const [what, text] of DECOYS) it(`${what} is not`, async () => assert.deepEqual(await found(text), []));

  const LISTED: readonly (readonly [what: string, text: string, told: readonly string[]])[] = [
    ["a tag of another file", container('image = "galley/web:${config.tag}";'), ["galley/web:${config.tag}: no text of this file says what config.tag is; the evaluation knows"]],
    ["an image of another file", container("image = cfg.image;"), ["${cfg.image}: no text of this file says what cfg.image is; the evaluation knows"]],
    ["uptix", container('image = uptix.dockerImage "postgres:16";'), ["postgres:16: uptix gives the digest from uptix.lock; it is changed there, by `uptix`"]],
    ["no picture", '{ stylix.image = "${home}/sea:x"; background.image = cfg.picture; }', []],
    ["no archive", container('image = "web:${version}"; imageFile = x;'), []],
    ["no image that is built here", container('image = "docker-archive:${x}";'), []],
    ["no value that is none", container("image = null;"), []],
  ];
  for (const [what, text, told] of LISTED) {
    it(`lists what the file does not tell: ${what}`, async () => {
      const pins = (await pinsOf(text)).filter(({ isListedOnly }) => isListedOnly === true);
      assert.deepEqual(pins.map(({ reference, notEditable }) => `${reference}: ${notEditable ?? ""}`), told);
    });
  }

  it("lists an argument at the call", async () => {
    const pins = await pinsOf('let\n  mk = name: image: { containers.${name} = { inherit image; ports = [ ]; }; };\nin [\n  (mk "a" "galley/a:1")\n]');
    assert.deepEqual(pins.map(({ line, column, raw, usedAt }) => [line, column, raw, usedAt?.line]), [[4, 12, "galley/a:1", 4]]);
  });

  it("lets the evaluation fill in what other files decide", async () => {
    const text = container('image = "${config.vars.registry}/galley/web:1.2";');
    assert.deepEqual(await found(text), []);
    assert.deepEqual(await found(text, ["harbour.example/galley/web:1.2", "harbour.example/galley/db:1.2"]), ["harbour.example/galley/web:1.2"]);
  });

  it("does not guess between two that run", async () => {
    assert.deepEqual(await found(container('image = "galley/web:${config.tag}";'), ["galley/web:1", "galley/web:2"]), []);
  });

  it("takes what hosts run for an image wherever it stands", async () => {
    const text = '{ services = map mkApp [ "galley/web:1.2" "galley/db:1" ]; }';
    assert.deepEqual(await found(text), []);
    assert.deepEqual(await found(text, ["galley/web:1.2"]), ["galley/web:1.2"]);
  });

  it("knows where a name is used", async () => {
    const text = 'let\n  app = "galley/web:1.2";\nin {\n  containers.web.image = app;\n}';
    const [pin] = await pinsOf(text);
    assert.deepEqual([pin?.line, pin?.raw, pin?.usedAt], [2, "galley/web:1.2", { line: 4, column: 26, raw: "app" }]);
  });

  it("knows a container that loads an archive", async () => {
    const pins = await pinsOf(`{ c.a.image = "galley/a:1"; c.a.imageFile = x; c.b.image = "galley/b:1"; c.c = { image = "galley/c:1"; imageFile = y; }; }`);
    assert.deepEqual(pins.map(({ reference, isLoaded }) => [reference, isLoaded === true]), [["galley/a:1", true], ["galley/b:1", false], ["galley/c:1", true]]);
  });

  it("takes a name whose tag stands beside it for half of one, unless a host runs it so", async () => {
    const text = '{ a = mk { image = "galley/a"; tag = "1.0"; }; b = mk { image = "galley/b"; version = "2"; }; c = { image = "galley/c"; }; }';
    assert.deepEqual((await pinsOf(text)).map(({ reference, isListedOnly }) => [reference, isListedOnly === true]), [["galley/a", true], ["galley/b", true], ["galley/c", false]]);
    assert.deepEqual((await pinsOf(text, ["galley/a"])).map(({ isListedOnly }) => isListedOnly === true), [false, true, false]);
  });

  it("knows the place", async () => {
    const text = `{\n  # the web\n  containers.web.image = "galley/web:1.2";\n}\n`;
    const [pin] = await pinsOf(text);
    assert.deepEqual([pin?.line, pin?.column, pin?.raw, pin?.mechanism], [3, 27, "galley/web:1.2", "nix-literal"]);
    assert.equal(text.slice(pin?.range.start, pin?.range.end), "galley/web:1.2");
  });

  it("says why pullImage cannot be edited", async () => {
    const [pin] = await pinsOf(`pullImage { imageName = "galley/web"; imageDigest = "${DIGEST}"; }`);
    assert.match(pin?.notEditable ?? "", /hash/);
  });

  it("says that a blank inside the quotes hides a reference", async () => {
    const [pin] = await pinsOf(container(`image = "galley/web@${DIGEST} ";`));
    assert.equal(pin?.reference, `galley/web@${DIGEST}`);
    assert.match(pin.notEditable ?? "", /blank/);
  });

  it("finds the sound parts of a file with a mistake", async () => {
    assert.deepEqual(await found('{ containers.web.image = "galley/web:1.2"; broken = ; }'), ["galley/web:1.2"]);
  });
});

const EDITED_PARTS = 'let mk = name: image: { c.${name} = { inherit image; ports = [ ]; }; }; in [ (mk "a" "galley/web:1.2") ]';

const EDITS: readonly (readonly [what: string, text: string, reference: string, edited: string | RegExp])[] = [
  ["a literal's tag", 'x: { c.image = "galley/web:1.2"; /* é */ }', "galley/web:1.10", 'x: { c.image = "galley/web:1.10"; /* é */ }'],
  ["a digest behind a literal", '{ é = 1; c.image = "galley/web:1.2"; }', `galley/web:1.2@${DIGEST}`, `{ é = 1; c.image = "galley/web:1.2@${DIGEST}"; }`],
  ["a tag in a let", 'let v = "1.2"; in { c.image = "galley/web:${v}"; }', "galley/web:1.3", 'let v = "1.3"; in { c.image = "galley/web:${v}"; }'],
  ["a name in a let", 'let n = "galley/web"; in { c.image = "${n}:1"; }', "galley/app:1", 'let n = "galley/app"; in { c.image = "${n}:1"; }'],
  ["an argument", EDITED_PARTS, "galley/web:1.3", EDITED_PARTS.replace("1.2", "1.3")],
  ["a member of a list", '{ c.image = concatStringsSep ":" [ "galley/web" "1.2" ]; }', `galley/web:1.3@${DIGEST}`, `{ c.image = concatStringsSep ":" [ "galley/web" "1.3@${DIGEST}" ]; }`],
  ["name and tag at once, apart", 'let n = "galley/web"; v = "1"; in { c.image = "${n}:${v}"; }', "galley/app:2", 'let n = "galley/app"; v = "2"; in { c.image = "${n}:${v}"; }'],
];

describe("edits of Nix files", () => {
  for (const [what, text, reference, expected] of EDITS) {
    it(what, async () => {
      const pin = (await pinsOf(text)).at(-1);
      assert.ok(pin);
      const edit = editPin({ text, pin, reference });
      if (typeof expected === "string") assert.deepEqual(edit, { kind: "edited", text: expected });
      else assert.ok(edit.kind === "refused" && expected.test(edit.why));
    });
  }
});
