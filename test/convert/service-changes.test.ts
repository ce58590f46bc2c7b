// What a pull request changes in the services of a Compose project, as readers are told it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { serviceChanges } from "../../src/convert/service-changes.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

async function changes(before: string, after: string): Promise<readonly string[]> {
  const [base, head] = await Promise.all([before, after].map(async (services) => (await readProject(projectSource(), fakeTree({ "compose.yml": `services: ${services}\n` }))).value));
  return serviceChanges(base, head).flatMap(({ service, change, texts }) => [`${service} ${change}`, ...texts]);
}

const SAME = "ghcr.io/tilde/notes";
const DIGEST = `sha256:${"a1".repeat(32)}`;

describe("serviceChanges", () => {
  const cases: readonly (readonly [what: string, before: string, after: string, told: readonly string[]])[] = [
    ["a service that comes, by its image", "{web: {image: a}}", "{web: {image: a}, db: {image: 'postgres:16'}}", ["db added", "image postgres:16"]],
    ["a service that goes", "{web: {image: a}, db: {image: b}}", "{web: {image: a}}", ["db removed"]],
    ["nothing of a service that stays", "{web: {image: a}}", "{web: {image: 'a'}}", []],
    ["a new version without the name", `{web: {image: '${SAME}:2.1'}}`, `{web: {image: '${SAME}:2.2'}}`, ["web changed", "image 2.1 → 2.2"]],
    ["a digest that joins the tag", `{web: {image: '${SAME}:2.1'}}`, `{web: {image: '${SAME}:2.1@${DIGEST}'}}`, ["web changed", `image 2.1 → 2.1@${DIGEST}`]],
    ["another image whole", "{web: {image: 'localhost:5000/a:1'}}", "{web: {image: 'b:1'}}", ["web changed", "image localhost:5000/a:1 → b:1"]],
    ["a tag where there was none, with the name", "{web: {image: a}}", "{web: {image: 'a:2'}}", ["web changed", "image a → a:2"]],
    ["the image before anything else", "{web: {image: 'a:1', cap_add: [X]}}", "{web: {image: 'a:2', cap_add: [Y]}}", ["web changed", "image 1 → 2", "capability X removed", "capability Y added"]],
    ["a key that comes", "{web: {image: a}}", "{web: {image: a, hostname: harbour}}", ["web changed", "hostname added: harbour"]],
    ["a key that goes", "{web: {image: a, hostname: harbour}}", "{web: {image: a}}", ["web changed", "hostname removed"]],
    ["a variable that comes", "{web: {image: a}}", "{web: {image: a, environment: {TZ: UTC}}}", ["web changed", "environment TZ added: UTC"]],
    ["a variable that goes", "{web: {image: a, environment: {TZ: UTC}}}", "{web: {image: a}}", ["web changed", "environment TZ removed"]],
    ["a secret only as changed", "{web: {image: a, environment: {DB_PASSWORD: tide}}}", "{web: {image: a, environment: {DB_PASSWORD: ebb}}}", ["web changed", "environment DB_PASSWORD changed"]],
    ["ports in their short form", "{web: {image: a}}", "{web: {image: a, ports: ['127.0.0.1:53:53/udp']}}", ["web changed", "port 127.0.0.1:53:53/udp added"]],
  ];
  for (const [what, before, after, told] of cases) it(`tells ${what}`, async () => assert.deepEqual(await changes(before, after), told));
});
