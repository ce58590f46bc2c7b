// A risk of one host's switch into a finding, cut to the lengths that a plan allows.
import type { Finding, FindingCode, Place, Severity } from "../../errors.ts";

export type Risk = {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly host: string;
  /** The unit, container, port or option that it is about. */
  readonly about: string;
  readonly message: string;
  readonly hint: string;
  readonly place?: Place | undefined;
};

/** The finding of a risk; its subject is `host: what it is about`. */
export function toFinding({ code, severity, host, about, message, hint, place }: Risk): Finding {
  return {
    code,
    severity,
    subject: `${host}: ${about}`.slice(0, 1024),
    message: message.slice(0, 8192),
    hint: hint.slice(0, 4096),
    ...(place === undefined ? {} : { place }),
  };
}
