// The images of examples/homelab: small stand-ins with the names, settings and labels that the real ones are known for.
import { buildImage, type BuiltImage, type ImageSettings } from "./oci-image.ts";

/** A built image and where a registry keeps it; without tags it is there by digest alone. */
export type HostedImage = {
  readonly registry: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly image: BuiltImage;
};

type Release = {
  readonly name: string;
  readonly version: string;
  readonly tags: readonly string[];
  readonly created: string;
  readonly source: string;
  /** Name of the base layer: releases that share it share the layer. */
  readonly base: string;
  readonly settings: ImageSettings;
};

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Lines that make a layer weigh something, so that download sizes are worth reading. */
function ballast(title: string, lines: number): string {
  return Array.from({ length: lines }, (_, index) => `${title} ${index} {platform}\n`).join("");
}

function release(parts: Release): HostedImage {
  const slash = parts.name.indexOf("/");
  const labels = {
    "org.opencontainers.image.created": parts.created,
    "org.opencontainers.image.source": parts.source,
    "org.opencontainers.image.version": parts.version,
    ...parts.settings.Labels,
  };
  const image = buildImage({
    platforms: ["linux/amd64", "linux/arm64"],
    created: parts.created,
    settings: { ...parts.settings, Labels: labels },
    layers: [
      { "etc/os-release": `PRETTY_NAME="${parts.base}"\n`, "usr/lib/base.txt": ballast(parts.base, 9000) },
      { "opt/version": `${parts.version}\n`, "opt/program.txt": ballast(`${parts.name} ${parts.version}`, 4000) },
    ],
  });
  return { registry: parts.name.slice(0, slash), path: parts.name.slice(slash + 1), tags: parts.tags, image };
}

function mealie(version: string, parts: { created: string; env: readonly string[]; user?: string }): HostedImage {
  return release({
    name: "ghcr.io/mealie-recipes/mealie",
    version,
    tags: [version],
    created: parts.created,
    source: "https://github.com/mealie-recipes/mealie",
    base: "Debian GNU/Linux 12 (bookworm)",
    settings: {
      ...(parts.user === undefined ? {} : { User: parts.user }),
      Env: [PATH, "MEALIE_HOME=/app", "PRODUCTION=true", "TESTING=false", "APP_PORT=9000", ...parts.env],
      Entrypoint: ["/app/run.sh"],
      ExposedPorts: { "9000/tcp": {} },
      Volumes: { "/app/data/": {} },
      WorkingDir: "/app",
      Healthcheck: { Test: ["CMD-SHELL", "python -m mealie.scripts.healthcheck || exit 1"], Interval: 30_000_000_000 },
    },
  });
}

function postgres(major: string, full: string): HostedImage {
  return release({
    name: "docker.io/library/postgres",
    version: full,
    tags: [major, full],
    created: "2024-08-08T14:02:11Z",
    source: "https://github.com/docker-library/postgres",
    base: "Debian GNU/Linux 12 (bookworm)",
    settings: {
      Env: [`PATH=/usr/local/bin:/usr/bin:/bin:/usr/lib/postgresql/${major}/bin`, "LANG=en_US.utf8", `PG_MAJOR=${major}`, "PGDATA=/var/lib/postgresql/data"],
      Entrypoint: ["docker-entrypoint.sh"],
      Cmd: ["postgres"],
      ExposedPorts: { "5432/tcp": {} },
      Volumes: { "/var/lib/postgresql/data": {} },
      StopSignal: "SIGINT",
    },
  });
}

function traefik(version: string, parts: { tags: readonly string[]; created: string; base: string }): HostedImage {
  return release({
    name: "docker.io/library/traefik",
    version,
    ...parts,
    source: "https://github.com/traefik/traefik",
    settings: {
      Env: [PATH],
      Entrypoint: ["/entrypoint.sh"],
      Cmd: ["traefik"],
      ExposedPorts: { "80/tcp": {} },
    },
  });
}

function whoami(version: string, created: string): HostedImage {
  return release({
    name: "docker.io/traefik/whoami",
    version,
    tags: [version],
    created,
    source: "https://github.com/traefik/whoami",
    base: "scratch",
    settings: { Env: [PATH], Entrypoint: ["/whoami"], ExposedPorts: { "80/tcp": {} } },
  });
}

function redis(full: string, created: string): HostedImage {
  const minor = full.split(".").slice(0, 2).join(".");
  return release({
    name: "docker.io/library/redis",
    version: full,
    tags: [`${minor}-alpine`, `${full}-alpine`],
    created,
    source: "https://github.com/redis/docker-library-redis",
    base: "Alpine Linux v3.20",
    settings: {
      Env: [PATH, `REDIS_VERSION=${full}`],
      Entrypoint: ["docker-entrypoint.sh"],
      Cmd: ["redis-server"],
      ExposedPorts: { "6379/tcp": {} },
      Volumes: { "/data": {} },
      WorkingDir: "/data",
    },
  });
}

/** Every image that the example names at base or head, and the newer ones that updates are found among. */
export function homelabImages(): readonly HostedImage[] {
  const olderEnv = ["GIT_COMMIT_HASH=9d1c3f0", "LD_LIBRARY_PATH=/usr/local/lib", "GUNICORN_WORKERS=1"];
  const newerEnv = ["GIT_COMMIT_HASH=4be6a72", "LD_LIBRARY_PATH=/usr/local/lib", "UVICORN_WORKERS=1", "HOST=0.0.0.0"];
  return [
    mealie("v1.3.2", { created: "2024-03-27T18:05:40Z", env: olderEnv }),
    mealie("v1.4.0", { created: "2024-04-03T20:11:09Z", env: newerEnv, user: "911:911" }),
    mealie("v1.4.1", { created: "2024-04-12T07:48:31Z", env: newerEnv, user: "911:911" }),
    postgres("15", "15.8"),
    postgres("16", "16.4"),
    // The first v3.1 has lost its tag to the second, as a rebuilt tag does: only its digest still finds it.
    traefik("v3.1.0", { tags: ["v3.1.0"], created: "2024-07-15T13:20:00Z", base: "Alpine Linux v3.19" }),
    traefik("v3.1.1", { tags: ["v3.1", "v3.1.1"], created: "2024-07-31T09:41:25Z", base: "Alpine Linux v3.20" }),
    traefik("v3.2.0", { tags: ["v3.2", "v3.2.0"], created: "2024-10-28T10:02:17Z", base: "Alpine Linux v3.20" }),
    whoami("v1.10.2", "2024-05-06T08:12:54Z"),
    whoami("v1.10.3", "2024-09-03T15:30:02Z"),
    redis("7.2.5", "2024-06-11T17:25:38Z"),
    redis("7.4.0", "2024-07-29T19:04:44Z"),
  ];
}

if (import.meta.main) {
  const lines = homelabImages().map(({ registry, path, tags, image }) => `${image.root.digest}  ${registry}/${path}:${tags.join(",")}`);
  process.stdout.write(`${lines.join("\n")}\n`);
}
