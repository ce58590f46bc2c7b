// A registry that wants credentials -> what its users do to have some.

/** Registries with a way of their own, by their hosts. */
const WAYS: readonly (readonly [host: RegExp, way: (registry: string) => string])[] = [
  [/^ghcr\.io$/, () => "give the job `permissions: packages: read` (stowplan then reads packages of the repository's owner), or run `docker login ghcr.io` before stowplan"],
  [
    /\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
    (registry) => `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a user who may read it, install docker-credential-ecr-login and name it in Docker's config.json (\`"credHelpers": {"${registry}": "ecr-login"}\`), or run \`aws ecr get-login-password | docker login --username AWS --password-stdin ${registry}\` before stowplan`,
  ],
  [/(?:^|\.)gcr\.io$|-docker\.pkg\.dev$/, (registry) => `run \`gcloud auth configure-docker ${registry}\`, or log in as \`oauth2accesstoken\` or \`_json_key\`, before stowplan`],
  [/\.azurecr\.io$/, (registry) => `run \`az acr login --name ${registry.replace(/\..*$/s, "")}\` before stowplan`],
];

/** A hint in the imperative. `missingHelper` is a program that the configuration names and that is not there. */
export function loginHint(registry: string, missingHelper: string | undefined): string {
  if (missingHelper !== undefined) return `Install ${missingHelper}, which Docker's config.json names for ${registry}.`;
  const way = WAYS.find(([host]) => host.test(registry))?.[1];
  return `Check the name; if the image is private, ${way?.(registry) ?? `run \`docker login ${registry}\` before stowplan`}.`;
}
