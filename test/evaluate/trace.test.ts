// Nix's traces, old and new -> the error, the telling frames, and the place in the repository.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseTrace, type Trace } from "../../src/evaluate/trace.ts";

const ROOT = "/nix/store/nm1nvaj2lkypvg2flfbnshi5j8329c0p-source";
const NIXPKGS = "/nix/store/0392a49wxw534k5sck330220y0js8pgz-source";
const SOURCES = { root: ROOT, files: new Set(["flake.nix", "hosts/falcon.nix", "hosts/kestrel.nix", "lib/modules.nix"]) };

const ERROR_FIRST = `error: undefined variable 'nothere'

       at ${ROOT}/hosts/falcon.nix:32:23:

           31|       "--network=proxy"
           32|       "--dns=9.9.9.9" nothere
             |                       ^

       … while evaluating the option \`systemd.units."docker-traefik.service".text':

       … while evaluating definitions from \`${NIXPKGS}/nixos/modules/system/boot/systemd.nix':

       … from call site

       at ${NIXPKGS}/lib/modules.nix:79:16:
`;

const ERROR_LAST = `error:
       … while evaluating the attribute 'config'
         at ${NIXPKGS}/lib/modules.nix:359:9:
          358|         options = checked options;
          359|         config = checked (removeAttrs config [ "_module" ]);
             |         ^

       … while evaluating the option \`systemd.services.docker-traefik.serviceConfig':

       … while evaluating definitions from \`${ROOT}/hosts/falcon.nix':

       (stack trace truncated; use '--show-trace' to show the full, detailed trace)

       error: cannot coerce a set to a string: { }
       at ${NIXPKGS}/lib/strings.nix:12:3:
           11|   a
`;

