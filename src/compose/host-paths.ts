// Paths as Compose files write them -> paths on the host, and paths inside the repository.
import { posix } from "node:path";
import type { Place } from "../errors.ts";
import type { Scope } from "./scope.ts";
import { reportInvalid, sameScalar, type Shape } from "./shape.ts";

/**
 * A path on the host, absolute where the project's folder is: `./data`, `../shared`, `~/x`. `~` is the home of whoever runs
 * Compose; NixOS units run as root, so that is the stand-in where `HOME` is not known.
 */
export function absolutePath(written: string, { scope, place }: { scope: Scope; place: Place }): string {
  if (written === "~" || written.startsWith("~/")) {
    if (scope.home === undefined) {
      scope.findings.warning({
        code: "compose-unset-variable",
        subject: scope.subject,
        message: `The home folder that \`${written.slice(0, 60)}\` starts with is not known; \`/root\` is taken.`,
        hint: "Write an absolute path, or set `HOME` under `environment` of the project's configuration.",
        place,
      });
    }
    return posix.join(scope.home ?? "/root", written.slice(1));
  }
  // Windows paths and pipes are not the business of a Linux host.
  if (written === "" || posix.isAbsolute(written) || /^(?:\\\\|[A-Za-z]:)/.test(written)) return written;
  return posix.join(scope.folder, written).replace(/(?<=.)\/$/, "");
}

/** A path on the host. */
export const hostPath: Shape = (value, scope) => {
  if (value.kind !== "scalar" || typeof value.value !== "string") return reportInvalid(value, { scope, expected: "a path" });
  return sameScalar(value, absolutePath(value.value, { scope, place: value.place }));
};

/** A build context: a path, unless it is the URL of a Git repository or an archive, or names another image or service. */
export const contextPath: Shape = (value, scope) => {
  const written = value.kind === "scalar" && typeof value.value === "string" ? value.value : "";
  return isRemoteContext(written) ? value : hostPath(value, scope);
};

/** Docker's rule for remote contexts ("docker build", URL contexts) and named ones (`additional_contexts`). */
function isRemoteContext(written: string): boolean {
  return /^(?:https?|git|ssh|docker-image|oci-layout|service):\/?\/?|^(?:github\.com\/|git@)/.test(written);
}

/** The path inside the repository that `written` means when it stands in `folder`; undefined where it leaves the repository. */
export function repositoryPath(folder: string, written: string): string | undefined {
  const joined = posix.normalize(posix.join(folder === "" ? "." : folder, written));
  if (posix.isAbsolute(written) || joined === ".." || joined.startsWith("../") || joined.includes("\0")) return undefined;
  return joined.replace(/(?<=.)\/$/, "");
}
