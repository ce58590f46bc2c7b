import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import type { Finding } from "../../../src/errors.ts";
import { tellAnnotations } from "../../../src/host/action/tell-annotations.ts";
import { hostileText } from "../../fakes/hostile.ts";
import { finding, planWith } from "../../fakes/plans.ts";
import { commandsIn } from "../../fakes/runner.ts";

const at = (line: number, severity: Finding["severity"]): Finding => finding({ code: "port-conflict", severity, place: { file: "hosts/falcon.nix", line } });

describe("tellAnnotations", () => {
  it("writes a command for each error and warning that has a place", () => {
    const text = tellAnnotations(planWith({ findings: [at(3, "warning"), at(7, "error"), at(9, "info"), finding({ code: "host-partial", severity: "error" })] }));
    assert.equal(
      text,
      "::error file=hosts/falcon.nix,line=7,title=service db (port-conflict)::Something is to be known.%0ALook at it.\n::warning file=hosts/falcon.nix,line=3,title=service db (port-conflict)::Something is to be known.%0ALook at it.\n",
    );
  });

  it("keeps to the ten of each kind that GitHub shows of a step, with one error left for its end", () => {
    const findings = Array.from({ length: 30 }, (_, index) => [at(index + 1, "error"), at(index + 1, "warning")]).flat();
    const count = (text: string, name: string): number => text.split("\n").filter((line) => line.startsWith(`::${name} `)).length;
    const failing = tellAnnotations(planWith({ findings }));
    assert.deepEqual([count(failing, "error"), count(failing, "warning")], [9, 10]);
    assert.equal(count(tellAnnotations(planWith({ findings, options: { whenUnchanged: "update", failOn: ["none"] } })), "error"), 10);
  });

  it("lets no text start another command or end its own", () => {
    fc.assert(
      fc.property(fc.tuple(hostileText, hostileText, hostileText), ([file, subject, message]) => {
        const text = tellAnnotations(planWith({ findings: [finding({ code: "port-conflict", severity: "error", subject, message, hint: "", place: { file, line: 1 } })] }));
        const commands = commandsIn(text);
        assert.ok(commands.length <= 1 && text.split("\n").length <= 2, text);
        for (const command of commands) assert.match(command, /^::error file=[^:]*,line=1,title=[^:]*::/);
      }),
      { numRuns: 500 },
    );
  });
});
