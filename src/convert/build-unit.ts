// The `build` of a service -> the oneshot unit that builds its image.
import { posix } from "node:path";
import { type ComposeService, textAt, textEntriesAt, textsAt, valueAt } from "../compose/index.ts";
import { nixAttributes, nixBoolean, nixInteger, nixList, nixReference, nixString, type NixValue, quoteShellWord, quoteShellWords } from "../nix/index.ts";
import { buildWords } from "./build-options.ts";
import type { Conversion } from "./conversion.ts";
import { builtImage } from "./image.ts";
import { description, packageOf, targetRelations } from "./resource-units.ts";

export type BuildRequest = { readonly service: ComposeService; readonly name: string; readonly conversion: Conversion };

/** The unit that builds a service's image; without the option `build` it is there to be started by hand. */
export function buildUnit({ service, name, conversion }: BuildRequest): NixValue {
  const isAutomatic = conversion.options.config.build;
  return nixAttributes({
    path: nixList([packageOf(conversion), nixReference("pkgs", "git")], "line"),
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      ...(isAutomatic ? { RemainAfterExit: nixBoolean(true) } : {}),
      TimeoutSec: nixInteger(300),
    }),
    unitConfig: description(`Build for ${name}`, conversion),
    script: { kind: "lines", value: buildScript({ service, name, conversion }) },
    ...(isAutomatic ? targetRelations(conversion) : {}),
  });
}

function buildScript({ service, name, conversion }: BuildRequest): string {
  const build = valueAt(service.keys, "build");
  const context = textAt(build, "context") ?? ".";
  const isLocal = posix.isAbsolute(context) || context.startsWith(".");
  const dockerfile = textAt(build, "dockerfile");
  const inline = conversion.isFull ? textAt(build, "dockerfile_inline") : undefined;
  const words = [
    conversion.options.runtime,
    "build",
    "-t",
    builtImage({ service, name }),
    // Tags are references of their own; compose2nix appends them to the image's.
    ...textsAt(build, "tags").flatMap((tag) => ["-t", conversion.isFull ? tag : `${builtImage({ service, name })}:${tag}`]),
    ...textEntriesAt(build, "args").flatMap(([key, text]) => ["--build-arg", `${key}=${text}`]),
    ...(conversion.isFull ? buildWords(build, conversion) : []),
    ...(inline !== undefined ? ["-f", "-"] : dockerfile === undefined || dockerfile === "Dockerfile" ? [] : ["-f", dockerfile]),
    isLocal ? "." : context,
  ];
  const input = inline === undefined ? "" : `printf %s ${quoteShellWord(inline)} | `;
  return `${isLocal ? `cd ${quoteShellWord(context)}\n` : ""}${input}${quoteShellWords(words)}\n`;
}
