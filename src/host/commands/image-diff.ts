// `stowplan image-diff`: two image references -> what is different inside, on one platform.
import { compareReferences, type ImageChange } from "../../images/index.ts";
import { openRegistry } from "../oci-registry.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { print } from "./output.ts";

/** Options of the command line. */
export type ImageDiffOptions = {
  readonly platform: string;
  readonly json?: boolean;
  /** Registries that may have a private address or speak plain HTTP. */
  readonly allowPrivate: readonly string[];
};

const TIMEOUT_SECONDS = 30;

function describe(change: ImageChange): string {
  const sides = [change.old, change.new].map((side) => `${side?.reference ?? ""} ${side?.digest ?? "not read"}`);
  const words = change.isSameContent ? [`the same content on ${change.platform}`] : change.differences.map((difference) => difference.text);
  return [...sides, ...words.map((text) => `  ${text}`)].join("\n");
}

/** Prints the differences; the exit status is 0 for the same content, 2 for another, 1 where an image could not be read. */
export async function imageDiffCommand(references: { readonly old: string; readonly new: string }, options: ImageDiffOptions): Promise<number> {
  const log = createTerminalLog(process.stderr);
  const registry = openRegistry({ mirrors: {}, allowPrivate: options.allowPrivate, timeout: TIMEOUT_SECONDS });
  const { value: change, findings } = await compareReferences({ ...references, platform: options.platform }, registry);
  for (const finding of findings) log.warn(`${finding.subject}: ${finding.message} ${finding.hint}`);
  await print(options.json === true ? JSON.stringify({ ...change, findings }, null, 2) : describe(change));
  if (findings.length > 0) return 1;
  return change.isSameContent ? 0 : 2;
}
