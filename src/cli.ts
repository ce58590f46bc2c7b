#!/usr/bin/env node
// Command line -> the same two calls as the Action, on a local checkout.
import { createCommandLine } from "./host/command-line.ts";

await createCommandLine().parseAsync();
