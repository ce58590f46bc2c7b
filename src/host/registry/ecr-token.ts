// AWS keys in the environment and a private ECR's host -> the password that it takes, from AWS's own service for them.
import * as z from "zod";
import { insteadOf, isStowplanError } from "../../errors.ts";
import type { Environment } from "../environment.ts";
import type { Credentials } from "./credential-file.ts";
import { parseJson } from "./json-answer.ts";
import type { Answer, Transport } from "./transport.ts";

/** `ACCOUNT.dkr.ecr.REGION.amazonaws.com` (Amazon ECR user guide, "Private registry"). */
const HOST = /^\d{12}\.dkr\.ecr(?<fips>-fips)?\.(?<region>[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d)\.amazonaws\.com(?<china>\.cn)?$/;
const LIMIT = 64 * 1024;

/** Amazon ECR API reference, "GetAuthorizationToken": Base64 of `AWS:password`. */
const TokenAnswer = z.looseObject({ authorizationData: z.array(z.looseObject({ authorizationToken: z.string().max(16_384) })).min(1) });

/** Gives credentials for a host; undefined where it is no private ECR, there are no keys, or AWS does not take them. */
export type EcrTokens = (host: string) => Promise<Credentials | undefined>;

type Keys = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

function keysOf({ AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "", AWS_SESSION_TOKEN: sessionToken = "" }: Environment): Keys | undefined {
  return accessKeyId === "" || secretAccessKey === "" ? undefined : { accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) };
}

/** Endpoints as in the AWS general reference, "Amazon ECR endpoints and quotas". */
function endpointOf(host: string): { readonly url: URL; readonly region: string } | undefined {
  const { region, fips, china = "" } = HOST.exec(host)?.groups ?? {};
  if (region === undefined) return undefined;
  return { url: new URL(fips === undefined ? `https://api.ecr.${region}.amazonaws.com${china}/` : `https://ecr-fips.${region}.amazonaws.com${china}/`), region };
}

function readCredentials({ status, body }: Answer, subject: string): Credentials | undefined {
  if (status !== 200) return undefined;
  const [first] = TokenAnswer.safeParse(parseJson(body, { subject, what: "token" })).data?.authorizationData ?? [];
  const [, user, password] = /^(?<user>[^:]+):(?<password>.+)$/.exec(Buffer.from(first?.authorizationToken ?? "", "base64").toString("utf8")) ?? [];
  return user === undefined || password === undefined ? undefined : { kind: "password", user, password };
}

async function ask(host: string, { keys, transport }: { readonly keys: Keys; readonly transport: Transport }): Promise<Credentials | undefined> {
  const endpoint = endpointOf(host);
  if (endpoint === undefined) return undefined;
  const { AwsV4Signer } = await import("aws4fetch");
  const body = "{}";
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken" };
  const signer = new AwsV4Signer({ ...keys, method: "POST", url: endpoint.url.href, headers, body, service: "ecr", region: endpoint.region });
  const signed = await signer.sign();
  const answer = transport({ subject: host, method: "POST", url: endpoint.url, headers: Object.fromEntries(signed.headers), body, limit: LIMIT });
  // Without a token the registry itself says what is missing.
  return answer.then((given) => readCredentials(given, host)).catch(insteadOf(isStowplanError, () => undefined));
}

/** Opens the tokens of a run: each registry's is asked for once, and lives longer than a run. Keys are read when they are needed and go to AWS alone. */
export function openEcrTokens(environment: Environment, transport: Transport): EcrTokens {
  const tokens = new Map<string, ReturnType<EcrTokens>>();
  return (host) => {
    const keys = endpointOf(host) === undefined ? undefined : keysOf(environment);
    if (keys === undefined) return Promise.resolve(undefined);
    const token = tokens.get(host) ?? ask(host, { keys, transport });
    tokens.set(host, token);
    return token;
  };
}
