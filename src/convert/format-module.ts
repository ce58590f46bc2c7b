// The text of a module -> the same laid out by the user's nixfmt, or as it is with a finding.
import type { Finding, Found } from "../errors.ts";
import type { Formatter } from "../ports.ts";

/** Formats a module where `auto_format` asks for it. Without a formatter the text stays: its layout means nothing. */
export async function formatModule({ project, text }: { readonly project: string; readonly text: string }, formatter: Formatter | undefined): Promise<Found<string>> {
  const run = formatter === undefined ? ({ kind: "missing" } as const) : await formatter.format(text);
  if (run.kind === "module") return { value: run.text, findings: [] };
  return { value: text, findings: [notRun(project, run.kind === "missing" ? "`auto_format` is on, but there is no nixfmt on the PATH" : `nixfmt failed (${run.message.slice(0, 2000)})`)] };
}

function notRun(project: string, why: string): Finding {
  return {
    code: "formatter-not-run",
    severity: "warning",
    subject: `project ${project}`,
    message: `${why}, so the module keeps stowplan's own layout.`,
    hint: "Install nixfmt (in nixpkgs; `nix profile install nixpkgs#nixfmt-rfc-style`) where stowplan runs, or turn `auto_format` off.",
  };
}
