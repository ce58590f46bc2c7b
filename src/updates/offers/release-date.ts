// A tag -> when its image was published, as far as anybody says.
import { readImage } from "../../images/index.ts";
import type { Question } from "./question.ts";

/** Before Docker there were no images: reproducible builds write 1970 or 1980, which says nothing of the age. */
const FIRST_IMAGES = Date.parse("2013-03-20T00:00:00Z");
const DAY = 24 * 60 * 60 * 1000;

/** A date that can be true: after the first images, and not in the future save for clocks that differ. */
export function plausibleDate(text: string | undefined, now: Date): string | undefined {
  const time = Date.parse(text ?? "");
  if (Number.isNaN(time) || time < FIRST_IMAGES || time > now.getTime() + DAY) return undefined;
  return new Date(time).toISOString();
}

/**
 * The image's own date of creation on the first platform that runs it, else on linux/amd64. Undefined where it has none that can be true,
 * or cannot be read: an unknown age holds nothing back.
 */
export async function releaseDate(tag: string, { registry, recent, repository, platforms, now }: Question): Promise<string | undefined> {
  const pushed = plausibleDate(await registry.pushed?.(repository, tag), now);
  if (pushed !== undefined) return pushed;
  const reading = await readImage({ reference: `${repository.registry}/${repository.path}:${tag}`, platform: platforms[0] ?? "linux/amd64" }, { ...registry, ...recent });
  if (reading.kind === "failure") return undefined;
  const { created, config } = reading.image.config;
  return plausibleDate(created ?? config.Labels["org.opencontainers.image.created"], now);
}
