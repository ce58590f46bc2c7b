// Edits of references over all files: what moves together, what is taken back, what is left with a finding.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { StowplanError } from "../../src/errors.ts";
import { type ArchiveRequest, editReferences, findPins, type Pin } from "../../src/pins/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { convertProject } from "../../src/convert/index.ts";
import { composePair } from "./compose-pair.ts";

type Files = Readonly<Record<string, string>>;
type Case = { readonly files: Files; readonly edits: Readonly<Record<string, string>>; readonly archiveHash?: (request: ArchiveRequest) => Promise<string> };

const OLD = `sha256:${"0a".repeat(32)}`;
const NEW = `sha256:${"f1".repeat(32)}`;
const SRI = "sha256-uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=";

async function pinsOf(files: Files): Promise<readonly Pin[]> {
  const head = fakeTree(files);
  const changes = Object.keys(files).map((path) => ({ path, status: "modified" as const }));
  const projects = "compose.yml" in files ? [await composePair(files)] : [];
  return (await findPins({ head, changes, hosts: [], projects })).value;
}

/** The files that changed, and the findings as `code: message`. */
async function edit({ files, edits, archiveHash }: Case) {
  const wanted = Object.entries(edits).map(([reference, proposed]) => ({ reference, proposed }));
  const request = { edits: wanted, pins: await pinsOf(files), tree: fakeTree(files), ...(archiveHash === undefined ? {} : { archiveHash }) };
  const { value, findings } = await editReferences(request);
  return { files: Object.fromEntries(value), findings: findings.map(({ code, message, place }) => `${code} ${place?.file ?? ""}: ${message}`) };
}

