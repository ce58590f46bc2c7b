// A bot's log as it grows -> the address that the bot listens on. It chooses its port itself: a free one that was looked for before could be taken meanwhile.
import { until } from "./until.ts";

/** The first address in the log, once it is there: `http://127.0.0.1:41234`. */
export async function listeningAddress(log: () => string): Promise<string> {
  const find = (): string | undefined => /Listening on (?<url>http:[^\s"]+)/.exec(log())?.groups?.["url"];
  await until(() => find() !== undefined, () => `an address in\n${log()}\n`);
  return find() ?? "";
}
