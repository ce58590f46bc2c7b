import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";

// src/host/commands/output.ts
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
function print(text) {
  return new Promise((resolve2, reject) => {
    process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}
`, (error) => {
      if (error && "code" in error && error.code !== "EPIPE") reject(error);
      else resolve2();
    });
  });
}
async function makeFolder(folder) {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder);
}
async function writeResult(file, text) {
  try {
    await makeFolder(dirname(resolve(file)));
    await writeFile(file, text);
  } catch (cause) {
    throw new StowplanError({
      code: "usage",
      subject: file,
      message: "the file could not be written",
      hint: "Name a file in a folder that you may write to.",
      cause
    });
  }
}
function columns(rows) {
  const widths = rows.reduce((most, row) => row.map((cell, index) => Math.max(cell.length, most[index] ?? 0)), []);
  return rows.map((row) => row.map((cell, index) => index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)).join("  ")).join("\n");
}

export {
  print,
  writeResult,
  columns
};