function container(image: string): string {
  return `{ virtualisation.oci-containers.containers.web = { image = ${image}; ports = [ ]; }; }\n`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

describe("editReferences", () => {
  it("edits every place of a reference, in each spelling", async () => {
    const files = { "a.nix": container('"postgres:16.1"'), "b.nix": container('"docker.io/library/postgres:16.1"'), "Dockerfile": "FROM postgres:16.1 AS db\n" };
    const { files: edited, findings } = await edit({ files, edits: { "postgres:16.1": "postgres:16.2" } });
    assert.deepEqual(edited, { "a.nix": container('"postgres:16.2"'), "b.nix": container('"docker.io/library/postgres:16.2"'), "Dockerfile": "FROM postgres:16.2 AS db\n" });
    assert.deepEqual(findings, []);
  });

  it("puts a digest behind a text with a variable, because others may share the variable", async () => {
    const text = 'let v = "1.2"; in { c.a = { image = "galley/web:${v}"; ports = [ ]; }; c.b = { image = "galley/worker:${v}"; ports = [ ]; }; }';
    const { files } = await edit({ files: { "a.nix": text }, edits: { "galley/web:1.2": `galley/web:1.2@${NEW}` } });
    assert.deepEqual(files, { "a.nix": text.replace("web:${v}", `web:\${v}@${NEW}`) });
  });

  it("changes a shared version only for all who share it", async () => {
    const text = 'let v = "1.2"; in { c.a = { image = "galley/web:${v}"; ports = [ ]; }; c.b = { image = "galley/worker:${v}"; ports = [ ]; }; }';
    const alone = await edit({ files: { "a.nix": text }, edits: { "galley/web:1.2": "galley/web:1.3" } });
    assert.deepEqual(alone.files, {});
    assert.match(alone.findings.join(), /^edit-withdrawn a\.nix: It is not changed to galley\/web:1\.3: a text that it shares would turn galley\/worker:1\.2 into galley\/worker:1\.3/);
    const both = await edit({ files: { "a.nix": text }, edits: { "galley/web:1.2": "galley/web:1.3", "galley/worker:1.2": "galley/worker:1.3" } });
    assert.deepEqual(both, { files: { "a.nix": text.replace('"1.2"', '"1.3"') }, findings: [] });
  });

  it("takes both back where two edits want different texts in one place", async () => {
    const text = 'let v = "1.2"; in { c.a = { image = "galley/web:${v}"; ports = [ ]; }; c.b = { image = "galley/worker:${v}"; ports = [ ]; }; }';
    const { files, findings } = await edit({ files: { "a.nix": text }, edits: { "galley/web:1.2": "galley/web:1.3", "galley/worker:1.2": "galley/worker:1.4" } });
    assert.deepEqual(files, {});
    assert.equal(findings.filter((text) => text.startsWith("edit-withdrawn")).length, 2);
  });

  it("leaves a place that cannot be edited, and names it", async () => {
    const files = { "a.nix": container('"galley/web:1.2"'), "images.lock": "" };
    const pins = (await pinsOf(files)).map((pin) => ({ ...pin, notEditable: "a program keeps it" }));
    const { value, findings } = await editReferences({ edits: [{ reference: "galley/web:1.2", proposed: "galley/web:1.3" }], pins, tree: fakeTree(files) });
    assert.equal(value.size, 0);
    assert.deepEqual(findings.map(({ code, place }) => [code, place]), [["reference-not-editable", { file: "a.nix", line: 1, column: 61 }]]);
  });

  it("edits nothing in files that changed meanwhile", async () => {
    const pins = await pinsOf({ "a.nix": container('"galley/web:1.2"') });
    const tree = fakeTree({ "a.nix": "{ }" });
    const { value, findings } = await editReferences({ edits: [{ reference: "galley/web:1.2", proposed: "galley/web:1.3" }], pins, tree });
    assert.deepEqual([value.size, findings.map(({ code }) => code)], [0, ["edit-withdrawn"]]);
  });
});

describe("a Compose file and its module", () => {
  const compose = "services:\n  web:\n    image: galley/web:${TAG:-1.2} # the web\n";
  const header = (text: string): string => `# Generated by stowplan v0.1.0.\n# Inputs:\n#   ${sha256(text)}  compose.yml\n`;

  it("move together, and the module's header knows the new text", async () => {
    const files = { "compose.yml": compose, "compose.nix": header(compose) + container('"galley/web:1.2"') };
    const next = compose.replace("1.2", "1.3");
    const { files: edited, findings } = await edit({ files, edits: { "galley/web:1.2": "galley/web:1.3" } });
    assert.deepEqual(findings, []);
    assert.deepEqual(edited, { "compose.yml": next, "compose.nix": header(next) + container('"galley/web:1.3"') });
  });

  it("stay as they are where one of them cannot follow", async () => {
    const files = { "compose.yml": compose, "compose.nix": header(compose) + container('"galley/web:1.2"') };
    const pins = (await pinsOf(files)).map((pin) => (pin.generatedFrom === undefined ? pin : { ...pin, notEditable: "it is sealed" }));
    const { value, findings } = await editReferences({ edits: [{ reference: "galley/web:1.2", proposed: "galley/web:1.3" }], pins, tree: fakeTree(files) });
    assert.deepEqual([value.size, findings.map(({ code }) => code)], [0, ["edit-withdrawn"]]);
  });

  it("follow a tag in an environment file", async () => {
    const files = { "compose.yml": compose, ".env": "TAG=1.2\n" };
    const { files: edited } = await edit({ files, edits: { "galley/web:1.2": "galley/web:1.3" } });
    assert.deepEqual(edited, { ".env": "TAG=1.3\n" });
  });
});

describe("a module that stowplan made", () => {
  const compose = "services:\n  web:\n    image: galley/web:${TAG}\n    environment:\n      VERSION: ${TAG}\n";

  async function module(files: Files): Promise<string> {
    const { source, head } = await composePair(files);
    assert.ok(head);
    return convertProject(head, { runtime: "podman", dialect: "stowplan", config: source.options }).text;
  }

  async function editModule(files: Files): Promise<{ files: Files; codes: readonly string[] }> {
    const edits = [{ reference: "galley/web:1.2", proposed: "galley/web:1.3" }];
    const { value, findings } = await editReferences({ edits, pins: await pinsOf(files), tree: fakeTree(files), projects: [await composePair(files)] });
    return { files: Object.fromEntries(value), codes: findings.map(({ code, place }) => `${code} ${place?.file ?? ""}`) };
  }

  it("is made again, with everything that hangs on the variable", async () => {
    const old = { "compose.yml": compose, ".env": "TAG=1.2\n" };
    const next = { "compose.yml": compose, ".env": "TAG=1.3\n" };
    const { files, codes } = await editModule({ ...old, "compose.nix": await module(old) });
    assert.deepEqual(codes, []);
    assert.deepEqual(files, { ".env": "TAG=1.3\n", "compose.nix": await module(next) });
    assert.match(files["compose.nix"], /"VERSION" = "1\.3"/);
  });

  it("holds the edit back where it was changed by hand and does not have the reference", async () => {
    const files = { "compose.yml": compose, ".env": "TAG=1.2\n", "compose.nix": container('"galley/web:1.1"') };
    assert.deepEqual(await editModule(files), { files: {}, codes: ["edit-withdrawn compose.nix"] });
  });
});

describe("an image that Nix pulls", () => {
  const pulled = (digest: string, rest: string): string => `pullImage { imageName = "galley/web"; imageDigest = "${digest}"; ${rest} arch = "arm64"; }`;

  it("gets its digest, tag and hash at once", async () => {
    const asked: ArchiveRequest[] = [];
    const archiveHash = (request: ArchiveRequest): Promise<string> => Promise.resolve((asked.push(request), SRI));
    const text = pulled(OLD, `hash = "sha256-${"A".repeat(43)}="; finalImageTag = "1.2";`);
    const { files, findings } = await edit({ files: { "a.nix": text }, edits: { [`galley/web:1.2@${OLD}`]: `galley/web:1.3@${NEW}` }, archiveHash });
    assert.deepEqual(findings, []);
    assert.deepEqual(files, { "a.nix": pulled(NEW, `hash = "${SRI}"; finalImageTag = "1.3";`) });
    assert.deepEqual(asked, [{ reference: `galley/web@${NEW}`, platform: "linux/arm64", finalImageName: "galley/web", finalImageTag: "1.3" }]);
  });

  it("keeps the form of its hash", async () => {
    const text = pulled(OLD, `sha256 = "${"0".repeat(52)}"; finalImageTag = "1.2";`);
    const { files } = await edit({ files: { "a.nix": text }, edits: { [`galley/web:1.2@${OLD}`]: `galley/web:1.2@${NEW}` }, archiveHash: () => Promise.resolve(SRI) });
    // As `nix hash to-base32` writes it.
    assert.deepEqual(files, { "a.nix": pulled(NEW, `sha256 = "1sfdxziarxw8j3p80lvswgpq9i7smdyxmmsj5sjhhgjdjfwjfkdr"; finalImageTag = "1.2";`) });
  });

  it("stays as it is where the hash cannot be had", async () => {
    const text = pulled(OLD, `hash = "${SRI}"; finalImageTag = "1.2";`);
    const failing = (): Promise<string> => Promise.reject(new StowplanError({ code: "registry-denied", subject: "docker.io", message: "the registry wants credentials", hint: "" }));
    const wanted = { [`galley/web:1.2@${OLD}`]: `galley/web:1.2@${NEW}` };
    for (const archiveHash of [failing, undefined]) {
      const { files, findings } = await edit({ files: { "a.nix": text }, edits: wanted, ...(archiveHash === undefined ? {} : { archiveHash }) });
      assert.deepEqual(files, {});
      assert.match(findings.join(), /^edit-withdrawn a\.nix: .*hash/);
    }
  });

  it("is followed by the container that loads it", async () => {
    const text = `{ c.web = { image = "galley/web:1.2"; imageFile = ${pulled(OLD, `hash = "${SRI}"; finalImageTag = "1.2";`)}; }; }`;
    const { files } = await edit({ files: { "a.nix": text }, edits: { [`galley/web:1.2@${OLD}`]: `galley/web:1.3@${NEW}` }, archiveHash: () => Promise.resolve(SRI) });
    assert.deepEqual(files, { "a.nix": text.replaceAll("1.2", "1.3").replace(OLD, NEW) });
  });
});
