// Lets Node import .nix, .css, .html and .browser.js files as text and .wasm files as bytes, as the bundler does; only for running from source.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  load(url, context, nextLoad) {
    if (/\.(nix|css|html|txt|browser\.js)$/.test(url)) {
      const text = readFileSync(fileURLToPath(url), "utf8");
      return { format: "module", shortCircuit: true, source: `export default ${JSON.stringify(text)};` };
    }
    if (url.endsWith(".wasm")) {
      const bytes = readFileSync(fileURLToPath(url)).toString("base64");
      return { format: "module", shortCircuit: true, source: `export default Uint8Array.from(Buffer.from("${bytes}", "base64"));` };
    }
    return nextLoad(url, context);
  },
});
