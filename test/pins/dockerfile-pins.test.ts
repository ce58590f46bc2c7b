// Which texts of a Dockerfile are images: the table reads as the Dockerfile reference's rules on FROM, ARG, --from and the syntax directive.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { editPin } from "../../src/pins/index.ts";
import { dockerfilePins } from "../../src/pins/files/dockerfile-pins.ts";
import { sourceText } from "../../src/pins/source-text.ts";

const DIGEST = `sha256:${"3c".repeat(32)}`;

/** `line:column raw => reference`, or the reference alone where nothing is filled in; in brackets why it is not edited. */
function told(text: string): readonly string[] {
  return dockerfilePins(sourceText("Dockerfile", text)).map(({ line, column, raw, reference, notEditable }) => `${line}:${column} ${raw}${raw === reference ? "" : ` => ${reference}`}${notEditable === undefined ? "" : ` (${notEditable})`}`);
}

const TABLE: readonly (readonly [what: string, text: string, pins: readonly string[]])[] = [
  ["an image", "FROM node:20\n", ["1:6 node:20"]],
  ["lower case, a stage and a platform", "from --platform=$BUILDPLATFORM node:20-slim as build\n", ["1:32 node:20-slim"]],
  ["tag and digest", `FROM node:20@${DIGEST}\n`, [`1:6 node:20@${DIGEST}`]],
  ["nothing", "FROM scratch\nCOPY a /a\n", []],
  ["a stage is no image", "FROM node:20 AS Build\nFROM build\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\n", ["1:6 node:20"]],
  ["a stage with its image's name", "FROM node AS node\nFROM node\n", ["1:6 node"]],
  ["COPY from an image", "FROM a:1\nCOPY --link --from=ghcr.io/galley/tool:1.2 /a /b\n", ["1:6 a:1", "2:20 ghcr.io/galley/tool:1.2"]],
  ["ADD has no such flag", "FROM a:1\nADD --from=galley/b:2 /c /d\n", ["1:6 a:1"]],
  ["an instruction for images that build on this one", "FROM a:1\nONBUILD COPY --from=galley/b:2 /c /d\nonbuild RUN --mount=from=galley/c:3 make\n", ["1:6 a:1", "2:21 galley/b:2", "3:26 galley/c:3"]],
  ["instructions that ONBUILD cannot hold", "FROM a:1\nONBUILD FROM galley/b:2\nONBUILD ONBUILD COPY --from=galley/c:3 /c /d\n", ["1:6 a:1"]],
  ["a mount from an image", "FROM a:1\nRUN --mount=type=bind,from=galley/b:2,target=/b --mount=from=galley/c:3,type=cache make\n", ["1:6 a:1", "2:28 galley/b:2", "2:62 galley/c:3"]],
  ["a mount from a stage", "FROM a:1 AS x\nRUN --mount=type=bind,from=x,target=/b make\n", ["1:6 a:1"]],
  ["an argument before FROM", "ARG V=20\nFROM node:${V}-slim\n", ["2:6 node:${V}-slim => node:20-slim"]],
  ["several arguments, quoted", "ARG A=1 V=\"20\" B='x'\nFROM node:$V\n", ["2:6 node:$V => node:20"]],
  ["an argument of a stage is not seen by FROM", "FROM a:1\nARG V=20\nFROM node:${V}\n", ["1:6 a:1", "3:6 node:${V} (V has no value here, neither set in a file nor by default)"]],
  ["a whole reference in an argument", "ARG BASE=galley/base:3\nFROM ${BASE} AS x\n", ["2:6 ${BASE} => galley/base:3"]],
  ["a default where the variable is used", "FROM node:${V:-20}-slim\n", ["1:6 node:${V:-20}-slim => node:20-slim"]],
  ["a set argument over that default", "ARG V=22\nFROM node:${V:-20}\n", ["2:6 node:${V:-20} => node:22"]],
  ["a default that is a variable", "ARG V=20\nFROM node:${W:-${V}}\n", ["2:6 node:${W:-${V}} => node:20"]],
  ["an argument of earlier arguments", 'ARG V=3.19\nARG BASE="alpine:${V}" X=\'$V\'\nFROM ${BASE} AS one\nFROM alpine:$X\n', ["3:6 ${BASE} => alpine:3.19"]],
  ["an argument that is set anew", "ARG V=1\nARG V=2\nFROM a:$V\n", ["3:6 a:$V => a:2"]],
  ["an unknown argument", "ARG V\nFROM node:${V}\n", ["2:6 node:${V} (V has no value here, neither set in a file nor by default)"]],
  ["an argument of an unknown one", "ARG BASE=node:${V}\nFROM ${BASE}\n", ["2:6 ${BASE} (BASE has no value here, neither set in a file nor by default)"]],
  ["a form of variables that is not followed", "ARG V=v20\nFROM node:${V#v}\n", ["2:6 node:${V#v} (a variable in it is written in a form that is not followed)"]],
  ["a stage by the platform", "FROM a:1 AS base-amd64\nFROM b:2 AS base-arm64\nFROM base-${TARGETARCH}\n", ["1:6 a:1", "2:6 b:2"]],
  ["a stage by an argument", "ARG WHICH=one\nFROM a:1 AS one\nFROM ${WHICH}\n", ["2:6 a:1"]],
  ["the syntax directive", "# syntax=docker/dockerfile:1.7\nFROM a:1\n", ["1:10 docker/dockerfile:1.7", "2:6 a:1"]],
  ["the syntax directive after another", "# escape=\\\n# syntax = docker/dockerfile:1\nFROM a:1\n", ["2:12 docker/dockerfile:1", "3:6 a:1"]],
  ["a comment that looks like it", "FROM a:1\n# syntax=docker/dockerfile:1\n# FROM b:2\n", ["1:6 a:1"]],
  ["a line that goes on", "FROM \\\n  --platform=linux/amd64 \\\n  node:20 \\\n  AS build\n", ["3:3 node:20"]],
  ["a comment between its lines", "FROM \\\n# the base\n  node:20\n", ["3:3 node:20"]],
  ["another escape character", "# escape=`\nFROM `\n  node:20\nCOPY --from=galley/b:2 C:\\ D:\\\n", ["3:3 node:20", "4:13 galley/b:2"]],
  ["text of a heredoc is none", "FROM a:1\nRUN <<EOF\nFROM b:2\nCOPY --from=c:3 x y\nEOF\nCOPY --from=d:4 x y\n", ["1:6 a:1", "6:13 d:4"]],
  ["two heredocs at once", "FROM a:1\nCOPY <<ONE <<\"TWO\" /x/\nFROM b:2\nONE\nFROM c:3\nTWO\nFROM d:4\n", ["1:6 a:1", "7:6 d:4"]],
  ["carriage returns", "FROM a:1\r\nFROM b:2 AS x\r\n", ["1:6 a:1", "2:6 b:2"]],
  ["nothing at all", "", []],
];

