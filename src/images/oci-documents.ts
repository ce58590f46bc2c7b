// The JSON documents of an image (OCI image specification 1.1 and Docker's older forms), as far as we read them.
import * as z from "zod";

/** Go writes null for an empty list or map. */
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
const names = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}));
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

const PlatformObject = z
  .looseObject({ os: z.string(), architecture: z.string(), variant: z.string().optional() })
  .transform(({ os, architecture, variant }) => ({ os, architecture, ...(variant === undefined ? {} : { variant }) }));

/** "OCI Image Index", also Docker's manifest list. */
export const ImageIndex = z.looseObject({
  manifests: z.array(z.looseObject({ digest: z.string(), platform: PlatformObject.optional(), annotations: texts })),
  annotations: texts,
});
export type ImageIndex = z.infer<typeof ImageIndex>;

/** "OCI Image Manifest". */
export const ImageManifest = z.looseObject({
  config: z.looseObject({ mediaType: z.string(), digest: z.string() }),
  layers: z.array(z.looseObject({ digest: z.string(), size: z.number().min(0), mediaType: text, annotations: texts })),
  annotations: texts,
});
export type ImageManifest = z.infer<typeof ImageManifest>;

const Healthcheck = z.looseObject({ Test: strings });

const Settings = z.looseObject({
  User: text,
  ExposedPorts: names,
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  Volumes: names,
  WorkingDir: text,
  Labels: texts,
  StopSignal: text,
  Healthcheck: Healthcheck.nullish(),
});
/** What a container of the image starts with, empty where the image says nothing. */
export type ImageSettings = z.infer<typeof Settings>;

/** "OCI Image Configuration". */
export const ImageConfig = z.looseObject({
  created: z.string().nullish(),
  os: text,
  architecture: text,
  variant: z.string().nullish(),
  config: Settings.nullish().transform((value) => value ?? Settings.parse({})),
});
export type ImageConfig = z.infer<typeof ImageConfig>;

/** Types of a manifest's config that are an image's; other artifacts (charts, signatures) have their own. */
export const CONFIG_TYPES: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
]);
