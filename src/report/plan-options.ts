// Configuration -> the part of it that goes along with a plan, so that publishing needs no checkout.
import type { Config } from "../config/index.ts";
import type { LabelNames, Plan } from "./plan-document.ts";

function labelNames({ labels }: Config): LabelNames | undefined {
  const { enabled, ...names } = labels;
  return enabled ? names : undefined;
}

/** What is at its default is left out where its absence says so. */
export function planOptions(config: Config): Plan["options"] {
  const { write } = config.convert;
  const labels = labelNames(config);
  return {
    whenUnchanged: config.comment["when-unchanged"],
    failOn: config["fail-on"],
    ...(write === "off" ? {} : { write }),
    ...(config.check.enabled ? {} : { check: false }),
    ...(labels === undefined ? {} : { labels }),
  };
}
