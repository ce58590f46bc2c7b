import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limitArguments, sandboxArguments, type SandboxView } from "../../../src/host/sandbox/sandbox-arguments.ts";

const view: SandboxView = {
  system: [{ kind: "folder", path: "/usr" }, { kind: "link", path: "/bin", target: "usr/bin" }],
  readable: ["/var/cache/stowplan/clones/7/content"],
  writable: ["/tmp/job/home"],
  network: false,
};

/** Where a run of arguments stands, or -1. */
function indexOf(all: readonly string[], part: readonly string[]): number {
  return all.findIndex((_, index) => part.every((word, offset) => all[index + offset] === word));
}

describe("sandboxArguments", () => {
  const args = sandboxArguments(view);
  const ROWS: readonly [what: string, part: readonly string[]][] = [
    ["every namespace is new", ["--unshare-all"]],
    ["no namespace can be made inside", ["--disable-userns"]],
    ["it ends with us", ["--die-with-parent"]],
    ["no capability is left", ["--cap-drop", "ALL"]],
    ["system folders are read only", ["--ro-bind", "/usr", "/usr"]],
    ["links of the system are links", ["--symlink", "usr/bin", "/bin"]],
    ["the repository is read only", ["--ro-bind", "/var/cache/stowplan/clones/7/content", "/var/cache/stowplan/clones/7/content"]],
    ["the home is the job's own", ["--bind", "/tmp/job/home", "/tmp/job/home"]],
    ["what is left of the root is read only", ["--remount-ro", "/"]],
    ["/proc too, where real root could write to the kernel's settings", ["--proc", "/proc", "--remount-ro", "/proc"]],
  ];
  for (const [what, part] of ROWS) it(what, () => assert.notEqual(indexOf(args, part), -1, args.join(" ")));

  it("lays what is writable over what is readable", () => {
    const nested = sandboxArguments({ ...view, readable: ["/tmp/job"] });
    assert.ok(indexOf(nested, ["--ro-bind", "/tmp/job"]) < indexOf(nested, ["--bind", "/tmp/job/home"]));
  });

  it("has the network's files only with the network", () => {
    assert.doesNotMatch(args.join(" "), /share-net|\/etc/);
    assert.match(sandboxArguments({ ...view, network: true }).join(" "), /--share-net .*\/etc\/resolv\.conf/);
  });

  it("mounts nothing of the machine's own /dev, /etc, /home, /root, /run or /var", () => {
    const sources = args.flatMap((word, index) => (/^--(?:ro-)?bind(?:-try)?$/.test(args[index - 1] ?? "") ? [word] : []));
    assert.deepEqual(sources.filter((path) => /^\/(?:dev|etc|home|root|run)(?:\/|$)/.test(path)), []);
  });
});

describe("limitArguments", () => {
  it("bounds address space, processes, files and their size, and leaves no core", () => {
    assert.deepEqual(limitArguments({ memory: 1024, processes: 64 }), ["--as=9663676416", "--nproc=64", "--fsize=4294967296", "--nofile=4096", "--core=0", "--"]);
  });
});
