// A revision and the configuration -> the revision that Nix is shown: with the files of submodules where the flake wants them.
import type { Finding } from "../errors.ts";
import type { Revision } from "../ports.ts";
import type { Workshop } from "./workshop.ts";

export type FlakeSource = { readonly revision: Revision; readonly findings: readonly Finding[] };

/** `inputs.self.submodules = true`, written in one of the ways that a flake.nix without computation can (Nix 2.27). */
const ASKS_FOR_SUBMODULES = /\bself\s*(?:\.\s*|=\s*\{[^}]*\b)submodules\s*=\s*true\b/;

/** Without the option `submodules` the flake itself decides, as it does for Nix. */
export async function openSource({ revision, folder }: { revision: Revision; folder: string }, { ports, submodules }: Workshop): Promise<FlakeSource> {
  const tree = await ports.git.tree(revision);
  const hasSubmodules = [...tree.entries.values()].some(({ kind }) => kind === "submodule");
  if (!hasSubmodules || submodules === "off") return { revision, findings: [] };
  const text = (await tree.read(folder === "." ? "flake.nix" : `${folder}/flake.nix`)) ?? "";
  if (submodules === "auto" && !ASKS_FOR_SUBMODULES.test(text)) return { revision, findings: [] };
  const { missing, ...source } = await ports.git.withSubmodules(revision);
  return { ...source, findings: missing.map(submoduleMissing) };
}

function submoduleMissing(path: string): Finding {
  return {
    code: "submodule-missing",
    severity: "warning",
    subject: `submodule ${path.slice(0, 1000)}`,
    message: "Its commit is not in the checkout and could not be fetched, so its folder is empty for Nix.",
    hint: "Give actions/checkout `submodules: recursive`, or run `git submodule update --init --recursive`.",
    place: { file: ".gitmodules" },
  };
}
