import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  StowplanError
} from "./chunk-B2IOVMOK.js";

// src/host/commands/run-command.ts
var FAILED = 1;
function describeFailure(error) {
  if (error instanceof StowplanError) return `stowplan: ${error.subject}: ${error.message}
  ${error.hint}
`;
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return `stowplan: this is a mistake of stowplan itself, please report it
${text}
`;
}
async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.exitCode = FAILED;
  }
}

export {
  runCommand
};
