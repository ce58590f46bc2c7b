// `depends_on`: a list of services, or a map of services to conditions.
import type { ComposeEntry } from "./model.ts";
import { flag, mapOf, object, oneOf, reportInvalid, type Shape } from "./shape.ts";
import { map, scalar } from "./value.ts";

const longForm: Shape = mapOf(object({ condition: oneOf("service_started", "service_healthy", "service_completed_successfully"), required: flag, restart: flag }));

/** A list says `service_started`; in the map form what is left out is filled in only after files are merged. */
export const dependsOn: Shape = (value, scope) => {
  if (value.kind !== "list") return longForm(value, scope);
  const entries = value.items.flatMap((item): [string, ComposeEntry][] => {
    if (item.kind === "scalar" && typeof item.value === "string") {
      const started = map({ condition: scalar("service_started", item.place), required: scalar(true, item.place) }, item.place);
      return [[item.value, { value: started, place: item.place }]];
    }
    reportInvalid(item, { scope, expected: "a list of services" });
    return [];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
};
