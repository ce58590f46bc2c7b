// The keys under `build` (Compose Build Specification) with their forms.
import { contextPath } from "./host-paths.ts";
import { hosts, labels, variables } from "./mapping.ts";
import { additionalContexts, fileMounts, sshKeys, ulimits } from "./short-forms.ts";
import { anything, either, flag, listOf, listOrOne, object, type Shape, text, then } from "./shape.ts";
import { bytes } from "./units.ts";
import { map } from "./value.ts";

const longForm: Shape = object({
  additional_contexts: additionalContexts,
  args: variables,
  cache_from: listOf(text),
  cache_to: listOf(text),
  context: contextPath,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: listOf(text),
  extra_hosts: hosts,
  isolation: text,
  labels,
  network: text,
  no_cache: flag,
  no_cache_filter: listOrOne(text),
  platforms: listOf(text),
  privileged: flag,
  provenance: anything,
  pull: flag,
  sbom: anything,
  secrets: fileMounts,
  shm_size: bytes,
  ssh: sshKeys,
  tags: listOf(text),
  target: text,
  ulimits,
});

/** A text is the context. */
export const build: Shape = either({
  scalar: then(text, then((value) => map({ context: value }, value.place), longForm)),
  map: longForm,
  expected: "a path or a map",
});
