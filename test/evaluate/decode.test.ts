// What Nix prints -> host states: defaults for what a NixOS does not have, and words for what is not as expected.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeHost, decodeHostList } from "../../src/evaluate/decode.ts";

const LEAST = { host: "falcon", system: "x86_64-linux", storeDir: "/nix/store", derivations: [] };

describe("decodeHost", () => {
  it("fills in what an old NixOS does not have", () => {
    const { host } = decodeHost(JSON.stringify({ ...LEAST, units: { "a.service": { text: "[Unit]\n" } }, ociContainers: { web: { image: "nginx" } } }));
    assert.deepEqual(host?.state.units["a.service"], {
      text: "[Unit]\n", enable: true, overrideStrategy: "asDropinIfExists", aliases: [], wantedBy: [], requiredBy: [], upheldBy: [], files: {},
    });
    assert.equal(host.state.ociContainers["web"]?.autoStart, true);
    assert.deepEqual(host.state.ociContainers["web"].ports, []);
    assert.equal(host.state.ociBackend, null);
  });

  it("fills in what a unit leaves out, and refuses a unit of another form", () => {
    const whole = { text: "", enable: false, overrideStrategy: "asDropin", aliases: ["b"], wantedBy: [], requiredBy: [], upheldBy: [], files: { a: "x" } };
    const unitsOf = (...units: readonly unknown[]): unknown => decodeHost(JSON.stringify({ ...LEAST, units: Object.fromEntries(units.entries()) })).host?.state.units;
    assert.deepEqual(unitsOf(whole), { 0: whole });
    assert.deepEqual(unitsOf(whole, { ...whole, files: undefined }), { 0: whole, 1: { ...whole, files: {} } });
    const broken: readonly object[] = [{ text: 1 }, { enable: "yes" }, { overrideStrategy: "other" }, { aliases: {} }, { wantedBy: [1] }, { files: { a: 1 } }, { files: [] }];
    for (const part of broken) assert.equal(unitsOf(whole, { ...whole, ...part }), undefined, JSON.stringify(part));
  });

  it("keeps options that it does not know", () => {
    const { host } = decodeHost(JSON.stringify({ ...LEAST, ociContainers: { web: { image: "nginx", brandNew: 1 } } }));
    assert.equal(host?.state.ociContainers["web"]?.["brandNew"], 1);
  });

  it("splits files of /etc into texts and sources", () => {
    const { host } = decodeHost(JSON.stringify({ ...LEAST, etc: { a: { text: "x" }, b: { source: "/nix/store/s" } } }));
    assert.deepEqual(host?.state.etc, { a: "x" });
    assert.deepEqual(host.etcSources, { b: "/nix/store/s" });
  });

  const broken: readonly [what: string, stdout: string, words: RegExp][] = [
    ["no JSON", "Segmentation fault", /expected object/i],
    ["another type", JSON.stringify({ ...LEAST, system: 3 }), /system/],
    ["a container without image", JSON.stringify({ ...LEAST, ociContainers: { web: {} } }), /ociContainers\.web\.image/],
  ];
  for (const [what, stdout, words] of broken) {
    it(`names what is wrong: ${what}`, () => {
      const { host, failure } = decodeHost(stdout);
      assert.equal(host, undefined);
      assert.match(failure ?? "", words);
    });
  }
});

describe("decodeHostList", () => {
  it("reads names and the source's store path", () => {
    assert.deepEqual(decodeHostList(`{"root":"/nix/store/x-source","hosts":["a","b"]}\n`), { root: "/nix/store/x-source", hosts: ["a", "b"], missing: [], apart: {} });
  });
  for (const stdout of ["", "[]", '{"hosts":["a"]}', '{"root":"r","hosts":[1]}']) {
    it(`refuses ${JSON.stringify(stdout)}`, () => {
      assert.equal(decodeHostList(stdout), undefined);
    });
  }
});
