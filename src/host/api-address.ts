// The environment's GITHUB_API_URL -> refused where it is no address: @actions/github takes it apart as soon as it is loaded.
import { StowplanError } from "../errors.ts";
import type { Environment } from "./environment.ts";

/** Nothing where the variable is absent or empty. Throws `usage`. */
export function checkApiAddress(environment: Environment): void {
  const address = environment["GITHUB_API_URL"] ?? "";
  if (address === "" || /^https?:$/.test(URL.parse(address)?.protocol ?? "")) return;
  throw new StowplanError({
    code: "usage",
    subject: "GITHUB_API_URL",
    message: "is not an address that GitHub's API could have",
    hint: "Unset it for github.com; for a server of your own it is such as https://github.example.org/api/v3.",
  });
}
