// Bundles the three entries into dist/: ES modules, readable, the same bytes at every build.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** CommonJS packages ask for `require`, which an ES module does not have. No await: it would make every chunk wait. */
const BANNER = 'import { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);';

/** CommonJS's own names; only where a package does not declare them itself, as ES modules do. */
const DEFINE = { __filename: "import.meta.filename", __dirname: "import.meta.dirname" };

const ENTRIES = { action: "src/action.ts", bot: "src/bot.ts", cli: "src/cli.ts" };

/** Builds into a folder: what is released, unless somebody measures or tests another entry in the same way. */
export async function buildInto(folder: string, entryPoints: Readonly<Record<string, string>> = ENTRIES): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { ...entryPoints },
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node24",
    charset: "utf8",
    legalComments: "none",
    banner: { js: BANNER },
    define: DEFINE,
    loader: { ".nix": "text", ".css": "text", ".html": "text", ".browser.js": "text", ".wasm": "binary" },
    logLevel: "warning",
  });
  // Bundles are ES modules wherever they are copied to.
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  if ("cli" in entryPoints) chmodSync(join(folder, "cli.js"), 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildInto(process.argv[2] ?? join(root, "dist"));
