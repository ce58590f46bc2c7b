// The command line's contract: exit status, results on stdout, everything else on stderr. Run from source, as its users run the bundle.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { homelabImages } from "../scripts/demo/homelab-images.ts";
import { BRANCHES, makeHomelabRepository } from "../scripts/demo/homelab-repository.ts";
import { type RunningRegistry, startPullOnlyRegistry } from "../scripts/demo/registry.ts";
import { parsePlan } from "../src/report/index.ts";
import { VERSION } from "../src/version.ts";
import { goldenFolder, needsGolden } from "./support/shared-data.ts";
import { ROOT } from "./support/source-files.ts";

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function stowplan(args: readonly string[], options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {}): Promise<Ran> {
  const command = ["--import", join(ROOT, "scripts", "text-imports.mjs"), join(ROOT, "src", "cli.ts"), ...args];
  const child = spawn(process.execPath, command, { cwd: options.cwd ?? ROOT, env: { ...process.env, XDG_CACHE_HOME: join(scratch, "cache"), GITHUB_API_URL: "http://127.0.0.1:9", ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (texts.stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...texts })));
}

const scratch = mkdtempSync(join(tmpdir(), "stowplan-cli-"));
const repository = join(scratch, "homelab");
let registry: RunningRegistry;

before(async () => {
  registry = await startPullOnlyRegistry(homelabImages());
  makeHomelabRepository(repository, registry.url);
});