describe("images of Dockerfiles", () => {
  for (const [what, text, pins] of TABLE) it(what, () => assert.deepEqual(told(text), pins));

  const EDITS: readonly (readonly [what: string, text: string, reference: string, edited: string])[] = [
    ["a tag in an argument", "ARG V=20\nFROM node:${V}-slim\n", "node:22-slim", "ARG V=22\nFROM node:${V}-slim\n"],
    ["a tag in an argument of another", "ARG V=3.19\nARG BASE=alpine:${V}\nFROM ${BASE}\n", "alpine:3.20", "ARG V=3.20\nARG BASE=alpine:${V}\nFROM ${BASE}\n"],
    ["a digest behind an argument of another", "ARG V=3.19\nARG BASE=alpine:${V}\nFROM ${BASE}\n", `alpine:3.19@${DIGEST}`, `ARG V=3.19\nARG BASE=alpine:\${V}@${DIGEST}\nFROM \${BASE}\n`],
    ["a default", "FROM node:${V:-20}\n", "node:22", "FROM node:${V:-22}\n"],
    ["a digest behind a variable", "ARG V=20\nFROM node:${V}\n", `node:20@${DIGEST}`, `ARG V=20\nFROM node:\${V}@${DIGEST}\n`],
    ["a mount", "FROM scratch\nRUN --mount=from=galley/c:3,type=bind make\n", "galley/c:4", "FROM scratch\nRUN --mount=from=galley/c:4,type=bind make\n"],
  ];
  for (const [what, text, reference, edited] of EDITS) {
    it(`can be edited: ${what}`, () => {
      const pin = dockerfilePins(sourceText("Dockerfile", text)).at(-1);
      assert.ok(pin);
      assert.deepEqual(editPin({ text, pin, reference }), { kind: "edited", text: edited });
    });
  }

  it("do not double with every argument", () => {
    const lines = Array.from({ length: 200 }, (_, index) => `ARG A${index + 1}=$A${index}$A${index}`);
    assert.deepEqual(told(`ARG A0=ab\n${lines.join("\n")}\nFROM x:$A200\n`), ["202:6 x:$A200 (A200 has no value here, neither set in a file nor by default)"]);
  });
});
