// Where credentials come from: files of Docker and Podman, helpers that are really run, GitHub's token.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, it } from "node:test";
import { type Credentials, parseCredentialFile } from "../../../src/host/registry/credential-file.ts";
import { credentialFiles, openCredentialReader } from "../../../src/host/registry/credentials.ts";
import { loginHint } from "../../../src/host/registry/login-hints.ts";

const AUTH = Buffer.from("skipper:har:bour").toString("base64");
const SKIPPER: Credentials = { kind: "password", user: "skipper", password: "har:bour" };

function manifestUrl(text: string): URL {
  const [host = "", ...path] = text.split("/");
  return new URL(`https://${host}/v2/${path.join("/")}/manifests/1`);
}

const folder = mkdtempSync(join(tmpdir(), "stowplan-credentials-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** A helper that writes down what it is asked and what it sees of the environment. */
function helper(name: string, answer: string): void {
  const path = file(`bin/docker-credential-${name}`, `#!/bin/sh\nread server\necho "$1 $server \${GITHUB_TOKEN:-no token} \${AWS_PROFILE:-}" >> ${folder}/${name}.log\n${answer}\n`);
  chmodSync(path, 0o755);
}

const environment = { PATH: `${folder}/bin:${process.env["PATH"] ?? ""}`, GITHUB_TOKEN: "ghs_secret", AWS_PROFILE: "galley" };

describe("credential files", () => {
  const config = file("config.json", {
    auths: {
      "https://index.docker.io/v1/": { auth: AUTH },
      "ghcr.io": { username: "a", password: "b" },
      "https://quay.io/v2/": { auth: AUTH },
      "quay.io/galley": { auth: Buffer.from("galley:1").toString("base64") },
      "quay.io/galley/web": { auth: Buffer.from("web:2").toString("base64") },
      "cr.example": { identitytoken: "refresh", auth: AUTH },
      "bearer.example": { registrytoken: "as-it-is" },
      "europe-docker.pkg.dev": { auth: Buffer.from('_json_key:{"type": "service_account"}').toString("base64") },
      "empty.example": {},
      "odd.example": { auth: "!!" },
      "wrong.example": 7,
      "harbour.lan:5000": { auth: AUTH },
    },
  });
  const TABLE: readonly (readonly [repository: string, credentials: Credentials | undefined])[] = [
    ["registry-1.docker.io/library/redis", SKIPPER],
    ["ghcr.io/any/one", { kind: "password", user: "a", password: "b" }],
    ["quay.io/other/web", SKIPPER],
    ["quay.io/galley/api", { kind: "password", user: "galley", password: "1" }],
    ["quay.io/galley/web", { kind: "password", user: "web", password: "2" }],
    ["quay.io/galley-two/web", SKIPPER],
    ["cr.example/x", { kind: "identity", token: "refresh" }],
    ["bearer.example/x", { kind: "bearer", token: "as-it-is" }],
    ["europe-docker.pkg.dev/p/r/i", { kind: "password", user: "_json_key", password: '{"type": "service_account"}' }],
    ["harbour.lan:5000/x", SKIPPER],
    ["harbour.lan/x", undefined],
    ["empty.example/x", undefined],
    ["odd.example/x", undefined],
    ["wrong.example/x", undefined],
    ["elsewhere.example/x", undefined],
  ];
  for (const [repository, credentials] of TABLE) {
    it(`${credentials === undefined ? "give nothing" : `give ${credentials.kind}`} for ${repository}`, async () => {
      const reader = openCredentialReader({ files: [join(folder, "absent.json"), config], environment });
      assert.deepEqual((await reader(manifestUrl(repository))).credentials, credentials);
    });
  }

  for (const text of ["", "{", "[]", "null", '{"auths": 7}', '{"credHelpers": {"x": "../../bin/sh"}}', '{"credsStore": "a b"}']) {
    it(`give nothing for ${text || "an empty file"}`, () => {
      const { entries, helpers, store } = parseCredentialFile(text);
      assert.deepEqual({ entries, helpers: [...helpers], store }, { entries: [], helpers: [], store: undefined });
    });
  }

  it("are looked for where podman and docker write them", () => {
    const HOME = "/home/skipper";
    assert.deepEqual(credentialFiles({ HOME }), ["/home/skipper/.config/containers/auth.json", "/home/skipper/.docker/config.json"]);
    assert.deepEqual(credentialFiles({ HOME, REGISTRY_AUTH_FILE: "/run/auth.json", DOCKER_CONFIG: "/etc/docker" }), ["/run/auth.json", "/etc/docker/config.json"]);
    assert.deepEqual(credentialFiles({ HOME, XDG_RUNTIME_DIR: "/run/user/1", XDG_CONFIG_HOME: "/cfg" }), [
      "/run/user/1/containers/auth.json",
      "/cfg/containers/auth.json",
      "/home/skipper/.docker/config.json",
    ]);
  });
});

describe("credential helpers", () => {
  helper("harbour", `echo '{"ServerURL":"x","Username":"AWS","Secret":"s3cret"}'`);
  helper("refresh", `echo '{"Username":"<token>","Secret":"refresh"}'`);
  helper("ignorant", "echo 'credentials not found in native keychain'; exit 1");
  helper("chatty", "yes | head -c 1000000");
  const config = file("helpers.json", {
    auths: { "https://index.docker.io/v1/": {}, "stored.example": {}, "plain.example": { auth: AUTH } },
    credsStore: "refresh",
    credHelpers: { "1.dkr.ecr.eu-west-1.amazonaws.com": "harbour", "absent.example": "absent", "ignorant.example": "ignorant", "chatty.example": "chatty" },
  });
  const TABLE: readonly (readonly [repository: string, credentials: Credentials | undefined, missing?: string])[] = [
    ["1.dkr.ecr.eu-west-1.amazonaws.com/web", { kind: "password", user: "AWS", password: "s3cret" }],
    ["registry-1.docker.io/library/redis", { kind: "identity", token: "refresh" }],
    ["stored.example/x", { kind: "identity", token: "refresh" }],
    ["absent.example/x", undefined, "docker-credential-absent"],
    ["ignorant.example/x", undefined],
    ["chatty.example/x", undefined],
  ];
  for (const [repository, credentials, missingHelper] of TABLE) {
    it(`are run for ${repository}`, async () => {
      const found = await openCredentialReader({ files: [config], environment })(manifestUrl(repository));
      assert.deepEqual(found, { ...(credentials === undefined ? {} : { credentials }), ...(missingHelper === undefined ? {} : { missingHelper }) });
    });
  }

  it("are asked once a run, with the file's own word for the server, and do not see the job's token", async () => {
    rmSync(join(folder, "refresh.log"), { force: true });
    const reader = openCredentialReader({ files: [config], environment });
    await Promise.all(["library/redis", "library/postgres"].map((path) => reader(manifestUrl(`registry-1.docker.io/${path}`))));
    assert.equal(readFileSync(join(folder, "refresh.log"), "utf8"), "get https://index.docker.io/v1/ no token galley\n");
  });

  it("are never run for a host that no file names", async () => {
    rmSync(join(folder, "refresh.log"), { force: true });
    const reader = openCredentialReader({ files: [config], environment });
    assert.deepEqual(await reader(manifestUrl("invented.example/x")), {});
    assert.throws(() => readFileSync(join(folder, "refresh.log")), { code: "ENOENT" });
  });
});

describe("GitHub's token", () => {
  const github = { token: "ghs_secret", owner: "Galley" };
  const reader = openCredentialReader({ files: [], environment, github });
  it("is for the owner's packages at ghcr.io", async () => {
    assert.deepEqual(await reader(manifestUrl("ghcr.io/galley/web")), { credentials: { kind: "password", user: "Galley", password: "ghs_secret" } });
  });
  for (const repository of ["ghcr.io/galley-two/web", "ghcr.io/other/web", "docker.io/galley/web", "ghcr.io:444/galley/web", "ghcr.io.example/galley/web"]) {
    it(`is not for ${repository}`, async () => assert.deepEqual(await reader(manifestUrl(repository)), {}));
  }
  it("is not sent without encryption", async () => assert.deepEqual(await reader(new URL("http://ghcr.io/v2/galley/web/manifests/1")), {}));
  it("gives way to what a file says", async () => {
    const files = [file("own.json", { auths: { "ghcr.io": { auth: AUTH } } })];
    assert.deepEqual(await openCredentialReader({ files, environment, github })(manifestUrl("ghcr.io/galley/web")), { credentials: SKIPPER });
  });
});

describe("hints where credentials are missing", () => {
  const TABLE: readonly (readonly [registry: string, helper: string | undefined, hint: RegExp])[] = [
    ["ghcr.io", undefined, /packages: read/],
    ["1.dkr.ecr.eu-west-1.amazonaws.com", undefined, /docker-credential-ecr-login.*ecr-login.*get-login-password/],
    ["europe-docker.pkg.dev", undefined, /gcloud auth configure-docker europe-docker\.pkg\.dev/],
    ["gcr.io", undefined, /_json_key/],
    ["galley.azurecr.io", undefined, /az acr login --name galley`/],
    ["registry.gitlab.com", undefined, /docker login registry\.gitlab\.com/],
    ["1.dkr.ecr.eu-west-1.amazonaws.com", "docker-credential-ecr-login", /^Install docker-credential-ecr-login/],
  ];
  for (const [registry, helperName, hint] of TABLE) it(`${registry}${helperName === undefined ? "" : ` and ${helperName}`}`, () => assert.match(loginHint(registry, helperName), hint));
});
