// What the documents say is true: links lead somewhere, YAML is valid against its schema, commands are ones that the programs take.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { marked, type Token } from "marked";
import { parse } from "yaml";
import * as z from "zod";
import { addConvertOptions } from "../src/host/commands/convert-options.ts";
import { Config, listOptions } from "../src/config/index.ts";
import { FindingCode } from "../src/errors.ts";
import { createCommandLine } from "../src/host/command-line.ts";
import { parseNix } from "../src/nix/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const pages = ["README.md", ...globSync("docs/*.md", { cwd: root }), ...globSync("examples/**/*.md", { cwd: root })].toSorted();

type Fence = { readonly page: string; readonly language: string; readonly text: string };

function walk(tokens: readonly Token[], visit: (token: Token) => void): void {
  void marked.walkTokens([...tokens], visit);
}

function fencesOf(page: string): readonly Fence[] {
  const fences: Fence[] = [];
  walk(marked.lexer(read(page)), (token) => {
    if (token.type === "code" && "lang" in token) fences.push({ page, language: String(token["lang"] ?? ""), text: String(token["text"]) });
  });
  return fences;
}

const fences = pages.flatMap(fencesOf);
const ofLanguage = (...languages: readonly string[]): readonly Fence[] => fences.filter(({ language }) => languages.includes(language));

describe("links", () => {
  for (const page of pages) {
    it(`of ${page} lead to files and headings that are there`, () => {
      const targets: string[] = [];
      walk(marked.lexer(read(page)), (token) => {
        if ((token.type === "link" || token.type === "image") && "href" in token) targets.push(String(token["href"]));
      });
      const broken = targets.filter((target) => !/^(?:https?|mailto):/.test(target)).filter((target) => {
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? page : join(dirname(page), path);
        if (!existsSync(join(root, file))) return true;
        return anchor !== undefined && statSync(join(root, file)).isFile() && !anchorsOf(file).has(anchor);
      });
      assert.deepEqual(broken, []);
    });
  }

  it("never speak to a web page without TLS", () => {
    assert.deepEqual(pages.filter((page) => read(page).includes("](http:")), []);
  });
});

/** As GitHub makes them of headings, and what is written as an anchor. */
function anchorsOf(file: string): ReadonlySet<string> {
  const text = read(file);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"));
  return new Set([...headings, ...[...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = ""]) => id)]);
}

const ActionFile = z.object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()) });
const action = ActionFile.parse(parse(read("action.yml")));
const Step = z.looseObject({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).default({}) });
const Workflow = z.looseObject({ on: z.unknown(), permissions: z.unknown(), jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step).default([]) })) });

describe("YAML", () => {
  for (const { page, text } of ofLanguage("yaml", "yml")) {
    const value: unknown = parse(text);
    const first = text.split("\n")[0] ?? "";
    it(`of ${page} (${first}) is a workflow or a configuration that counts`, () => {
      const keys = z.record(z.string(), z.unknown()).parse(value);
      if ("jobs" in keys) {
        const { jobs } = Workflow.parse(value);
        const used = Object.values(jobs).flatMap(({ steps }) => steps).filter(({ uses }) => uses?.startsWith("stowplan/stowplan@"));
        assert.deepEqual(used.flatMap((step) => Object.keys(step.with)).filter((name) => action.inputs[name] === undefined), []);
        return;
      }
      if (["steps", "uses", "on", "services", "secrets", "volumes", "networks"].some((key) => key in keys)) return;
      const config = Config.safeParse(value);
      assert.ok(config.success, config.success ? "" : z.prettifyError(config.error));
    });
  }

  it("of the README is a workflow of at most 15 lines", () => {
    const [workflow] = ofLanguage("yaml").filter(({ page }) => page === "README.md");
    assert.ok((workflow?.text.split("\n").length ?? 99) <= 15);
    assert.ok(read("README.md").split("\n").length <= 150);
  });

  it("of the bot's Compose file is a project that stowplan converts", () => {
    const cli = ["--import", join(root, "scripts/text-imports.mjs"), join(root, "src/cli.ts"), "convert"];
    const run = spawnSync(process.execPath, [...cli, "--inputs", "deploy/compose.yml", "--runtime", "docker"], { cwd: root, encoding: "utf8" });
    assert.match(run.stdout, /stowplan-database/, run.stderr);
    assert.doesNotMatch(run.stderr, /compose-(?:syntax|invalid|unknown-key)/);
  });
});