after(async () => {
  await registry.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** A PATH on which a program is this shell script. */
function withProgram(name: string, body: string): Readonly<Record<string, string>> {
  const bin = mkdtempSync(join(scratch, "bin-"));
  writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return { PATH: `${bin}:${process.env["PATH"] ?? ""}` };
}

const plan = (...args: readonly string[]): Promise<Ran> => stowplan(["plan", "--repo", repository, ...args]);

describe("stowplan plan", () => {
  it("exits with 0 and one line where nothing changes", async () => {
    const { status, stdout, stderr } = await plan("--base", "main", "--head", "main");
    assert.equal(status, 0);
    assert.match(stdout, /^No change/);
    assert.match(stderr, /^nothing differs from main: name an earlier revision with --base/);
  });

  it("exits with 2 where something changes, and writes what it was asked to write", async () => {
    const files = { json: join(scratch, "out", "plan.json"), markdown: join(scratch, "out", "plan.md"), html: join(scratch, "out", "plan.html") };
    const { status, stdout, stderr } = await plan("--base", BRANCHES.base, "--head", BRANCHES.head, ...Object.entries(files).flatMap(([form, file]) => [`--${form}`, file]));
    assert.equal(status, 2, stderr);
    assert.match(stdout, /mealie/);
    assert.match(stderr, /^images: /m);
    assert.equal(stdout.includes("\u001b"), false, "no colour where stdout is no terminal");
    assert.ok(parsePlan(readFileSync(files.json, "utf8")).projects.length > 0);
    assert.match(readFileSync(files.markdown, "utf8"), /^### /m);
    assert.match(readFileSync(files.html, "utf8"), /^<!doctype html>/i);
  });

  it("looks for the flake where --flake says", async () => {
    const { status, stdout } = await plan("--base", BRANCHES.base, "--head", BRANCHES.head, "--flake", "hosts");
    assert.equal(status, 2);
    assert.match(stdout, /hosts\/flake\.nix: There is no such file at base or head/);
  });

  it("plans from the merge base, so that what others merged is not shown", async () => {
    const { status } = await plan("--base", BRANCHES.head, "--head", BRANCHES.base);
    assert.equal(status, 0);
  });

  for (const [title, args, pattern] of [
    ["a revision that does not exist", ["--base", "main", "--head", "nowhere"], /nowhere[\s\S]*git fetch/],
    ["a folder that is no repository", ["--repo", scratch, "--base", "main", "--head", "main"], /git checkout/],
    ["an option that does not exist", ["--base", "main", "--head", "main", "--hots", "falcon"], /--hots.*\n.*--host/],
    ["an option without its value", ["--base", "main", "--head"], /--head/],
  ] as const) {
    it(`exits with 1 and says what to do about ${title}`, async () => {
      const { status, stdout, stderr } = await plan(...args);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    });
  }
});

describe("stowplan convert --check_bind_mounts", needsGolden(), () => {
  it("fails where compose2nix does", async () => {
    const cwd = join(goldenFolder, "convert", "upstream-TestCheckBindMountsMissing.docker", "files");
    const { status, stdout, stderr } = await stowplan(["convert", "--check_bind_mounts", "--auto_start=false", "--project", "test", "--root_path", ".", "--runtime", "docker", "--inputs", "compose.yml"], { cwd });
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /service my-service: .*\/nonexistent-bind-mount does not exist/);
  });
});

describe("stowplan convert", () => {
  const folder = join(scratch, "project");

  before(() => {
    mkdirSync(folder);
    writeFileSync(join(folder, "compose.yml"), "services:\n  web:\n    image: nginx:${TAG:-1.27}\n    credential_spec: {file: x}\n");
  });

  it("prints the module, and on stderr what was lost, with its place", async () => {
    const { status, stdout, stderr } = await stowplan(["convert", "--runtime", "docker"], { cwd: folder });
    assert.equal(status, 0);
    assert.match(stdout, /image = "nginx:1\.27";/);
    assert.match(stderr, /^compose\.yml:4:\d+: warning: service web: .*credential_spec/m);
  });

  it("fails on warnings where it is told to, and takes variables from the shell", async () => {
    const { status, stdout } = await stowplan(["convert", "--warnings_as_errors"], { cwd: folder, env: { TAG: "1.28" } });
    assert.equal(status, 1);
    assert.match(stdout, /image = "nginx:1\.28";/);
  });

  it("writes a file, and leaves it as it is where something is wrong", async () => {
    const written = await stowplan(["convert", "--runtime", "docker", "--output", "out/web.nix"], { cwd: folder });
    assert.deepEqual([written.status, written.stdout], [0, ""]);
    const file = join(folder, "out", "web.nix");
    const whole = readFileSync(file, "utf8");
    assert.match(whole, /image = "nginx:1\.27";/);
    const failed = await stowplan(["convert", "--service_include", "(", "--output", "out/web.nix"], { cwd: folder });
    assert.deepEqual([failed.status, readFileSync(file, "utf8")], [1, whole]);
    assert.match(failed.stderr, /^out\/web\.nix is left as it is/m);
  });

  it("prints the canonical form", async () => {
    const { stdout } = await stowplan(["convert", "--canonical", "--project", "shop"], { cwd: folder });
    const canonical: unknown = JSON.parse(stdout);
    assert.ok(typeof canonical === "object" && canonical !== null && "name" in canonical);
    assert.equal(canonical.name, "shop");
  });

  it("refuses a converter that it does not know", async () => {
    const { status, stderr } = await stowplan(["convert", "--converter", "podlet"], { cwd: folder });
    assert.deepEqual([status, stderr.includes('compose2nix')], [1, true]);
  });

  it("lets the user's compose2nix convert, with its own flags", async () => {
    const env = withProgram("compose2nix", 'for word; do case "$word" in -output=*) out="${word#-output=}";; esac; done; { echo "$1 $2"; echo "$TAG"; } > "$out"');
    const { status, stdout } = await stowplan(["convert", "--converter", "compose2nix", "--runtime", "docker"], { cwd: folder, env: { ...env, TAG: "1.28" } });
    assert.deepEqual([status, stdout], [0, "-inputs=compose.yml -project=project\n1.28\n"]);
  });

  it("says how to get a compose2nix that is not there, and what one that fails complains about", async () => {
    const missing = await stowplan(["convert", "--converter", "compose2nix"], { cwd: folder, env: { PATH: scratch } });
    assert.deepEqual([missing.status, missing.stdout], [1, ""]);
    assert.match(missing.stderr, /no compose2nix on the PATH[\s\S]*nixpkgs#compose2nix/);
    const failing = await stowplan(["convert", "--converter", "compose2nix"], { cwd: folder, env: withProgram("compose2nix", "echo no services >&2; exit 1") });
    assert.deepEqual([failing.status, failing.stdout, failing.stderr.includes('no services')], [1, "", true]);
  });

  it("formats with the nixfmt that is installed, and warns where there is none", async () => {
    const formatted = await stowplan(["convert", "--auto_format"], { cwd: folder, env: withProgram("nixfmt", "sed 's/^ *//'") });
    assert.match(formatted.stdout, /^image = "nginx:1\.27";$/m);
    const plain = await stowplan(["convert", "--auto_format"], { cwd: folder, env: { PATH: scratch } });
    assert.match(plain.stdout, /^ +image = "nginx:1\.27";$/m);
    assert.match(plain.stderr, /warning: project project: .*no nixfmt[\s\S]*nixpkgs#nixfmt/);
    const failing = await stowplan(["convert", "--auto_format"], { cwd: folder, env: withProgram("nixfmt", "echo unexpected >&2; exit 1") });
    assert.match(failing.stderr, /nixfmt failed \(unexpected\)/);
    assert.match(failing.stdout, /image = /);
  });

  it("refuses bind mounts whose source is not there, where it is told to look", async () => {
    const project = join(scratch, "binds");
    mkdirSync(join(project, "data"), { recursive: true });
    writeFileSync(join(project, "compose.yml"), "services:\n  web:\n    image: nginx\n    volumes:\n      - ./data:/data\n      - ./none:/none\n      - named:/named\nvolumes:\n  named:\n");
    assert.equal((await stowplan(["convert"], { cwd: project })).status, 0);
    const { status, stdout, stderr } = await stowplan(["convert", "--check_bind_mounts"], { cwd: project });
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^compose\.yml:6:\d+: error: service web: .*\/none does not exist/m);
    assert.equal(stderr.match(/error:/g)?.length, 1);
  });

  it("refuses a wrong value by its flag", async () => {
    const { status, stderr } = await stowplan(["convert", "--runtime", "containerd"], { cwd: folder });
    assert.equal(status, 1);
    assert.match(stderr, /--runtime/);
  });
});

describe("stowplan image-diff", () => {
  it("says what is different, and exits with 2", async () => {
    const name = `${new URL(registry.url).host}/ghcr.io/mealie-recipes/mealie`;
    const { status, stdout, stderr } = await stowplan(["image-diff", `${name}:v1.3.2`, `${name}:v1.4.0`, "--allow-private", new URL(registry.url).host]);
    assert.equal(status, 2, stderr);
    assert.match(stdout, /runs as uid 911, gid 911 instead of root/);
  });

  it("shows no password that is written in a reference", async () => {
    for (const reference of ["skipper:hunter22@harbour.example/galley/web:1", "https://skipper:hunter22@harbour.example/galley/web:1"]) {
      for (const form of [[], ["--json"]]) {
        const { status, stdout, stderr } = await stowplan(["image-diff", reference, reference, ...form]);
        assert.equal(status, 1);
        assert.match(stderr, /harbour\.example/);
        assert.doesNotMatch(stdout + stderr, /hunter22/);
      }
    }
  });

  it("asks no private address unless it is allowed to", async () => {
    const name = `${new URL(registry.url).host}/docker.io/library/redis`;
    const { status, stderr } = await stowplan(["image-diff", `${name}:7.2-alpine`, `${name}:7.4-alpine`]);
    assert.equal(status, 1);
    assert.match(stderr, /allow/);
  });
});

describe("stowplan updates", () => {
  it("lists newer tags with their place, and exits with 2", async () => {
    const { status, stdout } = await stowplan(["updates", "--repo", repository]);
    assert.equal(status, 2);
    assert.match(stdout, /^patch +traefik\/whoami:v1\.10\.2 +→ +traefik\/whoami:v1\.10\.3 +hosts\/falcon\/proxy\.nix:\d+$/m);
    assert.match(stdout, /^Pull requests:\n(?: {2}.*\n)* {2}Update whoami to v1\.10\.3 +traefik-whoami-1\.10\.x +due$/m);
    const found: unknown = JSON.parse((await stowplan(["updates", "--repo", repository, "--json"])).stdout);
    assert.ok(typeof found === "object" && found !== null && "updates" in found && "branches" in found && "ignored" in found && "findings" in found);
  });

  it("exits with 1 where a digest that is written is gone, whatever is newer", async () => {
    const folder = join(scratch, "gone");
    const { host } = new URL(registry.url);
    mkdirSync(join(folder, ".github"), { recursive: true });
    writeFileSync(join(folder, ".github", "stowplan.yml"), `registries:\n  allow-private: ["${host}"]\n`);
    writeFileSync(join(folder, "compose.yml"), `services:\n  web:\n    image: ${host}/docker.io/traefik/whoami:v1.10.3@sha256:${"0".repeat(64)}\n`);
    execFileSync("git", ["init", "-q", folder]);
    execFileSync("git", ["-C", folder, "add", "."]);
    execFileSync("git", ["-C", folder, "-c", "user.name=ilse", "-c", "user.email=ilse@example.org", "commit", "-q", "-m", "web"]);
    const { status, stdout, stderr } = await stowplan(["updates", "--repo", folder]);
    assert.equal(status, 1, stderr);
    assert.match(stdout, /^digest +/m);
    assert.match(stderr, /^error: .*No host can pull the digest that is written any more\./m);
  });
});

describe("stowplan publish", () => {
  it("says which plan is missing", async () => {
    const { status, stderr } = await stowplan(["publish", "--plan", join(scratch, "none.json"), "--repository", "ada/homelab", "--pull-request", "7"], { env: { GITHUB_TOKEN: "x" } });
    assert.equal(status, 1);
    assert.match(stderr, /none\.json/);
  });
});

describe("stowplan, used wrongly,", () => {
  const unborn = join(scratch, "unborn");
  const broken = join(scratch, "broken.json");

  before(() => {
    execFileSync("git", ["init", "-q", unborn]);
    writeFileSync(broken, "{");
  });

  for (const [title, args, pattern, address = ""] of [
    ["a repository without a commit", ["plan", "--repo", unborn], /^stowplan: HEAD: .*\n {2}Commit the files first/],
    ["pull requests without a repository", ["updates", "--open"], /^stowplan: --repository: .* is missing\n {2}Write it as owner\/name/],
    ["pull requests without a token", ["updates", "--open", "--repository", "ada/homelab"], /^stowplan: GITHUB_TOKEN: .*\n {2}Set it .* contents, pull requests and issues/],
    ["a comment without a token", ["publish", "--plan", broken, "--repository", "ada/homelab", "--pull-request", "7"], /^stowplan: GITHUB_TOKEN: .*\n {2}Set it .* pull requests/],
    ["an address of GitHub's that is none", ["publish", "--plan", broken, "--repository", "ada/homelab", "--pull-request", "7"], /^stowplan: GITHUB_API_URL: .*\n {2}Unset it/, "nonsense"],
    ["a platform that is none", ["image-diff", "a:1", "a:2", "--platform", "arm"], /--platform.*linux\/arm64/],
    ["a dialect that it does not know", ["convert", "--dialect", "podlet"], /--dialect.*compose2nix/],
    ["an engine that it does not know", ["convert", "--inputs", "compose.yml", "--runtime", "docer"], /^stowplan: --runtime: it is none of `docker`, `podman`; did you mean `docker`\?/],
  ] as const) {
    it(`says what to do about ${title}`, async () => {
      const { status, stdout, stderr } = await stowplan(args, { env: { GITHUB_TOKEN: "", GH_TOKEN: "", GITHUB_API_URL: address } });
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    });
  }

  it("names the file that is no plan", async () => {
    const { status, stderr } = await stowplan(["publish", "--plan", broken, "--repository", "ada/homelab", "--pull-request", "7"], { env: { GITHUB_TOKEN: "x" } });
    assert.equal(status, 1);
    assert.match(stderr, /^stowplan: .*broken\.json: The plan is not JSON/);
  });
});

describe("stowplan", () => {
  it("has the version of package.json", async () => {
    const { stdout } = await stowplan(["--version"]);
    const description: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    assert.ok(typeof description === "object" && description !== null && "version" in description);
    assert.equal(stdout.trim(), description.version);
    assert.equal(VERSION, description.version);
  });
});
