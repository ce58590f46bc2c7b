// The list of `stowplan pins`: one entry for each use, with the places where the parts stand, in a published form.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { editReferences, findPins, type ListedPin, listPins, PinList } from "../../src/pins/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { composePair } from "./compose-pair.ts";

async function list(files: Readonly<Record<string, string>>): Promise<readonly ListedPin[]> {
  const projects = "compose.yml" in files ? [await composePair(files)] : [];
  const { value, findings } = await listPins({ tree: fakeTree(files), projects });
  const pins = [...value];
  assert.deepEqual(PinList.parse({ version: 1, revision: "0".repeat(40), pins, findings }).pins, pins);
  return pins;
}

function told(pins: readonly ListedPin[]): readonly string[] {
  return pins.map(({ file, line, column, raw, reference, parts }) => `${file}:${line}:${column} ${raw} => ${reference} [${parts.map((part) => `${part.text}@${part.file ?? ""}${part.line ?? "-"}`).join(" ")}]`);
}

const NIX = `{ config, lib, ... }:
let
  cfg = config.services.web;
  name = "galley/db";
  imageName = "galley/log";
in {
  options.services.web.image = lib.mkOption {
    type = lib.types.str;
    default = "galley/web:1.2";
  };
  config.virtualisation.oci-containers.containers = {
    web = { image = cfg.image; ports = [ ]; };
    db = { image = "\${name}:16"; ports = [ ]; };
    log = { image = "\${imageName}:\${config.tag}"; image2 = 1; };
    logs = { image = "\${imageName}:3"; };
  };
}
`;

describe("the list of pins", () => {
  it("has an entry for each use, and where the reference is written", async () => {
    assert.deepEqual(told(await list({ "web.nix": NIX })), [
      "web.nix:5:16 galley/log => galley/log [galley/log@5]",
      "web.nix:7:32 galley/web:1.2 => galley/web:1.2 [galley/web:1.2@9]",
      "web.nix:12:21 cfg.image => galley/web:1.2 [galley/web:1.2@9]",
      'web.nix:13:20 "${name}:16" => galley/db:16 [galley/db@4 :16@13]',
      'web.nix:14:21 "${imageName}:${config.tag}" => galley/log:${config.tag} [galley/log@5 :@14]',
      'web.nix:15:22 "${imageName}:3" => galley/log:3 [galley/log@5 :3@15]',
    ]);
  });

  it("says why a name is not edited by itself", async () => {
    const [name] = await list({ "web.nix": NIX });
    assert.match(name?.notEditable ?? "", /put together elsewhere/);
  });

  it("names other files", async () => {
    const files = { "compose.yml": "services:\n  web:\n    image: redis:${TAG}\n", ".env": "TAG=7.2\n" };
    assert.deepEqual(told(await list(files)), [".env:1:5 7.2 => redis:7.2 [redis:@compose.yml3 7.2@1]", "compose.yml:3:12 redis:${TAG} => redis:7.2 [redis:@3 7.2@.env1]"]);
  });

  it("has one entry for a variable's value, whatever it is a part of", async () => {
    const files = { "compose.yml": "services:\n  a:\n    image: galley/web:$V\n  b:\n    image: galley/worker:$V\n", ".env": "V=1.2\n" };
    assert.deepEqual((await list(files)).map(({ file, line }) => `${file}:${line}`), [".env:1", "compose.yml:3", "compose.yml:5"]);
  });

  it("lists files of every kind once, in order", async () => {
    const files = { "b/Dockerfile": "FROM node:20\nFROM node:20\n", "a.container": "[Container]\nImage=galley/web:1\n", "npins/sources.json": "{}", "broken.nix": '{ containers.x.image = "galley/web:1"; = }' };
    assert.deepEqual((await list(files)).map(({ file, line, mechanism }) => `${file}:${line} ${mechanism}`), ["a.container:2 quadlet", "b/Dockerfile:1 dockerfile", "b/Dockerfile:2 dockerfile", "broken.nix:1 nix-literal"]);
  });

  it("follows imports, and edits the imported file", async () => {
    const files = {
      "hosts/a/web.nix": '{ config, ... }: let images = import ../../images.nix; tags = import ./tags { }; in {\n  containers.web.image = images.web;\n  containers.db.image = "galley/db:${tags.db}";\n}\n',
      "hosts/a/tags/default.nix": '{ ... }: { db = (import ../../../images.nix).tag; }\n',
      "images.nix": '{\n  web = "galley/web:1.2";\n  tag = "16";\n}\n',
    };
    const pins = await list(files);
    assert.deepEqual(told(pins), ["hosts/a/web.nix:2:26 images.web => galley/web:1.2 [galley/web:1.2@images.nix2]", 'hosts/a/web.nix:3:25 "galley/db:${tags.db}" => galley/db:16 [galley/db:@3 16@images.nix3]']);
    const changes = Object.keys(files).map((path) => ({ path, status: "added" as const }));
    const found = await findPins({ head: fakeTree(files), changes, hosts: [], projects: [] });
    const edits = [{ reference: "galley/web:1.2", proposed: "galley/web:1.3" }, { reference: "galley/db:16", proposed: "galley/db:17" }];
    const { value } = await editReferences({ edits, pins: found.value, tree: fakeTree(files) });
    assert.deepEqual(Object.fromEntries(value), { "images.nix": '{\n  web = "galley/web:1.3";\n  tag = "17";\n}\n' });
  });

  it("ends where files import each other", async () => {
    const files = { "a.nix": '{ containers.x.image = (import ./b.nix).x; }', "b.nix": "{ x = (import ./c.nix).x; }", "c.nix": "{ x = (import ./b.nix).x; }" };
    const pins = await list(files);
    assert.deepEqual(pins.map(({ file, notEditable }) => [file, notEditable !== undefined]), [["a.nix", true]]);
  });

  it("says which file it could not read", async () => {
    const { value, findings } = await listPins({ tree: fakeTree({ "long.nix": `{ image = "${"x".repeat(1024 * 1024)}"; }`, "web.nix": '{ containers.x.image = "galley/web:1"; }' }), projects: [] });
    assert.deepEqual([value.length, findings.map(({ code, subject }) => `${code} ${subject}`)], [1, ["plan-cut long.nix"]]);
  });
});
