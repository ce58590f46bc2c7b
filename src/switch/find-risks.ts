// What a reader should know of a host's switch beyond the units themselves, as findings.
import type { Finding } from "../errors.ts";
import type { PlannedHost } from "./planned-host.ts";
import { unitFindings } from "./unit-findings.ts";

/** Every finding about one host, the worst kind first. */
export function findRisks(planned: PlannedHost): readonly Finding[] {
  return unitFindings(planned);
}
