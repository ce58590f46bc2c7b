// Where release notes may be asked -> the port, whose client is loaded when an image first has another version.
import type { Releases } from "../ports.ts";
import type { ReleasesOptions } from "./github-releases.ts";

/** The same port as `openReleases` of github-releases.ts gives, opened when it is first asked. */
export function openLazyReleases(options: ReleasesOptions): Releases {
  let opened: Promise<Releases> | undefined;
  const releases = (): Promise<Releases> => (opened ??= import("./github-releases.ts").then(({ openReleases }) => openReleases(options)));
  return { list: async (source, range) => (await releases()).list(source, range) };
}
