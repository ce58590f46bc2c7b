// What a reader should know of a host's switch beyond the units themselves, as findings.
import { conditionFindings } from "./condition-findings.ts";
import { daemonFindings } from "./daemon-findings.ts";
import type { Finding } from "../../errors.ts";
import { imageFindings } from "./image-findings.ts";
import { networkFindings } from "./network-findings.ts";
import type { PlannedHost } from "./planned-host.ts";
import { quadletFindings } from "./quadlet-findings.ts";
import { routerFindings } from "./router-findings.ts";
import { secretFindings } from "./secret-findings.ts";
import { unitFindings } from "./unit-findings.ts";
import { volumeFindings } from "./volume-findings.ts";

/** Every finding about one host: what stays down first. */
export function findRisks(planned: PlannedHost): readonly Finding[] {
  return [unitFindings, conditionFindings, quadletFindings, networkFindings, routerFindings, secretFindings, imageFindings, volumeFindings, daemonFindings].flatMap((find) => find(planned));
}
