// A Nix in memory: answers evaluations from tables and remembers what it was asked.
import type { Nix, NixProgram, NixRun } from "../../src/ports.ts";

/** A run that ended well unless changed. */
export function nixRun(changed: Partial<NixRun>): NixRun {
  return { status: 0, stdout: "", stderr: "", seconds: 1, ...changed };
}

export const NIX_2_8: NixProgram = { path: "/usr/bin/nix", product: "Nix", version: "2.8.0", hasFlakes: true };

/** What it evaluates: the list of hosts, one host, or derivations; the reference is that of `fakeGit`. */
export type FakeAnswers = {
  readonly program?: NixProgram | undefined;
  readonly list?: (reference: string) => NixRun;
  readonly host?: (reference: string, name: string) => NixRun;
  /** The system inside one container of a host. */
  readonly inside?: (reference: string, container: string) => NixRun;
  /** Inputs out of the text of a flake.nix, asked where the flake fails. */
  readonly declared?: (expression: string) => NixRun;
  readonly derivations?: (paths: readonly string[]) => NixRun;
};

export type FakeNix = Nix & { readonly asked: readonly string[] };

/** Recognises the questions of evaluate/argv.ts by their arguments' form. */
export function fakeNix(answers: FakeAnswers): FakeNix {
  const asked: string[] = [];
  const program = "program" in answers ? answers.program : NIX_2_8;
  function answer(args: readonly string[]): NixRun {
    if (args[0] !== "eval") {
      asked.push("derivations");
      return answers.derivations?.(args.filter((arg) => arg.startsWith("/"))) ?? nixRun({ stdout: "{}" });
    }
    const expression = args.at(-1) ?? "";
    if (!expression.includes("builtins.getFlake")) {
      asked.push("declared");
      return answers.declared?.(expression) ?? nixRun({ status: 1 });
    }
    const reference = /builtins\.getFlake "([^"]*)"/.exec(expression)?.[1] ?? "";
    const name = /; name = "([^"]*)";/.exec(expression)?.[1];
    const inside = /; inside = "([^"]*)";/.exec(expression)?.[1];
    if (inside !== undefined) {
      asked.push(`inside ${reference} ${name ?? ""} ${inside}`);
      return answers.inside?.(reference, inside) ?? nixRun({ status: 1 });
    }
    asked.push(name === undefined ? `list ${reference}` : `host ${reference} ${name}`);
    return name === undefined ? (answers.list?.(reference) ?? nixRun({ stdout: '{"root":"/r","hosts":[]}' })) : (answers.host?.(reference, name) ?? nixRun({ status: 1 }));
  }
  return {
    asked,
    probe: () => Promise.resolve(program),
    run: (args) => Promise.resolve(answer(args)),
  };
}
