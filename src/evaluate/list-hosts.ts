// The flake at base and head -> the names of the hosts that a plan evaluates, without evaluating any of them.
import type { Found } from "../errors.ts";
import { type EvaluationRequest, openHosts } from "./open-hosts.ts";

/** Empty where no host can change, Nix is missing or the flake fails: whoever plans says so. */
export async function listHosts(request: EvaluationRequest): Promise<Found<readonly string[]>> {
  const { open, findings } = await openHosts(request);
  return { value: open?.names ?? [], findings };
}
