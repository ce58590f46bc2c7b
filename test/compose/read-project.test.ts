// Whole projects in memory: what is merged from where, and what is refused with which finding at which place.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ComposeProject, readProject, textAt, textEntriesAt, textsAt, toCanonical, valueAt } from "../../src/compose/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { projectSource } from "./project-source.ts";

type Files = Readonly<Record<string, string>>;

async function read(files: Files, options: Parameters<typeof projectSource>[0] = {}): Promise<ComposeProject> {
  const { value, findings } = await readProject(projectSource(options), fakeTree(files));
  assert.deepEqual(findings.filter(({ severity }) => severity === "error"), []);
  assert.ok(value !== undefined);
  return value;
}

/** Findings as `severity code file:line:column`. */
async function findingsOf(files: Files, { options = {}, links = [] }: { options?: Parameters<typeof projectSource>[0]; links?: readonly string[] } = {}): Promise<readonly string[]> {
  const { findings } = await readProject(projectSource(options), fakeTree(files, links));
  return findings.map(({ severity, code, place }) => `${severity} ${code} ${place?.file ?? ""}:${place?.line ?? 0}:${place?.column ?? 0}`);
}

function keysOf(project: ComposeProject, service: string): ComposeProject["services"] extends ReadonlyMap<string, infer Service> ? Service : never {
  const found = project.services.get(service);
  assert.ok(found !== undefined, service);
  return found;
}

