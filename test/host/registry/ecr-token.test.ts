// AWS keys -> a token for a private ECR: what is asked of AWS is checked as AWS checks it, by Signature Version 4.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { openCredentialReader } from "../../../src/host/registry/credentials.ts";
import { openEcrTokens } from "../../../src/host/registry/ecr-token.ts";
import { unreachable } from "../../../src/host/registry/failures.ts";
import type { Question } from "../../../src/host/registry/transport.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

type Signed = { readonly method: string; readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body: string };
type Scope = { readonly region: string; readonly service: string; readonly signedHeaders: string };

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** IAM user guide, "Create a signed AWS API request": the signature that AWS computes for a request and compares. */
function signatureOf({ method, url, headers, body }: Signed, { region, service, signedHeaders }: Scope): string {
  const all: Record<string, string> = { ...headers, host: url.host };
  const lines = signedHeaders.split(";").map((name) => `${name}:${all[name]?.trim() ?? ""}\n`).join("");
  const canonical = [method, url.pathname, "", lines, signedHeaders, sha256(body)].join("\n");
  const time = all["x-amz-date"] ?? "";
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const start: string | Buffer = `AWS4${KEYS.AWS_SECRET_ACCESS_KEY}`;
  const key = [time.slice(0, 8), region, service, "aws4_request"].reduce<string | Buffer>((secret, part) => createHmac("sha256", secret).update(part).digest(), start);
  return createHmac("sha256", key).update(["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).digest("hex");
}

/** AWS as it answers a question: 400 where the signature is another. */
function aws({ region = "eu-west-1", token = "AWS:s3cret" }: { readonly region?: string; readonly token?: string } = {}) {
  const asked: Question[] = [];
  const transport = (question: Question) => {
    asked.push(question);
    const { method, url, headers, body = "" } = question;
    const { id, signedHeaders = "", signature } = /^AWS4-HMAC-SHA256 Credential=(?<id>\w+)\/\d{8}\/[\w-]+\/ecr\/aws4_request, SignedHeaders=(?<signedHeaders>[\w;-]+), Signature=(?<signature>\w+)$/.exec(headers["authorization"] ?? "")?.groups ?? {};
    const isGood = id === KEYS.AWS_ACCESS_KEY_ID && signature === signatureOf({ method, url, headers, body }, { region, service: "ecr", signedHeaders });
    const answer = isGood ? { authorizationData: [{ authorizationToken: Buffer.from(token).toString("base64"), expiresAt: 1 }] } : { __type: "InvalidSignatureException" };
    return Promise.resolve({ status: isGood ? 200 : 400, headers: {}, body: Buffer.from(JSON.stringify(answer)) });
  };
  return { asked, transport };
}

describe("openEcrTokens", () => {
  it("is held to a check that AWS's own test suite passes (aws-sig-v4-test-suite, get-vanilla)", () => {
    const request = { method: "GET", url: new URL("https://example.amazonaws.com/"), headers: { "x-amz-date": "20150830T123600Z" }, body: "" };
    assert.equal(signatureOf(request, { region: "us-east-1", service: "service", signedHeaders: "host;x-amz-date" }), "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  });

  const HOSTS: readonly (readonly [host: string, endpoint: string, region: string])[] = [
    [ECR, "https://api.ecr.eu-west-1.amazonaws.com/", "eu-west-1"],
    ["123456789012.dkr.ecr.us-gov-west-1.amazonaws.com", "https://api.ecr.us-gov-west-1.amazonaws.com/", "us-gov-west-1"],
    ["123456789012.dkr.ecr-fips.us-east-2.amazonaws.com", "https://ecr-fips.us-east-2.amazonaws.com/", "us-east-2"],
    ["123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "https://api.ecr.cn-north-1.amazonaws.com.cn/", "cn-north-1"],
  ];
  for (const [host, endpoint, region] of HOSTS) {
    it(`asks ${endpoint} for a token, once`, async () => {
      const { asked, transport } = aws({ region });
      const tokens = openEcrTokens(KEYS, transport);
      assert.deepEqual(await Promise.all([tokens(host), tokens(host)]), Array.from({ length: 2 }, () => ({ kind: "password", user: "AWS", password: "s3cret" })));
      assert.deepEqual(asked.map(({ url, method, body }) => [url.href, method, body]), [[endpoint, "POST", "{}"]]);
      assert.equal(asked[0]?.headers["x-amz-target"], "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken");
      assert.equal(JSON.stringify(asked).includes(KEYS.AWS_SECRET_ACCESS_KEY), false, "the secret key stays here");
    });
  }

  it("sends the token of a session, and signs it", async () => {
    const { asked, transport } = aws();
    assert.ok(await openEcrTokens({ ...KEYS, AWS_SESSION_TOKEN: "session" }, transport)(ECR));
    assert.equal(asked[0]?.headers["x-amz-security-token"], "session");
    assert.match(asked[0].headers["authorization"] ?? "", /SignedHeaders=[\w;-]*x-amz-security-token/);
  });

  it("asks nothing for other hosts, and nothing without keys", async () => {
    const { asked, transport } = aws();
    for (const host of ["public.ecr.aws", `${ECR}.example.org`, "evil.example/123456789012.dkr.ecr.eu-west-1.amazonaws.com", "1.dkr.ecr.eu-west-1.amazonaws.com", "123456789012.dkr.ecr.x@evil-1.amazonaws.com"]) {
      assert.equal(await openEcrTokens(KEYS, transport)(host), undefined);
    }
    assert.equal(await openEcrTokens({ AWS_ACCESS_KEY_ID: "AKIDEXAMPLE" }, transport)(ECR), undefined);
    assert.equal(asked.length, 0);
  });

  it("has none where AWS does not take the keys, cannot be reached, or answers nonsense", async () => {
    assert.equal(await openEcrTokens({ ...KEYS, AWS_SECRET_ACCESS_KEY: "another" }, aws().transport)(ECR), undefined);
    assert.equal(await openEcrTokens(KEYS, () => Promise.reject(unreachable("x", { message: "No." })))(ECR), undefined);
    for (const body of ["{", "{}", '{"authorizationData":[]}', '{"authorizationData":[{"authorizationToken":"QVdT"}]}']) {
      assert.equal(await openEcrTokens(KEYS, () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from(body) }))(ECR), undefined, body);
    }
  });

  it("stands behind files and helpers, and only where the registry speaks HTTPS", async () => {
    const { transport } = aws();
    const reader = openCredentialReader({ files: [], environment: {}, ecr: openEcrTokens(KEYS, transport) });
    const [secure, plain] = await Promise.all(["https", "http"].map((scheme) => reader(new URL(`${scheme}://${ECR}/v2/galley/web/manifests/1`))));
    assert.deepEqual([secure, plain], [{ credentials: { kind: "password", user: "AWS", password: "s3cret" } }, {}]);
  });
});
