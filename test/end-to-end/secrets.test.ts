// A repository whose every secret starts with one marker -> no form of its plan holds the marker.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { homelabImages } from "../../scripts/demo/homelab-images.ts";
import { createActionsLog } from "../../src/host/actions-log.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { runPlan } from "../../src/plan.ts";
import { type Plan, renderHtml, renderMarkdown, renderTerminal, SUMMARY_LIMIT, writePlan } from "../../src/report/index.ts";
import { fakeRegistry } from "../fakes/registry.ts";
import { needs } from "../needs.ts";
import { makeRepository } from "../support/repository.ts";

const MARKER = "tidewater";
const example = join(dirname(fileURLToPath(import.meta.url)), "../../examples/homelab");

const COMPOSE = `name: mealie
services:
  mealie:
    image: ghcr.io/mealie-recipes/mealie:v1.3.2
    environment:
      ADMIN_PASSWORD: ${MARKER}-compose
      DEFAULTED: \${SECRET:-${MARKER}-default}
      NAMED: \${TOKEN}
      LONG: "\${LONG_TOKEN} and more"
      DATABASE_URL: postgres://mealie:${MARKER}-url@db/mealie
    command: ["redis-server", "--requirepass", "${MARKER}-argument", "--port", "6379"]
    healthcheck:
      test: redis-cli -a ${MARKER}-health ping
    labels:
      - "app.password=${MARKER}-label"
    bogus_key: password=${MARKER}-bogus
  stray:
    image: mira:${MARKER}-image@forge.example/stray:v1
  search:
    image: redis:7.2-alpine
    command: redis-server --masterauth ${MARKER}-master --port 6379
`;

const UNIT = `{
  systemd.services.backup = {
    wantedBy = [ "multi-user.target" ];
    environment.RESTIC_PASSWORD = "${MARKER}-unit";
    script = ''
      curl -H 'Authorization: Bearer ${MARKER}-bearer' https://mira:${MARKER}-curl@forge.example/ -u mira:${MARKER}-user
      export PASSWORD=${MARKER}-export; echo ${MARKER}-echo | docker login --password-stdin
      mysql -u root -p${MARKER}-mysql mealie; sshpass -p '${MARKER} ssh' ssh pier
    '';
  };
  virtualisation.oci-containers.containers.probe = {
    image = "traefik/whoami:v1.10.2";
    cmd = [ "--token" "${MARKER}-token" "--api-key=${MARKER}-key" "--basic-auth=mira:${MARKER}-basic" ];
    environment = { DB_PASSWORD = "${MARKER}-environment"; URL = "postgres://mira:${MARKER}-nix@db/x"; };
    labels."x.password" = "${MARKER}-nixlabel";
  };
}
`;

const FILES: Readonly<Record<string, string>> = {
  "hosts/falcon/mealie/compose.yml": COMPOSE,
  "hosts/falcon/mealie/.env": `TOKEN=${MARKER}-dotenv\nLONG_TOKEN=${`${MARKER}-`.repeat(20)}\n`,
  "hosts/falcon/networks.nix": UNIT,
  "hosts/kestrel/default.nix": `throw "no access with ghp_${MARKER}0123456789abcdef password=${MARKER}-throw"\n`,
};

type Planned = { readonly plan: Plan; readonly log: string };

async function planSecrets(): Promise<Planned> {
  const scratch = mkdtempSync(join(tmpdir(), "stowplan-secrets-"));
  try {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(scratch, "head", path)), { recursive: true });
      writeFileSync(join(scratch, "head", path), text);
    }
    const directory = join(scratch, "repository");
    const revisions = makeRepository(directory, { base: { folder: join(example, "base") }, head: { folder: join(scratch, "head") } });
    const lines: string[] = [];
    const log = createActionsLog((line) => void lines.push(line));
    const git = await openGit({ directory, environment: process.env });
    const plan = await runPlan({ ...revisions, inputs: {} }, { git, nix: openNix(process.env), openRegistry: () => fakeRegistry(homelabImages()), log });
    return { plan, log: lines.join("") };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The words around each marker, so that a failure says which secret it is. */
function leaks(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(`.{0,60}${MARKER}.{0,20}`, "g"))].map(([around]) => around);
}

describe("secrets of a repository", needs("nix"), () => {
  it("stand in no form of its plan", async () => {
    const { plan, log } = await planSecrets();
    const codes = plan.findings.map(({ code }) => code);
    assert.ok(codes.includes("host-failed") && codes.includes("reference-invalid"), codes.join(" "));
    assert.ok(plan.hosts.some(({ switch: actions }) => actions?.units.some(({ unit }) => unit === "backup.service")), "the unit is planned");
    const forms = {
      json: writePlan(plan),
      comment: renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY }),
      summary: renderMarkdown(plan, { limit: SUMMARY_LIMIT, unit: "bytes" }),
      html: renderHtml(plan),
      terminal: renderTerminal(plan, { width: 100, isColoured: false, hasDiffs: true }),
      log,
    };
    for (const [form, text] of Object.entries(forms)) assert.deepEqual(leaks(text), [], form);
    for (const kept of ["--requirepass", "DB_PASSWORD", "6379", "mealie:v1.3.2", "https://mira:", "docker login --password-stdin"]) assert.ok(forms.comment.includes(kept), kept);
  });
});