const CASES: readonly [what: string, stderr: string, expected: Trace][] = [
  [
    "the error first (Nix 2.8): its own position, and the frames that name options",
    ERROR_FIRST,
    {
      message: "undefined variable 'nothere'",
      frames: [
        `while evaluating the option \`systemd.units."docker-traefik.service".text':`,
        "while evaluating definitions from `…/nixos/modules/system/boot/systemd.nix':",
      ],
      place: { file: "hosts/falcon.nix", line: 32, column: 23 },
    },
  ],
  [
    "the error last (Nix 2.19): the nearest definition in the repository, frames from the error outwards",
    ERROR_LAST,
    {
      message: "cannot coerce a set to a string: { }",
      frames: ["while evaluating definitions from `…/hosts/falcon.nix':", "while evaluating the option `systemd.services.docker-traefik.serviceConfig':"],
      place: { file: "hosts/falcon.nix" },
    },
  ],
  [
    "a file that the message names, before any position",
    `error: The option \`containers.files.hostAdress' does not exist. Definition values:\n       - In \`${ROOT}/hosts/kestrel.nix': 3\n\n       at ${ROOT}/lib/modules.nix:3:1:\n`,
    {
      message: "The option `containers.files.hostAdress' does not exist. Definition values:\n- In `…/hosts/kestrel.nix': 3",
      frames: [],
      place: { file: "hosts/kestrel.nix" },
    },
  ],
  [
    "colours, and warnings before the error",
    `\u001b[35;1mwarning:\u001b[0m Git tree is dirty\n\u001b[31;1merror:\u001b[0m syntax error, unexpected ID\n\n       at ${ROOT}/flake.nix:3:5:\n`,
    { message: "syntax error, unexpected ID", frames: [], place: { file: "flake.nix", line: 3, column: 5 } },
  ],
  [
    "a flake reference in the place of the store path (lazy trees)",
    "error: undefined variable 'x'\n       at «git+file:///srv/repo?ref=refs/heads/main&rev=0123»/hosts/falcon.nix:7:1:\n",
    { message: "undefined variable 'x'", frames: [], place: { file: "hosts/falcon.nix", line: 7, column: 1 } },
  ],
  ["a file of nixpkgs that has the name of one of ours", `error: x\n       at ${NIXPKGS}/flake.nix:1:1:\n`, { message: "x", frames: [] }],
  [
    "git's words before Nix's",
    "fatal: ambiguous argument 'HEAD': unknown revision\nerror: program 'git' failed with exit code 128\n(use '--show-trace' to show detailed location information)\n",
    { message: "program 'git' failed with exit code 128", frames: ["fatal: ambiguous argument 'HEAD': unknown revision"] },
  ],
  [
    "a file that is not in the commit (Nix 2.8)",
    `error: getting status of '${ROOT}/hosts/merlin.nix': No such file or directory\n\n       at ${ROOT}/flake.nix:3:5:\n`,
    { message: "getting status of '…/hosts/merlin.nix': No such file or directory", frames: [], place: { file: "flake.nix", line: 3, column: 5 }, missing: "hosts/merlin.nix" },
  ],
  [
    "a folder that is not in the commit (Nix 2.34)",
    "error: path '«git+file:///srv/repo?ref=refs/heads/main&rev=0123»/modules' does not exist\n",
    { message: "path '…/modules' does not exist", frames: [], missing: "modules" },
  ],
  ["a file that another flake lacks", `error: path '${NIXPKGS}/hosts/merlin.nix' does not exist\n`, { message: "path '…/hosts/merlin.nix' does not exist", frames: [] }],
  ["a file that is there", `error: cannot parse '${ROOT}/hosts/falcon.nix'\n`, { message: "cannot parse '…/hosts/falcon.nix'", frames: [], place: { file: "hosts/falcon.nix" } }],
  [
    "a derivation that may not be built (Nix 2.8)",
    `error: cannot build '/nix/store/0392a49wxw534k5sck330220y0js8pgz-generated.nix.drv' during evaluation because the option 'allow-import-from-derivation' is disabled\n\n       at ${ROOT}/flake.nix:9:1:\n`,
    { message: "cannot build '…-generated.nix.drv' during evaluation because the option 'allow-import-from-derivation' is disabled", frames: [], place: { file: "flake.nix", line: 9, column: 1 }, unbuilt: "generated.nix.drv" },
  ],
  [
    "a derivation that may not be built (Nix 2.26)",
    "error: cannot build '/nix/store/0392a49wxw534k5sck330220y0js8pgz-site.drv^out' during evaluation because the option 'allow-import-from-derivation' is disabled\n",
    { message: "cannot build '…-site.drv^out' during evaluation because the option 'allow-import-from-derivation' is disabled", frames: [], unbuilt: "site.drv" },
  ],
  ["no error at all", "Killed\n", { message: "", frames: [] }],
  ["nothing", "", { message: "", frames: [] }],
];

describe("parseTrace", () => {
  for (const [what, stderr, expected] of CASES) {
    it(what, () => {
      assert.deepEqual(parseTrace(stderr, SOURCES), expected);
    });
  }

  it("takes any source for ours where the flake itself failed, if the file is there", () => {
    const { files } = SOURCES;
    assert.deepEqual(parseTrace(`error: x\n       at ${ROOT}/flake.nix:2:3:\n`, { files }).place, { file: "flake.nix", line: 2, column: 3 });
    assert.equal(parseTrace(`error: x\n       at ${ROOT}/elsewhere.nix:2:3:\n`, { files }).place, undefined);
  });

  for (const text of ["/", "'/", "'/nix/store/0392a49wxw534k5sck330220y0js8pgz-x.drv'", "«git+file:", "at /:1", "\u001b[", "error:", "…", "fatal: ", "/nix/store/"]) {
    it(`ends on an error that repeats ${JSON.stringify(text)}`, () => {
      assert.ok(parseTrace(`error: ${text.repeat(100_000)}\n at ${text.repeat(100_000)}\n`, SOURCES).message.length > 0);
    });
  }

  it("reads a trace of a megabyte at once", () => {
    const frame = `       … while evaluating 'f'\n\n       at ${NIXPKGS}/lib/a.nix:1:1:\n\n            1| a\n             | ^\n`;
    assert.equal(parseTrace(`error: deep\n${frame.repeat(10_000)}`, SOURCES).message, "deep");
  });
});
