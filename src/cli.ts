#!/usr/bin/env node
// Command line -> the same two calls as the Action, on a local checkout.
import { enableCompileCache } from "node:module";
import { createCommandLine } from "./host/command-line.ts";
import { cacheFolder } from "./host/disk-cache.ts";

// What Node compiles is kept beside our own cache: the next run starts in two thirds of the time. Where it cannot be kept, nothing is said.
const folder = cacheFolder(process.env);
if (folder !== undefined) enableCompileCache(`${folder}-code`);
await createCommandLine().parseAsync();
