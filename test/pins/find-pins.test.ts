// Which files are looked into, and what the run knows of the pins found there.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ProjectPair, readProject } from "../../src/compose/index.ts";
import { ProjectConfig } from "../../src/config/index.ts";
import { type HostPair, HostState } from "../../src/evaluate/index.ts";
import { findPins, type Pin } from "../../src/pins/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const FILES = {
  "hosts/falcon/web.nix": '{ virtualisation.oci-containers.containers.web.image = "galley/web:1.2"; }',
  "hosts/falcon/db.nix": '{ virtualisation.oci-containers.containers.db.image = "docker.io/library/postgres:16"; }',
  "hosts/kestrel/log.nix": '{ virtualisation.oci-containers.containers.log.image = "galley/log:3"; }',
  "wallpaper.nix": '{ stylix.image = ./sea.png; }',
  "compose.yml": "services:\n  db:\n    image: postgres:16\n",
  "tools/Dockerfile": "FROM node:20\n",
  "README.md": 'image = "galley/web:1.2"\n',
};

function evaluated(name: string, { images, system = "x86_64-linux", old = images }: { images: Readonly<Record<string, string>>; system?: string; old?: Readonly<Record<string, string>> }): HostPair {
  const state = (containers: Readonly<Record<string, string>>): HostState =>
    HostState.parse({ host: name, system, ociContainers: Object.fromEntries(Object.entries(containers).map(([key, image]) => [key, { image }])) });
  return { name, status: "evaluated", base: state(old), head: state(images) };
}

async function find(parts: { changed?: readonly string[]; hosts?: readonly HostPair[]; projects?: readonly ProjectPair[] }) {
  const changes = (parts.changed ?? []).map((path) => ({ path, status: "modified" as const }));
  return findPins({ head: fakeTree(FILES), changes, hosts: parts.hosts ?? [], projects: parts.projects ?? [] });
}

function told(pins: readonly Pin[]): readonly string[] {
  return pins.map(({ file, reference, isTouched, platforms }) => `${file} ${reference}${isTouched ? " touched" : ""}${platforms.map((one) => ` ${one}`).join("")}`);
}

async function composeProject(): Promise<ProjectPair> {
  const inputs = ["compose.yml"];
  const source = { label: "galley", folder: ".", inputs, output: "hosts/falcon/db.nix", options: ProjectConfig.parse({ inputs }), existsIn: { base: true, head: true } };
  const { value } = await readProject(source, fakeTree(FILES));
  assert.ok(value);
  return { source, head: value, isBroken: false };
}

describe("findPins", () => {
  it("looks into changed files", async () => {
    const { value, findings } = await find({ changed: ["hosts/falcon/web.nix", "tools/Dockerfile", "wallpaper.nix", "README.md", "gone.nix"] });
    assert.deepEqual(told(value), ["hosts/falcon/web.nix galley/web:1.2 touched", "tools/Dockerfile node:20 touched"]);
    assert.deepEqual(findings, []);
  });

  it("looks for what hosts run in all Nix files, and knows the platforms", async () => {
    const hosts = [
      evaluated("falcon", { images: { web: "galley/web:1.2", db: "postgres:16" } }),
      evaluated("osprey", { images: { db: "docker.io/postgres:16" }, system: "aarch64-linux" }),
    ];
    const { value } = await find({ hosts });
    assert.deepEqual(told(value), ["hosts/falcon/db.nix docker.io/library/postgres:16 linux/amd64 linux/arm64", "hosts/falcon/web.nix galley/web:1.2 linux/amd64"]);
  });

  it("finds both places of a project, and knows which is generated", async () => {
    const { value } = await find({ changed: ["compose.yml", "hosts/falcon/db.nix"], projects: [await composeProject()] });
    assert.deepEqual(told(value), ["compose.yml postgres:16 touched", "hosts/falcon/db.nix docker.io/library/postgres:16 touched"]);
    assert.deepEqual(value.map(({ generatedFrom }) => generatedFrom), [undefined, ["compose.yml"]]);
  });

  it("says what a host runs and no file holds: one by one what the pull request moved, the rest at once", async () => {
    const hosts = [evaluated("falcon", { images: { a: "galley/elsewhere:2", b: "galley/elsewhere:3", web: "galley/web:1.2" }, old: { a: "galley/elsewhere:1", b: "galley/elsewhere:3", web: "galley/web:1.1" } })];
    const { findings } = await find({ hosts });
    assert.deepEqual(findings.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`), ["info image-not-located galley/elsewhere:2", "info image-not-located host falcon"]);
  });

  it("does not look for what Nix builds", async () => {
    const head = HostState.parse({ host: "falcon", system: "x86_64-linux", ociContainers: { a: { image: "galley/own:1", imageFile: "/nix/store/x" } } });
    const { value, findings } = await find({ hosts: [{ name: "falcon", status: "added", head }] });
    assert.deepEqual([value, findings], [[], []]);
  });
});
