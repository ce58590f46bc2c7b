// What GitHub does about branches and pull requests and the emulator does not: one open pull request a branch, heads that follow, statuses.
import assert from "node:assert/strict";

export type AskedRequest = { readonly method: string; readonly path: string; readonly body: unknown };
export type GivenAnswer = { readonly status: number; readonly answer: unknown };

/** The emulator, asked as the repository's owner and unrecorded; the answer may be a refusal. */
export type AskEmulator = (request: AskedRequest) => Promise<GivenAnswer>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A value somewhere in an answer. */
export function valueIn(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function recordsIn(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

const REFUSED = (message: string, status = 422): GivenAnswer => ({ status, answer: { message } });

/** `/repos/ada/homelab` and the rest of a path, without its query. */
function splitPath(path: string): { readonly root: string; readonly rest: string } {
  const [, root = "", rest = ""] = /^(\/repos\/[^/]+\/[^/?]+)([^?]*)/.exec(path) ?? [];
  return { root, rest: decodeURIComponent(rest) };
}

async function openPulls(root: string, ask: AskEmulator): Promise<readonly Record<string, unknown>[]> {
  return recordsIn((await ask({ method: "GET", path: `${root}/pulls?state=open&per_page=100`, body: undefined })).answer);
}

async function headOf(root: string, { branch, ask }: { readonly branch: string; readonly ask: AskEmulator }): Promise<string | undefined> {
  const { status, answer } = await ask({ method: "GET", path: `${root}/git/ref/heads/${branch}`, body: undefined });
  const sha = valueIn(answer, "object", "sha");
  return status === 200 && typeof sha === "string" ? sha : undefined;
}

/** An open pull request's head is its branch's; a closed one keeps what it had. */
export async function followBranch(pull: unknown, ask: AskEmulator): Promise<unknown> {
  if (!isRecord(pull) || pull["state"] !== "open") return pull;
  const root = `/repos/${String(valueIn(pull, "base", "repo", "full_name"))}`;
  const sha = await headOf(root, { branch: String(valueIn(pull, "head", "ref")), ask });
  const head = isRecord(pull["head"]) ? pull["head"] : {};
  return { ...pull, head: { ...head, sha: sha ?? head["sha"] } };
}

/** "A pull request already exists for ada:topic." */
async function refuseSecond(root: string, { body, ask }: { readonly body: unknown; readonly ask: AskEmulator }): Promise<GivenAnswer | undefined> {
  const pulls = await openPulls(root, ask);
  const isThere = pulls.some((pull) => valueIn(pull, "head", "ref") === valueIn(body, "head") && valueIn(pull, "base", "ref") === valueIn(body, "base"));
  return isThere ? REFUSED("Validation Failed") : undefined;
}

/** Deleting a branch closes its pull requests. */
async function deleteBranch(request: AskedRequest, { root, rest, ask }: { readonly root: string; readonly rest: string; readonly ask: AskEmulator }): Promise<GivenAnswer> {
  const branch = rest.replace("/git/refs/heads/", "");
  const pulls = (await openPulls(root, ask)).filter((pull) => valueIn(pull, "head", "ref") === branch);
  const answer = await ask(request);
  for (const pull of answer.status < 300 ? pulls : []) await ask({ method: "PATCH", path: `${root}/pulls/${String(pull["number"])}`, body: { state: "closed" } });
  return answer;
}

/** The emulator merges what the head was when the pull request was opened, into what the base was. */
async function merge(request: AskedRequest, { root, rest, ask }: { readonly root: string; readonly rest: string; readonly ask: AskEmulator }): Promise<GivenAnswer> {
  const { answer: pull } = await ask({ method: "GET", path: root + rest.replace("/merge", ""), body: undefined });
  const [head, base] = await Promise.all([headOf(root, { branch: String(valueIn(pull, "head", "ref")), ask }), headOf(root, { branch: String(valueIn(pull, "base", "ref")), ask })]);
  if (valueIn(request.body, "sha") !== head) return REFUSED("Head branch was modified. Review and try the merge again.", 409);
  const merged = await ask({ ...request, body: { merge_method: "merge" } });
  if (merged.status >= 300) return merged;
  const { answer: commit } = await ask({ method: "GET", path: `${root}/git/commits/${String(head)}`, body: undefined });
  const { answer: made } = await ask({ method: "POST", path: `${root}/git/commits`, body: { message: "Merge", tree: valueIn(commit, "tree", "sha"), parents: [base, head] } });
  await ask({ method: "PATCH", path: `${root}/git/refs/heads/${String(valueIn(pull, "base", "ref"))}`, body: { sha: valueIn(made, "sha"), force: true } });
  return merged;
}

/** The App that made a check run: the emulator keeps none. */
function appOf(slug: string): unknown {
  const owner = { login: slug, id: 1, node_id: "U", avatar_url: "https://github.example/a", type: "User", site_admin: false };
  const urls = Object.fromEntries(["url", "html_url", "followers_url", "following_url", "gists_url", "starred_url", "subscriptions_url", "organizations_url", "repos_url", "events_url", "received_events_url"].map((name) => [name, "https://github.example/u"]));
  const times = { created_at: "2026-03-01T08:00:00Z", updated_at: "2026-03-01T08:00:00Z" };
  return { id: 1, slug, node_id: "A", owner: { ...owner, ...urls, gravatar_id: "" }, name: slug, description: "", external_url: "https://github.example/a", html_url: "https://github.example/a", ...times, permissions: {}, events: [] };
}

/** Check runs with their App; of one name and one App only the latest is listed, unless all are asked for. */
export function withApps(answer: unknown, { slug, isAll }: { readonly slug: string; readonly isAll: boolean }): unknown {
  if (!isRecord(answer)) return answer;
  const runs = recordsIn(answer["check_runs"]);
  if (runs.length === 0) return "head_sha" in answer ? { ...answer, app: appOf(slug) } : answer;
  const latest = Math.max(...runs.map(({ id }) => Number(id)));
  const listed = runs.filter(({ id }) => isAll || id === latest);
  return { total_count: listed.length, check_runs: listed.map((run) => ({ ...run, app: appOf(slug) })) };
}

const NO_STATUS = { state: "pending", statuses: [], total_count: 0, commit_url: "https://github.example/commit", url: "https://github.example/status" };

/** The answer to a request about which the emulator is wrong; undefined where it may answer itself. */
export async function answerByRule(request: AskedRequest, ask: AskEmulator): Promise<GivenAnswer | undefined> {
  const { root, rest } = splitPath(request.path);
  const on = `${request.method} ${rest}`;
  if (on === "POST /pulls") return refuseSecond(root, { body: request.body, ask });
  if (on.startsWith("DELETE /git/refs/heads/")) return deleteBranch(request, { root, rest, ask });
  if (/^PUT \/pulls\/\d+\/merge$/.test(on)) return merge(request, { root, rest, ask });
  const [, commit] = /^GET \/commits\/([^/]+)\/status$/.exec(on) ?? [];
  if (commit === undefined) return undefined;
  const { answer: repository } = await ask({ method: "GET", path: root, body: undefined });
  return { status: 200, answer: { ...NO_STATUS, sha: commit, repository } };
}

/** Fails where the emulator refuses what a test prepares. */
export function acceptedAnswer(route: string, { status, answer }: GivenAnswer): unknown {
  assert.ok(status < 300, `${route} answered ${status}: ${JSON.stringify(answer)}`);
  return answer;
}
