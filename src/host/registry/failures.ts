// What can go wrong at a registry -> StowplanErrors with the same words everywhere.
import { StowplanError } from "../../errors.ts";
import { loginHint } from "./login-hints.ts";

/** The registry, or one of its neighbours, did not answer in time or at all. */
export function unreachable(subject: string, detail: { readonly message: string; readonly cause?: unknown }): StowplanError {
  const hint = "Check the registry's name and whether it can be reached from here, then run again.";
  return new StowplanError({ code: "registry-unreachable", subject, hint, ...detail });
}

/** Our own rules forbid the request. */
export function refused(subject: string, message: string): StowplanError {
  const hint = "If this registry is yours, name it under registries.allow-private or registries.mirrors on the base branch.";
  return new StowplanError({ code: "registry-refused", subject, message, hint });
}

/** The registry answered, but not as the specification says. */
export function invalid(subject: string, message: string): StowplanError {
  const hint = "Do not use this image before its registry answers rightly: what it sent cannot be trusted.";
  return new StowplanError({ code: "registry-invalid", subject, message, hint });
}

/** An answer was larger or longer than we read. */
export function tooLarge(subject: string, message: string): StowplanError {
  const hint = "Nothing to do for ordinary images; the registry may be broken or hostile.";
  return new StowplanError({ code: "registry-limit", subject, message, hint });
}

/** Who refused, and why we may have had nothing better to show. */
export type Refusal = { readonly registry: string; readonly missingHelper?: string | undefined; readonly isWithheld?: boolean | undefined };

const WITHHELD = "Nothing to do if the image is private: credentials are not used for pull requests from forks.";

/** The registry wants other credentials; some also answer so for repositories that do not exist. */
export function denied(subject: string, { registry, missingHelper, isWithheld }: Refusal): StowplanError {
  const message = `${registry} does not let us read it, or does not have it.`;
  return new StowplanError({ code: "registry-denied", subject, message, hint: isWithheld === true ? WITHHELD : loginHint(registry, missingHelper) });
}

/** The registry does not have it. */
export function missing(subject: string, registry: string): StowplanError {
  const hint = "Check the name, tag and digest; it may have been deleted or never pushed.";
  return new StowplanError({ code: "registry-missing", subject, message: `${registry} does not have it.`, hint });
}

/** The registry's limit on requests is used up; `seconds` until it will answer again, where it says so. */
export function rateLimited(subject: string, limit: { readonly registry: string; readonly seconds: number | undefined }): StowplanError {
  const when = limit.seconds === undefined ? "" : ` for another ${limit.seconds} s`;
  const message = `${limit.registry} answers no more requests${when}.`;
  const hint = `Run again later, or log in with \`docker login ${limit.registry}\` for a higher limit, or set a mirror.`;
  return new StowplanError({ code: "registry-rate-limited", subject, message, hint });
}
