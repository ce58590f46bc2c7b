// Which values of a Compose project are secret, and which are too common to be hidden.
import assert from "node:assert/strict";
import { it } from "node:test";
import { type ComposeMap, type ComposeProject, type ComposeScalar, secretValues } from "../../src/compose/index.ts";

const place = { file: "compose.yml", line: 1 };

function project(variables: Readonly<Record<string, string>>, environment: Readonly<Record<string, Omit<ComposeScalar, "kind" | "place">>>): ComposeProject {
  const map = (values: Readonly<Record<string, ComposeScalar | ComposeMap>>): ComposeMap => ({ kind: "map", place, entries: new Map(Object.entries(values).map(([key, value]) => [key, { value, place }])) });
  const scalars = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, { kind: "scalar", place, ...value } as const]));
  const services = new Map([["mealie", { name: "mealie", place, keys: map({ environment: map(scalars) }) }]]);
  const resources = { networks: new Map(), volumes: new Map(), secrets: new Map(), configs: new Map() };
  return { name: "kitchen", root: ".", folder: ".", files: [], variables: new Map(Object.entries(variables)), services, inactive: new Map(), resources, extensions: new Map(), unknown: [], isValid: true };
}

it("takes values of secret variables and environments, and defaults that are written for them", () => {
  const environment = { ADMIN_PASSWORD: { value: "seagrass" }, X: { value: "driftwood", written: "${SECRET:-driftwood}" }, Y: { value: "tidewater", written: "${TOKEN}" }, TZ: { value: "Europe/Lisbon" } };
  assert.deepEqual(secretValues(project({ TOKEN: "tidewater", LEVEL: "debug" }, environment)), ["tidewater", "seagrass", "driftwood"]);
});

it("leaves values that also stand under a harmless name, name a service or the project, or are short or plain", () => {
  const environment = { POSTGRES_USER: { value: "cook-book" }, POSTGRES_PASSWORD: { value: "cook-book" } };
  assert.deepEqual(secretValues(project({ A_TOKEN: "mealie", B_TOKEN: "kitchen", C_PIN: "123", D_TOKEN: "false" }, environment)), []);
});
