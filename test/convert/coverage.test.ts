// Nothing is lost in silence: every key of a service changes the module, or is reported, or has no effect on one host.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stringify } from "yaml";
import { readProject, SERVICE_FIELDS } from "../../src/compose/index.ts";
import { type ConvertOptions, convertProject, COVERAGE, type Dialect, type Runtime } from "../../src/convert/index.ts";
import type { Finding } from "../../src/errors.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

/** One value for each key, that says something. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  annotations: { note: "x" },
  attach: true,
  blkio_config: { weight: 300, device_read_bps: [{ path: "/dev/sda", rate: "1m" }] },
  build: { context: "./app", target: "prod" },
  cap_add: ["NET_ADMIN"],
  cap_drop: ["ALL"],
  cgroup: "host",
  cgroup_parent: "m-executor-abcd",
  command: ["serve"],
  configs: ["settings"],
  container_name: "other",
  cpu_count: 2,
  cpu_percent: 50,
  cpu_period: 1000,
  cpu_quota: 500,
  cpu_rt_period: 1000,
  cpu_rt_runtime: 400,
  cpu_shares: 73,
  cpus: 0.5,
  cpuset: "0,1",
  credential_spec: { file: "x.json" },
  depends_on: { other: { condition: "service_healthy", required: false, restart: true } },
  deploy: { replicas: 2, placement: { constraints: ["node.role == manager"] } },
  develop: { watch: [] },
  device_cgroup_rules: ["c 1:3 mr"],
  devices: ["/dev/fuse"],
  dns: "1.1.1.1",
  dns_opt: ["use-vc"],
  dns_search: "example.org",
  domainname: "example.org",
  entrypoint: ["/run.sh"],
  env_file: "web.env",
  environment: { A: 1 },
  expose: ["80"],
  extends: "other",
  external_links: ["old:db"],
  extra_hosts: ["a=10.0.0.1"],
  gpus: "all",
  group_add: ["mail"],
  healthcheck: { test: "true" },
  hostname: "web",
  image: "nginx:2",
  init: true,
  ipc: "host",
  isolation: "default",
  label_file: "labels.txt",
  labels: { a: "b" },
  links: ["other"],
  log_driver: "syslog",
  log_opt: { tag: "x" },
  logging: { driver: "syslog" },
  mac_address: "02:42:ac:11:65:43",
  mem_limit: "64m",
  mem_reservation: "32m",
  mem_swappiness: 60,
  memswap_limit: "128m",
  models: ["llm"],
  net: "host",
  network_mode: "host",
  networks: { front: { ipv4_address: "172.16.0.5", priority: 10 } },
  oom_kill_disable: true,
  oom_score_adj: 100,
  pid: "host",
  pids_limit: 10,
  platform: "linux/arm64",
  ports: ["80:80"],
  post_start: [{ command: "x" }],
  pre_start: [{ command: "x" }],
  pre_stop: [{ command: "x" }],
  privileged: true,
  profiles: ["dev"],
  provider: { type: "awesome" },
  pull_policy: "always",
  pull_refresh_after: "24h",
  read_only: true,
  restart: "always",
  runtime: "runsc",
  scale: 3,
  secrets: ["password"],
  security_opt: ["no-new-privileges"],
  shm_size: "64m",
  stdin_open: true,
  stop_grace_period: "30s",
  stop_signal: "SIGINT",
  storage_opt: { size: "1G" },
  sysctls: { "net.core.somaxconn": 1024 },
  tmpfs: "/run",
  tty: true,
  ulimits: { nproc: 65535 },
  use_api_socket: true,
  user: "1000",
  userns_mode: "host",
  uts: "host",
  volume_driver: "local",
  volumes: ["data:/data"],
  volumes_from: ["other"],
  working_dir: "/app",
};

/** Keys that are carried without a trace where the value is what NixOS does anyway, or that other keys show. */
const BASE = { image: "nginx:1" };

async function convert(service: Readonly<Record<string, unknown>>, { runtime, dialect }: Pick<ConvertOptions, "runtime" | "dialect">): Promise<{ readonly text: string; readonly findings: readonly Finding[] }> {
  const compose = {
    services: { web: service, other: { image: "redis:7", environment: { FROM: "other" }, healthcheck: { test: "true" } } },
    networks: { front: { ipam: { config: [{ subnet: "172.16.0.0/24" }] } } },
    volumes: { data: {} },
    secrets: { password: { file: "./password.txt" } },
    configs: { settings: { content: "a=1" } },
    models: { llm: { model: "ai/model" } },
  };
  const source = projectSource({ environment: { COMPOSE_PROJECT_NAME: "shop" } });
  const { value, findings } = await readProject(source, fakeTree({ "compose.yml": stringify(compose), "web.env": "A=1\n", "labels.txt": "" }));
  assert.ok(value !== undefined, JSON.stringify(findings));
  const converted = convertProject(value, { runtime, dialect, config: source.options });
  return { text: converted.text.replace(/^(?:#.*\n)+/, ""), findings: converted.findings };
}

describe("every key of a service", () => {
  it("has a sample here and a line in the table", () => {
    const keys = Object.keys(SERVICE_FIELDS).toSorted();
    assert.deepEqual(Object.keys(SAMPLES).toSorted(), keys);
    assert.deepEqual(keys.filter((key) => COVERAGE[key] === undefined), []);
  });

  for (const runtime of ["docker", "podman"] as const satisfies readonly Runtime[]) {
    for (const dialect of ["stowplan", "compose2nix"] as const satisfies readonly Dialect[]) {
      it(`is carried or reported: ${runtime}, ${dialect}`, async () => {
        const silent: string[] = [];
        const base = await convert(BASE, { runtime, dialect });
        for (const [key, sample] of Object.entries(SAMPLES)) {
          const converted = await convert({ ...BASE, [key]: sample }, { runtime, dialect });
          const isReported = converted.findings.some(({ subject, code, message }) => subject === "service web" && code.startsWith("convert-key-") && (message.includes(key) || key === "profiles"));
          const isTold = converted.text !== base.text || isReported || COVERAGE[key]?.[runtime].kind === "idle";
          if (!isTold) silent.push(key);
        }
        assert.deepEqual(silent, []);
      });
    }
  }

  it("is reported where the table says that it is lost, and only there", async () => {
    for (const runtime of ["docker", "podman"] as const) {
      for (const [key, sample] of Object.entries(SAMPLES)) {
        const { findings } = await convert({ ...BASE, [key]: sample }, { runtime, dialect: "stowplan" });
        const isReported = findings.some(({ code, message }) => code === "convert-key-lost" && message.startsWith(`\`${key}\``));
        assert.equal(isReported, COVERAGE[key]?.[runtime].kind === "lost", `${runtime}: ${key}`);
      }
    }
  });
});
