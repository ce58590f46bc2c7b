// The keys under `deploy` (Compose Deploy Specification) with their forms.
import { labels } from "./mapping.ts";
import { anything, decimal, either, integer, listOf, object, oneOf, sameScalar, type Shape, text } from "./shape.ts";
import { bytes, duration } from "./units.ts";

/** `count: all` is -1, as the engine's API has it. */
const count: Shape = (value, scope) => (value.kind === "scalar" && value.value === "all" ? sameScalar(value, -1) : integer(value, scope));

const deviceRequest: Shape = object({ capabilities: listOf(text), count, device_ids: listOf(text), driver: text, options: labels });

export const deviceRequests: Shape = listOf(deviceRequest);

const genericResources: Shape = listOf(object({ discrete_resource_spec: object({ kind: text, value: integer }) }));

const updateConfig: Shape = object({ parallelism: integer, delay: duration, failure_action: text, monitor: duration, max_failure_ratio: decimal, order: text });

export const deploy: Shape = either({
  map: object({
    endpoint_mode: text,
    labels,
    mode: text,
    placement: object({ constraints: listOf(text), preferences: listOf(object({ spread: text })), max_replicas_per_node: integer }),
    replicas: integer,
    resources: object({
      limits: object({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources }),
      reservations: object({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources }),
    }),
    restart_policy: object({ condition: oneOf("none", "on-failure", "any", "always", "unless-stopped", "no"), delay: duration, max_attempts: integer, window: duration }),
    rollback_config: updateConfig,
    update_config: updateConfig,
    credential_spec: anything,
  }),
  expected: "a map",
});
