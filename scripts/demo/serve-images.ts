// Serves the example's images until it is stopped; prints the registry's URL as its only line.
import { homelabImages } from "./homelab-images.ts";
import { startPullOnlyRegistry } from "./registry.ts";

const { url } = await startPullOnlyRegistry(homelabImages());
process.stdout.write(`${url}\n`);
