// `stowplan image-diff`: two image references -> what is different inside, on one platform.
import { Config } from "../../config/index.ts";
import { Finding } from "../../errors.ts";
import { compareReferences, ImageChange } from "../../images/index.ts";
import { concealAll, renderTerminalImages } from "../../report/index.ts";
import { cacheFolder, openDiskCache } from "../disk-cache.ts";
import { openReleases } from "../github-releases.ts";
import { lazyRegistries } from "../lazy-registry.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { terminalStyle } from "../terminal-style.ts";
import { print } from "./output.ts";

/** Options of the command line. */
export type ImageDiffOptions = {
  readonly platform: string;
  readonly json?: boolean;
  /** Registries that may have a private address or speak plain HTTP. */
  readonly allowPrivate: readonly string[];
  /** Megabytes; the configuration's default where it is absent. */
  readonly maxDownload?: number;
};

const TIMEOUT_SECONDS = 30;
const CACHE_ENTRIES = 500;

/** Prints the differences; the exit status is 0 for the same content, 2 for another, 1 where an image could not be read. */
export async function imageDiffCommand(references: { readonly old: string; readonly new: string }, options: ImageDiffOptions): Promise<number> {
  const log = createTerminalLog(process.stderr);
  const registry = lazyRegistries({ log })({ mirrors: {}, allowPrivate: options.allowPrivate, timeout: TIMEOUT_SECONDS });
  const folder = cacheFolder(process.env);
  const kept = folder === undefined ? {} : { cache: openDiskCache({ folder, entries: CACHE_ENTRIES }) };
  const token = process.env["GITHUB_TOKEN"];
  const releases = openReleases({ environment: process.env, ...(token === undefined ? {} : { token }), ...kept, log });
  const config = Config.parse({ images: options.maxDownload === undefined ? {} : { "max-download": options.maxDownload } });
  const found = await compareReferences({ ...references, platform: options.platform }, { registry, config, ports: { ...kept, releases } });
  const { findings } = found;
  // A reference may be written with a password, as in `user:password@host/image`.
  const change = ImageChange.parse(concealAll({ change: found.value })["change"]);
  const told = Finding.array().parse(concealAll({ findings })["findings"]);
  for (const finding of told) log.warn(`${finding.subject}: ${finding.message} ${finding.hint}`);
  await print(options.json === true ? JSON.stringify({ ...change, findings: told }, null, 2) : renderTerminalImages([change], terminalStyle(process.env, process.stdout)));
  if (findings.length > 0) return 1;
  return change.isSameContent ? 0 : 2;
}
