// `stowplan switch` as its users run it: folders or host states in, one line or one JSON entry for each unit out.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { SwitchReport } from "../../src/switch/index.ts";

const checkout = dirname(dirname(import.meta.dirname));
const scratch = mkdtempSync(join(tmpdir(), "stowplan-switch-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(scratch, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ["--import", join(checkout, "scripts", "text-imports.mjs"), join(checkout, "src", "cli.ts"), "switch", ...args];
  return spawnSync(process.execPath, command, { encoding: "utf8" });
}

const database = (version: string): string => `[Service]\nExecStart=/bin/database ${version}\n`;
const web = "[Unit]\nRequires=database.service\n\n[Service]\nExecStart=/bin/web\n";

function folder(name: string, version: string): string {
  write(`${name}/database.service`, database(version));
  write(`${name}/web.service`, web);
  write(`${name}/multi-user.target.wants/database.service`, "../database.service");
  return join(scratch, name);
}

describe("stowplan switch", () => {
  it("tells a person what happens to each unit", () => {
    const active = write("active.txt", "# by hand\nmulti-user.target\ndatabase.service\nweb.service\n");
    const { status, stdout } = run(folder("old", "1"), folder("new", "2"), "--active", active);
    assert.equal(status, 0);
    assert.equal(
      stdout,
      "restart database.service: ExecStart /bin/database 1 → /bin/database 2\n" +
        "leave stopped web.service: database.service goes down and takes this unit with it (Requires=); nothing that the switch starts wants it\n",
    );
  });

  it("tells a program the same, with what runs as JSON", () => {
    const active = write("active.json", JSON.stringify({ active: ["multi-user.target", "database.service"], failed: ["web.service"] }));
    const report = SwitchReport.parse(JSON.parse(run(folder("old", "1"), folder("new", "2"), "--active", active, "--json").stdout));
    assert.deepEqual([report.stop, report.start, report.restart], [["database.service"], ["database.service"], []]);
    assert.deepEqual(report.units, {
      "database.service": { after: "active", restarted: true, action: "restart", cause: "ExecStart /bin/database 1 → /bin/database 2" },
      "multi-user.target": { after: "active", restarted: false, action: "keep", cause: "" },
    });
  });

  it("compares host states, and assumes what runs", () => {
    const state = (version: string): string => JSON.stringify({ units: { "database.service": { text: database(version), wantedBy: ["multi-user.target"] }, "web.service": { text: web } } });
    const { stdout } = run(write("old.json", state("1")), write("new.json", state("2")));
    assert.equal(stdout, "restart database.service: ExecStart /bin/database 1 → /bin/database 2\n");
  });

  it("tells the options behind a unit where host states are whole, packed or not", () => {
    const script = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-unit-script-docker-web-start";
    const state = (tag: string): string => {
      const unit = { text: `[Service]\nExecStart=${script.replace("0123", tag.padStart(4, "0"))}/bin/docker-web-start \n`, wantedBy: ["multi-user.target"], files: {} };
      return JSON.stringify({ host: "falcon", system: "x86_64-linux", ociBackend: "docker", ociContainers: { web: { image: `web:${tag}` } }, units: { "docker-web.service": unit } });
    };
    const packed = write("new.json.gz", "");
    writeFileSync(packed, gzipSync(state("2")));
    assert.equal(run(write("old.json", state("1")), packed).stdout, "restart docker-web.service: image 1 → 2\n");
  });

  it("compares two system closures behind links, as `nix build` leaves them", () => {
    const closure = (name: string, version: string): string => {
      const units = folder(`store/units-${name}`, version);
      mkdirSync(join(scratch, `store/etc-${name}/etc/systemd`), { recursive: true });
      symlinkSync(units, join(scratch, `store/etc-${name}/etc/systemd/system`));
      mkdirSync(join(scratch, `store/system-${name}`), { recursive: true });
      symlinkSync(join(scratch, `store/etc-${name}/etc`), join(scratch, `store/system-${name}/etc`));
      const result = join(scratch, `result-${name}`);
      symlinkSync(join(scratch, `store/system-${name}`), result);
      return result;
    };
    assert.equal(run(closure("old", "1"), closure("new", "2")).stdout, "restart database.service: ExecStart /bin/database 1 → /bin/database 2\n");
  });

  it("compares a folder with a host state", () => {
    const state = JSON.stringify({ units: { "database.service": { text: database("2"), wantedBy: ["multi-user.target"] }, "web.service": { text: web } } });
    assert.equal(run(folder("old", "1"), write("new.json", state)).stdout, "restart database.service: ExecStart /bin/database 1 → /bin/database 2\n");
  });

  it("reads what systemctl list-units prints", () => {
    const active = write("listed.txt", "  multi-user.target loaded active active Multi-User System\n● web.service       loaded active running Web\n  database.service  loaded active running\n");
    assert.match(run(folder("old", "1"), folder("new", "2"), "--active", active).stdout, /^restart database\.service: .*\nleave stopped web\.service: /);
  });

  it("restarts and reloads what activation scripts name, as JSON or a list of restarts", () => {
    const [old, fresh] = [folder("old", "1"), folder("same", "1")];
    const active = write("active.txt", "multi-user.target\ndatabase.service\n");
    const told = (name: string, text: string): string => run(old, fresh, "--active", active, "--activation", write(name, text)).stdout;
    assert.equal(told("list.txt", "database.service\n"), "restart database.service: an activation script asks for it\n");
    assert.match(told("list.json", '["database.service"]'), /^restart database\.service: /);
    assert.match(told("both.json", '{"reload": ["database.service"]}'), /^reload database\.service: /);
    assert.equal(told("empty.json", "{}"), "nothing changes\n");
  });

  it("says what is wrong with a file", () => {
    const { status, stderr } = run(write("notes.json", "[]"), folder("new", "2"));
    assert.equal(status, 1);
    assert.match(stderr, /notes\.json: this is neither a folder nor a host's state/);
  });

  it("says which option named a file that is not there", () => {
    for (const option of ["--active", "--activation"]) {
      const { status, stderr } = run(folder("old", "1"), folder("new", "2"), option, join(scratch, "nope"));
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`nope: the file cannot be read\\n {2}Name a file for ${option}: `));
    }
  });
});
