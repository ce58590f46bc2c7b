// The `images` section: how far stowplan looks into images that change.
import * as z from "zod";
import { optionFacts, trusted } from "./option-facts.ts";

/** The section's schema; sizes in megabytes of 1,000,000 bytes, as registries count. */
export const Images = z
  .strictObject({
    "max-download": z
      .int()
      .min(0)
      .max(100_000)
      .default(100)
      .describe("Megabytes of layers and SBOMs that one plan may read to compare packages; 0 reads none. Configurations, labels and sizes are compared without.")
      .register(optionFacts, trusted),
    attestations: z
      .boolean()
      .default(true)
      .describe("Ask registries for signatures, provenance and SBOMs of images that change: three to five small requests for each.")
      .register(optionFacts, trusted),
    "release-notes": z
      .boolean()
      .default(true)
      .describe("Ask GitHub for the release notes between two versions of an image whose labels name its source.")
      .register(optionFacts, trusted),
  })
  .prefault({});
export type Images = z.infer<typeof Images>;
