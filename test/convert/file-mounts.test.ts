// Secrets and configs: where their content comes from on the host, and that no secret reaches the Nix store unsaid.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Runtime } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

type Case = { readonly defined: string; readonly runtime?: Runtime; readonly options?: Readonly<Record<string, unknown>>; readonly labels?: string };

async function convert({ defined, runtime = "docker", options = {}, labels = "" }: Case): Promise<{ readonly text: string; readonly told: readonly string[] }> {
  const kind = defined.startsWith("secrets") ? "secrets" : "configs";
  const source = projectSource({ project: "shop", ...options });
  const compose = `services: {web: {image: x, ${kind}: [it], labels: [${labels}]}}\n${defined}\n`;
  const { value, findings } = await readProject(source, fakeTree({ "compose.yml": compose, "host.env": "" }));
  assert.ok(value !== undefined, JSON.stringify(findings));
  const converted = convertProject(value, { runtime, dialect: "stowplan", config: source.options });
  return { text: converted.text.replace(/^(?:#.*\n)+/, ""), told: converted.findings.map(({ severity, message }) => `${severity} ${message}`) };
}

const ON_HOST = { env_files: ["host.env"], include_env_files: true };

describe("a secret or config", () => {
  for (const { name, expected, ...request } of [
    { name: "file of the host", defined: "secrets: {it: {file: ./it.txt}}", expected: /"--mount=type=bind,source=\/srv\/shop\/it\.txt,target=\/run\/secrets\/it,readonly"/ },
    { name: "podman's own", runtime: "podman", defined: "secrets: {it: {external: true}}", expected: /"--secret=it,target=\/run\/secrets\/it"/ },
    { name: "sops-nix", defined: "secrets: {it: {environment: IT, labels: {stowplan.settings.sops.secret: shop/it}}}", expected: /lib\.concatStringsSep "" \[ "--mount=type=bind,source=" config\.sops\.secrets\."?shop\/it"?\.path ",target=\/run\/secrets\/it,readonly" \]/ },
    { name: "agenix", defined: "configs: {it: {file: ./x, labels: {stowplan.settings.age.secret: it}}}", expected: /source=" config\.age\.secrets\.it\.path ",target=\/it,readonly"/ },
    { name: "a unit that writes it", options: ON_HOST, defined: "secrets: {it: {environment: IT}}", expected: /"--mount=type=bind,source=\/run\/stowplan\/docker-secret-shop_it\/content,target=\/run\/secrets\/it,readonly"/ },
    { name: "a variable that is known", options: { environment: { GREETING: "hello" } }, defined: "configs: {it: {environment: GREETING}}", expected: /\(pkgs\.writeText "config-it" "hello"\)/ },
  ] as const) {
    it(`comes from ${name}`, async () => {
      const { text, told } = await convert(request);
      assert.match(text, expected);
      assert.deepEqual(told, []);
    });
  }

  it("from a variable has a unit with the host's environment files, which comes before its container", async () => {
    const { text } = await convert({ defined: "secrets: {it: {environment: IT}}", options: ON_HOST });
    assert.match(text, /EnvironmentFile = \[ "\/srv\/shop\/host\.env" \];/);
    assert.match(text, /printf %s "''\$\{IT\?is in no environment file\}" > "\$RUNTIME_DIRECTORY\/content"/);
    assert.match(text, /requires = \[[^\]]*"docker-secret-shop_it\.service"/);
  });

  for (const { name, told: expected, ...request } of [
    { name: "a secret's variable", options: { environment: { IT: "hunter2" } }, defined: "secrets: {it: {environment: IT}}", told: /^warning `secrets\.it` is not carried over: the value of `IT` would have to stand in the Nix store/ },
    { name: "a config's variable that looks like a secret", options: { environment: { API_TOKEN: "hunter2" } }, defined: "configs: {it: {environment: API_TOKEN}}", told: /^warning `configs\.it` is not carried over: the value of `API_TOKEN`/ },
  ] as const) {
    it(`is reported and not printed: ${name}`, async () => {
      const { text, told } = await convert(request);
      assert.doesNotMatch(text, /hunter2/);
      assert.match(told.join("\n"), expected);
    });
  }

  it("with a password in its content is told to be readable", async () => {
    const { told } = await convert({ defined: 'configs: {it: {content: "url = postgres://shop:hunter2@db/shop"}}' });
    assert.match(told.join("\n"), /^info `configs\.it` has a secret in it and stands in the Nix store/);
  });
});

describe("labels for decrypted environment files", () => {
  const files = ({ text }: { readonly text: string }): string => /environmentFiles = \[([^\]]*)\]/.exec(text)?.[1]?.trim().replace(/\s+/g, " ") ?? "";
  const defined = "configs: {it: {file: ./x}}";

  it("name secrets of sops-nix and agenix", async () => {
    const labels = "'stowplan.settings.sops.secrets=env/a.env, b.env', stowplan.settings.age.secrets=c";
    assert.equal(files(await convert({ defined, labels })), 'config.age.secrets.c.path config.sops.secrets."env/a.env".path config.sops.secrets."b.env".path');
  });

  it("of compose2nix need its `sops_file`", async () => {
    const labels = "compose2nix.settings.sops.secrets=a.env";
    assert.equal(files(await convert({ defined, labels })), "");
    assert.equal(files(await convert({ defined, labels, options: { sops_file: "secrets.yaml" } })), 'config.sops.secrets."a.env".path');
    assert.match((await convert({ defined, labels })).told.join("\n"), /`labels` .*`sops_file`/);
  });
});
