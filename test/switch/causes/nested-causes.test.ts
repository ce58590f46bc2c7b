// Why the unit of an nspawn container is acted on where the system inside it changed: the inner units, as far as they are known.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HostState } from "../../../src/evaluate/index.ts";
import { planHosts } from "../../../src/switch/index.ts";
import { hostCases, needsGolden } from "../golden-switch.ts";
import { host, storePath, unit, type UnitParts } from "../host-builder.ts";

type Inner = Readonly<Record<string, UnitParts>>;

/** A host with one container; its trigger file names the nested system, whose hash is made from the inner units. */
function withInner(inner: Inner, options: { isKnown?: boolean; reloads?: boolean } = {}): HostState {
  const system = storePath("nixos-system-cellar-26.11", JSON.stringify(inner));
  const trigger = storePath("X-Restart-Triggers-container-cellar", system);
  const reload = options.reloads === true ? "X-ReloadIfChanged=true\nExecReload=/bin/reload-container\n" : "";
  const text = `[Unit]\nX-Restart-Triggers=${trigger}\n\n[Service]\n${reload}ExecStart=/bin/start\n`;
  const units = { "container@cellar.service": unit({ text, files: { [trigger]: system }, wantedBy: ["multi-user.target"] }) };
  const nspawn = { cellar: { autoStart: true } };
  return host({ units, nspawn, ...(options.isKnown === false ? {} : { nested: { cellar: inner } }) });
}

function causes(base: HostState, head: HostState): readonly string[] {
  const [plan] = planHosts([{ name: "kestrel", base, head, status: "evaluated" }]).value;
  return (plan?.switch?.units ?? []).flatMap(({ action, causes: all }) => all.map(({ kind, text }) => `${action} ${kind}: ${text}`));
}

const service = (line: string): UnitParts => unit({ text: `[Unit]\nDescription=${line}\n\n[Service]\nExecStart=/bin/a\n${line}\n` });
const many = (version: string): Inner => Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`a${index + 10}.service`, service(`Nice=${version}`)]));

const CASES: readonly (readonly [what: string, old: Inner, fresh: Inner, causes: readonly string[]])[] = [
  ["a changed unit", { "web.service": service("Nice=1") }, { "web.service": service("Nice=2") }, ["directive: inner unit web.service: Nice 1 → 2"]],
  ["a new unit", {}, { "web.service": service("") }, ["added: inner unit web.service: the unit is new"]],
  ["a unit that is gone", { "web.service": service("") }, {}, ["removed: inner unit web.service: the unit does not exist any more"]],
  ["a secret", { "web.service": service("Environment=API_TOKEN=tide") }, { "web.service": service("Environment=API_TOKEN=grass") }, ["directive: inner unit web.service: Environment API_TOKEN changed"]],
  ["nothing that an inner unit notices", { "web.service": unit({ text: "[Unit]\nDescription=a\n" }) }, { "web.service": unit({ text: "[Unit]\nDescription=b\n" }) }, ["store-path: nixos-system-cellar-26.11 built anew"]],
  ["two versions of a package", { "web.service": service(`Environment=PATH=${storePath("git-2.45.0", "a")}`) }, { "web.service": service(`Environment=PATH=${storePath("git-2.46.1", "b")}`) }, ["store-path: inner unit web.service: git 2.45.0 → 2.46.1"]],
];

describe("causes inside an nspawn container", () => {
  for (const [what, old, fresh, expected] of CASES) {
    it(what, () => assert.deepEqual(causes(withInner(old), withInner(fresh)), expected.map((text) => `restart ${text}`)));
  }

  it("say what the container's own switch does where it is reloaded", () => {
    const db = (nice: string): UnitParts => service(`Nice=${nice}`);
    const app: UnitParts = unit({ text: "[Unit]\nRequires=db.service\n\n[Service]\nExecStart=/bin/app\n" });
    const old = { "multi-user.target": unit({ text: "[Unit]\n", wantedBy: [] }), "db.service": db("1"), "app.service": app, "old.service": service("") };
    const fresh = { "multi-user.target": old["multi-user.target"], "db.service": db("2"), "app.service": app, "new.service": service("") };
    assert.deepEqual(causes(withInner(old, { reloads: true }), withInner(fresh, { reloads: true })), [
      "reload directive: inner unit db.service: Nice 1 → 2",
      "reload added: inner unit new.service: the unit is new",
      "reload removed: inner unit old.service: the unit does not exist any more",
      "reload cascade: the reload switches the system inside: restarts app.service, db.service; stops old.service; starts new.service",
    ]);
  });

  it("are counted where there are many", () => {
    const told = causes(withInner(many("1")), withInner(many("2")));
    assert.deepEqual([told.length, told.at(-1)], [13, "restart directive: 2 more inner units change"]);
  });

  it("name the nested system where a side does not know its units", () => {
    const [old, fresh] = [{ "web.service": service("Nice=1") }, { "web.service": service("Nice=2") }];
    assert.deepEqual(causes(withInner(old), withInner(fresh, { isKnown: false })), ["restart store-path: nixos-system-cellar-26.11 built anew"]);
  });
});

describe("states of real hosts", needsGolden(), () => {
  it("have their nested units", () => {
    const state = hostCases().find(({ name }) => name === "nspawn-bindmounts")?.base;
    assert.match(state?.nspawnUnits?.["files"]?.["dbus-broker.service"]?.text ?? "", /\[Service\]/);
    assert.deepEqual(HostState.parse(JSON.parse(JSON.stringify(state))), state);
  });
});
