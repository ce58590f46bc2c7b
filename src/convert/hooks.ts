// `post_start` and `pre_stop` of a service -> scripts of its unit that run commands in the container.
import { type ComposeMap, type ComposeValue, isTrueAt, itemsAt, textAt, textEntriesAt, textsAt } from "../compose/index.ts";
import { nixApply, nixReference, type NixValue, quoteShellWords } from "../nix/index.ts";
import type { Conversion } from "./conversion.ts";

export type HookRequest = { readonly keys: ComposeMap; readonly name: string; readonly conversion: Conversion };

/** Seconds that a hook waits for its container to run. */
const START_BOUND = 60;

/** `postStart` and `preStop` of the unit; NixOS stops the container in `preStop` too, so ours comes before. */
export function hookScripts({ keys, name, conversion }: HookRequest): Readonly<Record<string, NixValue>> {
  if (!conversion.isFull) return {};
  const { runtime } = conversion.options;
  const [started, stopped] = (["post_start", "pre_stop"] as const).map((key) => itemsAt(keys, key).map((hook) => execLine(hook, { runtime, name })));
  const postStart = started === undefined || started.length === 0 ? {} : { postStart: lines([waitLine({ runtime, name }), ...started]) };
  const preStop = stopped === undefined || stopped.length === 0 ? {} : { preStop: nixApply(nixReference("lib", "mkBefore"), lines(stopped.map((line) => `${line} || true`))) };
  return { ...postStart, ...preStop };
}

function lines(written: readonly string[]): NixValue {
  return { kind: "lines", value: `${written.join("\n")}\n` };
}

type Container = { readonly runtime: string; readonly name: string };

/** With docker the unit counts as started before the container runs. */
function waitLine({ runtime, name }: Container): string {
  const inspect = quoteShellWords([runtime, "inspect", "--format={{.State.Running}}", name]);
  return `for _ in $(seq ${START_BOUND}); do [ "$(${inspect} 2>/dev/null)" = true ] && break; sleep 1; done`;
}

/** docker-exec(1), podman-exec(1). */
function execLine(hook: ComposeValue, { runtime, name }: Container): string {
  const [user, folder] = [textAt(hook, "user"), textAt(hook, "working_dir")];
  const options = [
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...(folder === undefined ? [] : [`--workdir=${folder}`]),
    ...(isTrueAt(hook, "privileged") ? ["--privileged"] : []),
    ...textEntriesAt(hook, "environment").map(([key, text]) => `--env=${key}=${text}`),
  ];
  return quoteShellWords([runtime, "exec", ...options, name, ...textsAt(hook, "command")]);
}
