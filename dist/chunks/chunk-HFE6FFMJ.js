import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/api-address.ts
function checkApiAddress(environment) {
  const address = environment["GITHUB_API_URL"] ?? "";
  if (address === "" || /^https?:$/.test(URL.parse(address)?.protocol ?? "")) return;
  throw new StowplanError({
    code: "usage",
    subject: "GITHUB_API_URL",
    message: "is not an address that GitHub's API could have",
    hint: "Unset it for github.com; for a server of your own it is such as https://github.example.org/api/v3."
  });
}

export {
  checkApiAddress
};
