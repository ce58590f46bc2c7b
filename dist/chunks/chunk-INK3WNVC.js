import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/commands/output.ts
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
function notWritten(subject, { cause, hint }) {
  return new StowplanError({ code: "usage", subject, message: "the result could not be written", hint, cause });
}
function print(text) {
  return new Promise((resolve2, reject) => {
    process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}
`, (error) => {
      if (error && "code" in error && error.code !== "EPIPE") reject(notWritten("standard output", { cause: error, hint: "Look whether the disk that it goes to is full." }));
      else resolve2();
    });
  });
}
async function makeFolder(folder) {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder);
}
var STANDARD_OUTPUT = "-";
async function writeResult(file, text) {
  if (file === STANDARD_OUTPUT) return print(text);
  try {
    await makeFolder(dirname(resolve(file)));
    await writeFile(file, text);
  } catch (cause) {
    throw notWritten(file, { cause, hint: "Name a file in a folder that you may write to." });
  }
}
function columns(rows) {
  const widths = rows.reduce((most, row) => row.map((cell, index) => Math.max(cell.length, most[index] ?? 0)), []);
  return rows.map((row) => row.map((cell, index) => index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)).join("  ")).join("\n");
}

export {
  print,
  STANDARD_OUTPUT,
  writeResult,
  columns
};