/** Words of a line of these documents: they have no quotes. */
function wordsOf(line: string): readonly string[] {
  return line.replace(/(?:^|\s)[#>].*$/, "").trim().split(/\s+/);
}

/** `stowplan plan --repo . # …` -> `stowplan`, `plan`, `--repo`, `.`; lines of other programs are left out. */
function stowplanLines(): readonly { readonly page: string; readonly words: readonly string[] }[] {
  return ofLanguage("sh", "bash", "").flatMap(({ page, text }) =>
    text.replaceAll("\\\n", " ").split("\n").flatMap((line) => {
      const words = wordsOf(line);
      const start = words.findIndex((word) => word === "stowplan" || word.endsWith("cli.js") || word === "github:stowplan/stowplan");
      const rest = words.slice(start + 1).filter((word, index) => !(index === 0 && word === "--"));
      return start < 0 || start > 2 ? [] : [{ page, words: rest }];
    }),
  );
}

function findCommand(name: string | undefined): CommandUnknownOpts | undefined {
  const command = createCommandLine().commands.find((candidate) => candidate.name() === name);
  if (command?.name() === "convert") addConvertOptions(command);
  return command;
}

describe("command lines", () => {
  const lines = stowplanLines();
  it("are found", () => assert.ok(lines.length > 10, String(lines.length)));
  for (const { page, words } of lines) {
    it(`of ${page} are ones that stowplan takes: ${words.join(" ")}`, () => {
      const command = findCommand(words[0]);
      assert.ok(command !== undefined, `no command ${String(words[0])}`);
      const { operands, unknown } = command.parseOptions(words.slice(1));
      assert.deepEqual(unknown, []);
      assert.equal(operands.length, command.registeredArguments.length);
    });
  }

  it("name scripts that package.json has", () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read("package.json")));
    const named = pages.flatMap((page) => [...read(page).matchAll(/npm (?:run )?(?<script>[a-z:]+)/g)].map(({ groups }) => groups?.["script"] ?? ""));
    assert.deepEqual(named.filter((name) => !["ci", "test", "i", "install", "run", "and", "package", "packages"].includes(name) && scripts[name] === undefined), []);
  });
});

describe("Nix", () => {
  for (const { page, text } of ofLanguage("nix")) {
    it(`of ${page} parses: ${(text.split("\n")[0] ?? "").slice(0, 60)}`, async () => {
      // A part of a file is one of an attribute set.
      const trees = await Promise.all([text, `{ ${text}\n}`].map((source) => parseNix(source)));
      assert.ok(trees.some((tree) => tree?.hasError === false));
    });
  }
  for (const file of globSync("examples/containers/**/*.nix", { cwd: root })) {
    it(`${file} parses`, async () => assert.equal((await parseNix(read(file)))?.hasError, false));
  }
  it("of the Compose example is what stowplan makes of it", () => {
    const cli = ["--import", join(root, "scripts/text-imports.mjs"), join(root, "src/cli.ts"), "convert"];
    const flags = ["--inputs", "examples/containers/compose/compose.yml", "--runtime", "docker", "--root_path", "/srv/recipes"];
    const run = spawnSync(process.execPath, [...cli, ...flags], { cwd: root, encoding: "utf8" });
    assert.equal(run.stdout, read("examples/containers/compose/docker-compose.nix"), run.stderr);
  });
});

describe("words", () => {
  it("in code of tables and texts that look like findings are findings", () => {
    const known = new Set<string>(FindingCode.options);
    const wrong = ["docs/getting-started.md", "docs/bot.md"].flatMap((page) => [...read(page).matchAll(/\| `(?<code>[a-z]+-[a-z-]+)`/g)].map(({ groups }) => groups?.["code"] ?? "").filter((code) => !known.has(code)));
    assert.deepEqual(wrong, []);
  });

  it("that name an option of the configuration name one that exists", () => {
    const paths = new Set(listOptions().map(({ path }) => path.join(".")));
    const sections = new Set([...paths].map((path) => path.split(".")[0]));
    const named = pages.filter((page) => page !== "docs/configuration.md").flatMap((page) => [...read(page).matchAll(/`(?<path>[a-z]+(?:\.[a-z-]+)+)(?:: [^`]*)?`/g)].map(({ groups }) => ({ page, path: groups?.["path"] ?? "" })));
    const wrong = named.filter(({ path }) => sections.has(path.split(".")[0] ?? "") && !paths.has(path) && ![...paths].some((known) => known.startsWith(`${path}.`)));
    assert.deepEqual(wrong.filter(({ path }) => !/\.(?:md|ts|json|yml|nix|js|html|lock)$/.test(path)), []);
  });
});
