// The headers of GitHub's answers -> how many requests an installation may still make.
import * as z from "zod";

/** `resets` is the time at which the count begins anew, in seconds of the epoch. */
export type RequestLimit = { readonly installationId: number; readonly remaining: number; readonly resets: number };

const Headers = z.object({
  // Searches and the like have limits of their own, which are small and soon renewed.
  "x-ratelimit-resource": z.literal("core"),
  "x-ratelimit-remaining": z.coerce.number().int().min(0),
  "x-ratelimit-reset": z.coerce.number().int().min(0),
});
const Failure = z.object({ response: z.object({ headers: z.unknown() }) });

/** REST API, "Rate limits for the REST API". Undefined for what says nothing, as a server without limits. */
export function readLimit(headers: unknown, installationId: number): RequestLimit | undefined {
  const read = Headers.safeParse(headers).data;
  return read === undefined ? undefined : { installationId, remaining: read["x-ratelimit-remaining"], resets: read["x-ratelimit-reset"] };
}

/** The headers of a refused request: they tell best that nothing is left. */
export function failureHeaders(error: unknown): unknown {
  return Failure.safeParse(error).data?.response.headers;
}