describe("places", () => {
  it("are those of the file that says it, with the text before interpolation", async () => {
    const project = await read({ "compose.yml": 'services:\n  web:\n    image: "nginx:${TAG:-1.27}"\n' });
    const image = valueAt(keysOf(project, "web").keys, "image");
    assert.deepEqual(image, { kind: "scalar", value: "nginx:1.27", place: { file: "compose.yml", line: 3, column: 12 }, range: [28, 48], written: "nginx:${TAG:-1.27}" });
    assert.deepEqual(keysOf(project, "web").place, { file: "compose.yml", line: 2, column: 3 });
  });

  it("of variables from a file are lines of that file", async () => {
    const project = await read({ "compose.yml": "services:\n  web:\n    image: x\n    env_file: web.env\n", "web.env": "# web\nA=1\n" });
    assert.deepEqual(valueAt(keysOf(project, "web").keys, "environment", "A")?.place, { file: "web.env", line: 2 });
  });

  it("lists every file that was read with its hash", async () => {
    const project = await read({ "compose.yml": "services: {web: {image: x, env_file: web.env}}", "web.env": "", ".env": "" });
    assert.deepEqual(project.files.map(({ path, kind }) => [path, kind]), [[".env", "environment"], ["compose.yml", "compose"], ["web.env", "environment"]]);
    assert.equal(project.files[2]?.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });
});

describe("merging", () => {
  const base = "services:\n  web:\n    image: nginx:1\n    command: [a, b]\n    ports: ['80:80', '443:443']\n    volumes: ['data:/data', './a:/a']\n    environment: {A: 1, B: 2}\n    dns: [1.1.1.1]\nvolumes: {data: {}}\n";

  it("adds lists, merges maps, replaces commands and mounts of one target", async () => {
    const over = "services:\n  web:\n    image: nginx:2\n    command: c\n    ports: ['8443:443']\n    volumes: ['./b:/a:ro']\n    environment: [B=3, C=4]\n    dns: 8.8.8.8\n";
    const { keys } = keysOf(await read({ "compose.yml": base, "over.yml": over }, { inputs: ["compose.yml", "over.yml"] }), "web");
    assert.equal(textAt(keys, "image"), "nginx:2");
    assert.deepEqual(textsAt(keys, "command"), ["c"]);
    assert.deepEqual(textsAt(keys, "dns"), ["1.1.1.1", "8.8.8.8"]);
    assert.deepEqual(textEntriesAt(keys, "environment"), [["A", "1"], ["B", "3"], ["C", "4"]]);
    const volumes = valueAt(keys, "volumes");
    assert.deepEqual(volumes?.kind === "list" ? volumes.items.map((item) => [textAt(item, "source"), textAt(item, "target")]) : [], [["data", "/data"], ["/srv/shop/b", "/a"]]);
    const ports = valueAt(keys, "ports");
    assert.deepEqual(ports?.kind === "list" ? ports.items.map((item) => textAt(item, "published")) : [], ["80", "443", "8443"]);
  });

  it("knows !reset and !override", async () => {
    const over = "services:\n  web:\n    ports: !reset []\n    environment: !override {C: 4}\n    command: null\n";
    const { keys } = keysOf(await read({ "compose.yml": base, "over.yml": over }, { inputs: ["compose.yml", "over.yml"] }), "web");
    assert.equal(valueAt(keys, "ports"), undefined);
    assert.deepEqual(textEntriesAt(keys, "environment"), [["C", "4"]]);
    assert.deepEqual(valueAt(keys, "command")?.kind, "scalar");
  });

  it("unfolds anchors and merge keys", async () => {
    const project = await read({ "compose.yml": "x-base: &base {restart: always, labels: {a: 1}}\nx-more: &more {restart: 'no', user: '1000'}\nservices:\n  web:\n    <<: [*base, *more]\n    image: x\n    labels: {b: 2}\n" });
    const { keys } = keysOf(project, "web");
    assert.deepEqual([textAt(keys, "restart"), textAt(keys, "user"), textEntriesAt(keys, "labels")], ["always", "1000", [["b", "2"]]]);
  });
});

describe("extends and include", () => {
  it("extends over files, each path starting in its own file's folder", async () => {
    const files = {
      "compose.yml": "services:\n  web: {extends: base, environment: {B: 2}}\n  base: {extends: {file: common/base.yml, service: app}}\n",
      "common/base.yml": "services:\n  app: {extends: root, volumes: ['./data:/data'], environment: {A: 1, B: 1}, env_file: app.env}\n  root: {image: app:1}\n",
      "common/app.env": "E=5\n",
    };
    const { keys } = keysOf(await read(files), "web");
    assert.equal(textAt(keys, "image"), "app:1");
    assert.deepEqual(textEntriesAt(keys, "environment"), [["A", "1"], ["B", "2"], ["E", "5"]]);
    const volumes = valueAt(keys, "volumes");
    assert.equal(volumes?.kind === "list" ? textAt(volumes.items[0], "source") : "", "/srv/shop/common/data");
  });

  it("includes with the folder and variables of what is included", async () => {
    const files = {
      "compose.yml": "include:\n  - db/compose.yml\n  - {path: [cache.yml], env_file: cache.env}\nservices: {web: {image: x, depends_on: [db, cache]}}\n",
      "db/compose.yml": "services: {db: {image: 'postgres:${TAG}', volumes: ['./init:/init']}}\n",
      "db/.env": "TAG=16\n",
      "cache.yml": "services: {cache: {image: 'redis:${TAG}'}}\n",
      "cache.env": "TAG=7\n",
    };
    const project = await read(files);
    assert.equal(textAt(keysOf(project, "db").keys, "image"), "postgres:16");
    assert.equal(textAt(keysOf(project, "cache").keys, "image"), "redis:7");
    const volumes = valueAt(keysOf(project, "db").keys, "volumes");
    assert.equal(volumes?.kind === "list" ? textAt(volumes.items[0], "source") : "", "/srv/shop/db/init");
  });
});

describe("names and profiles", () => {
  it("takes the name from the options, the environment, the file, the folder", async () => {
    const compose = "name: Shop_2\nservices: {web: {image: x}}\n";
    assert.equal((await read({ "compose.yml": compose }, { project: "given" })).name, "given");
    assert.equal((await read({ "compose.yml": compose, ".env": "COMPOSE_PROJECT_NAME=fromenv\n" })).name, "fromenv");
    assert.equal((await read({ "compose.yml": compose })).name, "shop_2");
    assert.equal((await read({ "stacks/My Shop/compose.yml": "services: {web: {image: x}}\n" }, { inputs: ["stacks/My Shop/compose.yml"] })).name, "myshop");
  });

  it("keeps services of inactive profiles apart", async () => {
    const compose = "services:\n  web: {image: x}\n  debug: {image: y, profiles: [dev]}\n";
    const off = await read({ "compose.yml": compose });
    assert.deepEqual([[...off.services.keys()], [...off.inactive.keys()]], [["web"], ["debug"]]);
    const on = await read({ "compose.yml": compose, ".env": "COMPOSE_PROFILES=dev\n" });
    assert.deepEqual([...on.services.keys()], ["debug", "web"]);
  });

  it("reads legacy spellings", async () => {
    const project = await read({ "compose.yml": "version: '2'\nservices:\n  web: {image: x, net: host, log_driver: syslog, mem_limit: 64m}\nnetworks: {old: {external: {name: real}}}\n" });
    const { keys } = keysOf(project, "web");
    assert.deepEqual([textAt(keys, "network_mode"), textAt(keys, "logging", "driver"), textAt(keys, "mem_limit")], ["host", "syslog", "67108864"]);
    assert.equal(textAt(project.resources.networks.get("old"), "name"), "real");
  });

  it("prints names of JavaScript's own objects like any other", async () => {
    const project = await read({ "compose.yml": "services:\n  __proto__: {image: x, environment: {constructor: 1}}\n" });
    assert.match(JSON.stringify(toCanonical(project)), /"__proto__":\{.*"constructor":"1"/);
  });
});

describe("the canonical form", () => {
  for (const [name, compose, pattern] of [
    ["keeps false and zero where Go has a pointer", "services: {a: {image: x, init: false, scale: 0, privileged: false, healthcheck: {retries: 0}}}", /"init":false.*"scale":0/],
    ["leaves other false and zero values out", "services: {a: {image: x, privileged: false, cpu_shares: 0}}", /^(?!.*(?:privileged|cpu_shares))/],
    ["keeps the user's own top-level keys", "x-note: {b: [], a: $$x}\nservices: {a: {image: x}}", /"x-note":\{"a":"\$\$x","b":\[\]\}/],
    ["sorts hosts", "services: {a: {image: x, extra_hosts: {z: 1.1.1.1, b: ['::1', 2.2.2.2]}}}", /"extra_hosts":\["b=2\.2\.2\.2","b=::1","z=1\.1\.1\.1"\]/],
    ["doubles dollar signs", "services: {a: {image: x, command: [echo, $$HOME]}}", /"echo","\$\$HOME"/],
  ] as const) {
    it(name, async () => {
      assert.match(JSON.stringify(toCanonical(await read({ "compose.yml": compose }))), pattern);
    });
  }
});

describe("what is wrong is a finding with its place", () => {
  for (const [name, files, expected] of [
    ["no YAML", { "compose.yml": "services:\n\tweb: x\n" }, ["error compose-syntax compose.yml:2:1"]],
    ["no map", { "compose.yml": "- a\n" }, ["error compose-invalid compose.yml:1:1"]],
    ["an empty file", { "compose.yml": "" }, ["error compose-invalid compose.yml:0:0"]],
    ["a duplicate key", { "compose.yml": "services:\n  web:\n    image: a\n    image: b\n" }, ["error compose-duplicate-key compose.yml:4:5"]],
    ["an unknown key", { "compose.yml": "services:\n  web:\n    image: a\n    enviroment: {}\n" }, ["warning compose-unknown-key compose.yml:4:5"]],
    ["several wrong values", { "compose.yml": "services:\n  web:\n    image: a\n    privileged: 3\n    ports: [x]\n    mem_limit: 1x\n" }, ["error compose-invalid compose.yml:4:17", "error compose-invalid compose.yml:5:13", "error compose-invalid compose.yml:6:16"]],
    ["a name that is none", { "compose.yml": "services:\n  'we b': {image: a}\n" }, ["error compose-invalid compose.yml:2:3"]],
    ["no image", { "compose.yml": "services:\n  web: {user: x}\n" }, ["error compose-invalid compose.yml:2:3"]],
    ["an unset variable, once", { "compose.yml": "services:\n  web: {image: 'a:$T', user: $T}\n" }, ["warning compose-unset-variable compose.yml:2:16"]],
    ["a required variable", { "compose.yml": "services:\n  web: {image: 'a:${T:?say}'}\n" }, ["warning compose-required-variable compose.yml:2:16"]],
    ["an undefined network", { "compose.yml": "services:\n  web: {image: a, networks: [x]}\n" }, ["error compose-invalid compose.yml:2:30"]],
    ["a wrong value that an unset variable made", { "compose.yml": "services:\n  web: {image: a, ports: ['$P']}\n" }, ["warning compose-unset-variable compose.yml:2:27", "warning compose-invalid compose.yml:2:27"]],
    ["a missing environment file", { "compose.yml": "services:\n  web: {image: a, env_file: x.env}\n" }, ["warning compose-file-missing compose.yml:2:29"]],
    ["an optional environment file", { "compose.yml": "services:\n  web: {image: a, env_file: [{path: x.env, required: false}]}\n" }, []],
    ["a path out of the repository", { "compose.yml": "include: [../x.yml]\nservices:\n  web: {image: a, env_file: /etc/passwd}\n" }, ["error compose-path-outside compose.yml:1:11", "warning compose-path-outside compose.yml:3:29"]],
    ["files that include each other", { "compose.yml": "include: [b.yml]\nservices: {web: {image: a}}\n", "b.yml": "include: [compose.yml]\n" }, ["error compose-cycle b.yml:1:11"]],
    ["an include that defines the same otherwise", { "compose.yml": "include: [b.yml]\nservices: {web: {image: a}}\n", "b.yml": "services: {web: {image: b}}\n" }, ["error compose-invalid compose.yml:2:12"]],
    ["services that extend each other", { "compose.yml": "services:\n  a: {image: x, extends: b}\n  b: {image: x, extends: a}\n" }, ["error compose-cycle compose.yml:2:26", "error compose-cycle compose.yml:3:26"]],
    ["services that need each other", { "compose.yml": "services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, depends_on: [a]}\n" }, ["error compose-cycle compose.yml:2:17"]],
    ["two containers of one name", { "compose.yml": "services:\n  a: {image: x, container_name: n}\n  b: {image: x, container_name: n}\n" }, ["error compose-invalid compose.yml:3:17"]],
    ["a shell command that is none", { "compose.yml": "services:\n  a: {image: x, command: a && b}\n" }, ["warning compose-invalid compose.yml:2:26"]],
  ] as const satisfies readonly (readonly [string, Files, readonly string[]])[]) {
    it(name, async () => {
      assert.deepEqual(await findingsOf(files), expected);
    });
  }

  it("a symbolic link", async () => {
    const files = { "compose.yml": "include: [link.yml, folder/x.yml]\nservices: {web: {image: a}}\n" };
    assert.deepEqual(await findingsOf(files, { links: ["link.yml", "folder"] }), ["error compose-path-outside compose.yml:1:11", "error compose-path-outside compose.yml:1:21"]);
  });

  it("says what was meant", async () => {
    const { findings } = await readProject(projectSource(), fakeTree({ "compose.yml": "services:\n  web: {image: a, enviroment: {}}\n" }));
    assert.equal(findings[0]?.hint, "Did you mean `environment`?");
  });
});

describe("hostile files are refused", () => {
  const aliases = Array.from({ length: 30 }, (_, index) => `x-${index}: &n${index} [${Array.from({ length: 10 }, () => (index === 0 ? "v" : `*n${index - 1}`)).join(",")}]\n`);
  for (const [name, text] of [
    ["a file of 50 MB", `services: {}\n#${"x".repeat(50_000_000)}`],
    ["aliases that unfold a billion times", aliases.join("")],
    ["10,000 levels of lists", `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`],
    ["10,000 levels that never end", `a: ${"[".repeat(10_000)}`],
    ["10,000 levels of dashes", `a:\n  ${"- ".repeat(10_000)}x\n`],
    ["2,000 levels of maps", Array.from({ length: 2000 }, (_, index) => `${" ".repeat(index)}a:`).join("\n")],
  ] as const) {
    it(name, async () => {
      const { value, findings } = await readProject(projectSource(), fakeTree({ "compose.yml": text }));
      assert.equal(value, undefined);
      assert.deepEqual(findings.map(({ code }) => code), ["compose-limit"]);
    });
  }
});
