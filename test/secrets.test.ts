// What is a secret and what is not: one table for names, one for values inside texts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "./support/fast-check.ts";
import { HIDDEN, HIDDEN_CHANGED, hideSecrets, hideSecretsOfPair, isSecret, isSecretName } from "../src/secrets.ts";

const NAMES: readonly (readonly [name: string, isSecret: boolean])[] = [
  ["POSTGRES_PASSWORD", true],
  ["db.password", true],
  ["SMTP_PASS", true],
  ["MYSQL_PWD", true],
  ["apiKey", true],
  ["API_KEY", true],
  ["APIKEY", true],
  ["SECRET_KEY_BASE", true],
  ["NEXTAUTH_SECRET", true],
  ["GITHUB_TOKEN", true],
  ["REDIS_AUTH", true],
  ["SENTRY_DSN", true],
  ["smtp.authPass", true],
  ["requirepass", true],
  ["masterauth", true],
  ["password-stdin", false],
  ["JWT", true],
  ["POSTGRES_PASSWORD_FILE", false],
  ["SECRET_NAME", false],
  ["API_KEY_HEADER", false],
  ["TOKEN_TTL", false],
  ["OIDC_TOKEN_URL", false],
  ["COMPASS", false],
  ["MONKEY", false],
  ["KEYBOARD", false],
  ["TZ", false],
  ["MAX_WORKERS", false],
  ["traefik.http.middlewares.auth.forwardauth.address", false],
];

const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtaXJhIn0.c2lnbmF0dXJl`;

const TEXTS: readonly (readonly [text: string, shown: string])[] = [
  // By name.
  ["-e POSTGRES_PASSWORD=tidewater \\", `-e POSTGRES_PASSWORD=${HIDDEN} \\`],
  ["-e POSTGRES_PASSWORD='tide water' -e TZ=UTC", `-e POSTGRES_PASSWORD='${HIDDEN}' -e TZ=UTC`],
  [`'--env=API_KEY=tide water' x`, `'--env=API_KEY=${HIDDEN}' x`],
  [`Environment="SMTP_PASS=tide water"`, `Environment="SMTP_PASS=${HIDDEN}"`],
  [`Environment="SMTP_PASS=tide \\"water"`, `Environment="SMTP_PASS=${HIDDEN}"`],
  ["redis-server --requirepass tidewater --port 6379", `redis-server --requirepass ${HIDDEN} --port 6379`],
  ["redis-server \\\n  --requirepass \\\n  tidewater", `redis-server \\\n  --requirepass \\\n  ${HIDDEN}`],
  ["mysql --password=tidewater", `mysql --password=${HIDDEN}`],
  [`{"token": "tidewater", "level": "info"}`, `{"token": "${HIDDEN}", "level": "info"}`],
  ["-e POSTGRES_PASSWORD_FILE=/run/secrets/db", "-e POSTGRES_PASSWORD_FILE=/run/secrets/db"],
  ["-e DEBUG_TOKEN=true", "-e DEBUG_TOKEN=true"],
  ["PASSWORD=$DB_PASSWORD", "PASSWORD=$DB_PASSWORD"],
  ["-e DB_PIN=1234", `-e DB_PIN=${HIDDEN}`],
  // By name, in the other ways to write it.
  [`cmd = [ "--requirepass" "tidewater" ];`, `cmd = [ "--requirepass" "${HIDDEN}" ];`],
  [`["redis-server","--requirepass","tide water"]`, `["redis-server","--requirepass","${HIDDEN}"]`],
  [`+  "--requirepass"\n+  "tidewater"\n`, `+  "--requirepass"\n+  "${HIDDEN}"\n`],
  ["+  --api-key \\\n+  tidewater \\\n", `+  --api-key \\\n+  ${HIDDEN} \\\n`],
  [`"DB_PASSWORD" = "tide water";`, `"DB_PASSWORD" = "${HIDDEN}";`],
  ["password: tidewater", `password: ${HIDDEN}`],
  ["[client]\npassword = tidewater\nport = 3306", `[client]\npassword = ${HIDDEN}\nport = 3306`],
  ["curl -H 'X-Api-Key: tidewater' x", `curl -H 'X-Api-Key: ${HIDDEN}' x`],
  ["curl -H 'Authorization: Bearer tidewater' x", `curl -H 'Authorization: Bearer ${HIDDEN}' x`],
  [`headers.Authorization=Basic dGlkZTp3YXRlcg==`, `headers.Authorization=Basic ${HIDDEN}`],
  ["export PASSWORD=tidewater; echo ready", `export PASSWORD=${HIDDEN}; echo ready`],
  [`A_PASSWORD=tide"water" x`, `A_PASSWORD=${HIDDEN} x`],
  ["--token=dGlkZTp3YXRlcg==", `--token=${HIDDEN}`],
  ["exec app --pw ${SECRET:-tidewater}", `exec app --pw ${HIDDEN}`],
  ["curl -X POST ${API_TOKEN:-tidewater}", "curl -X POST ${API_TOKEN:-" + HIDDEN + "}"],
  ["ALTER USER mira PASSWORD 'tidewater';", `ALTER USER mira PASSWORD '${HIDDEN}';`],
  // Arguments of programs.
  ["curl -fsS -u mira:tidewater https://forge.example", `curl -fsS -u mira:${HIDDEN} https://forge.example`],
  [`[ "curl" "--user" "mira:tide water" ]`, `[ "curl" "--user" "mira:${HIDDEN}" ]`],
  ["mysql -u root -ptidewater mealie", `mysql -u root -p${HIDDEN} mealie`],
  ["echo tidewater | docker login --password-stdin forge.example", `echo ${HIDDEN} | docker login --password-stdin forge.example`],
  ["docker login -u mira -p tidewater forge.example", `docker login -u mira -p ${HIDDEN} forge.example`],
  [`"--health-cmd=redis-cli -a tidewater ping"`, `"--health-cmd=redis-cli -a ${HIDDEN} ping"`],
  [`"redis-cli -a \\"tide water\\" ping"`, `"redis-cli -a \\"${HIDDEN}\\" ping"`],
  ["sshpass -p tidewater ssh pier", `sshpass -p ${HIDDEN} ssh pier`],
  // The same options of other programs, references, sentences.
  ["docker run -p 8080:80 -u 1000:1000 whoami", "docker run -p 8080:80 -u 1000:1000 whoami"],
  ["cp -a /srv/a /srv/b", "cp -a /srv/a /srv/b"],
  ["mkdir -p /srv/mysql", "mkdir -p /srv/mysql"],
  [`echo "$TOKEN" | docker login --password-stdin`, `echo "$TOKEN" | docker login --password-stdin`],
  ["TOKEN=$(cat /run/secrets/token)", "TOKEN=$(cat /run/secrets/token)"],
  ["SSH_KEY=/run/secrets/key", "SSH_KEY=/run/secrets/key"],
  [`secrets = [ "db" ];`, `secrets = [ "db" ];`],
  ["error: syntax error, unexpected token: foo", "error: syntax error, unexpected token: foo"],
  ["DB_PASSWORD: must be set", "DB_PASSWORD: must be set"],
  ["The key \"cmd\" is lost: name it elsewhere.", "The key \"cmd\" is lost: name it elsewhere."],
  // By form.
  ["mira:tidewater@forge.example/mealie:v1", `mira:${HIDDEN}@forge.example/mealie:v1`],
  ["postgres://mealie:tide@water@db/mealie", `postgres://mealie:${HIDDEN}@db/mealie`],
  ["DATABASE_URL=postgres://mealie:tidewater@db:5432/mealie", `DATABASE_URL=postgres://mealie:${HIDDEN}@db:5432/mealie`],
  ["git clone https://mira@forge.example/x.git", "git clone https://mira@forge.example/x.git"],
  [`-e SESSION=${JWT}`, `-e SESSION=${HIDDEN}`],
  [`-e X=ghp_a1B2c3D4e5F6g7H8i9J0k1L2`, `-e X=${HIDDEN}`],
  ["users=mira:$apr1$ruca84Hq$mbjdMZBAG.KWn7vfN", `users=mira:${HIDDEN}`],
  ["hooks.slack.com/services/T024/B024/abcDEF", `hooks.slack.com/services/${HIDDEN}`],
  ["-e SEED=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", `-e SEED=${HIDDEN}`],
  ["-e SEED=q8Zr2Lk9Xv4Tn7Wc1Bm6Hd3Js5Pf0Gy", `-e SEED=${HIDDEN}`],
  // Random in public, or not random.
  ["/nix/store/0c5g2xv1qjz8h3kq9w7m4n6p2r8s1t0v-docker-28.0.1/bin/docker", "/nix/store/0c5g2xv1qjz8h3kq9w7m4n6p2r8s1t0v-docker-28.0.1/bin/docker"],
  [
    "redis@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "redis@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  ],
  ["git@forge.example:mira/x.git", "git@forge.example:mira/x.git"],
  ["http://prometheus:9090/metrics", "http://prometheus:9090/metrics"],
  ["git+file:///srv/x?rev=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "git+file:///srv/x?rev=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"],
  ["-v /srv/Media2/Films/immich_v2_data_2024_01:/data", "-v /srv/Media2/Films/immich_v2_data_2024_01:/data"],
  ["docker-network-mealie_default.service", "docker-network-mealie_default.service"],
  ["UUID=6f1c1d2e-9a57-4c5b-8f0d-1a2b3c4d5e6f", "UUID=6f1c1d2e-9a57-4c5b-8f0d-1a2b3c4d5e6f"],
  ["ThisIsAVeryLongOptionName2024", "ThisIsAVeryLongOptionName2024"],
];

describe("secrets", () => {
  for (const [name, expected] of NAMES) {
    it(`${name} ${expected ? "is" : "is not"} a secret's name`, () => assert.equal(isSecretName(name), expected));
  }

  for (const [text, shown] of TEXTS) it(`shows ${text} as ${shown}`, () => assert.equal(hideSecrets(text), shown));

  for (const [, shown] of TEXTS) it(`hides nothing more in ${shown}`, () => assert.equal(hideSecrets(shown), shown));

  it("judges a value by its name or by its form", () => {
    assert.equal(isSecret("DB_PASSWORD", "tidewater"), true);
    assert.equal(isSecret("DB_PASSWORD", "true"), false);
    assert.equal(isSecret("SESSION", JWT), true);
    assert.equal(isSecret("TZ", "Europe/Lisbon"), false);
    assert.equal(isSecret("EMPTY", ""), false);
  });

  it("says that a secret changed without showing either value", () => {
    const pair = hideSecretsOfPair({ old: "-e A_TOKEN=one -e B_TOKEN=two", new: "-e A_TOKEN=one -e B_TOKEN=three" });
    assert.deepEqual(pair, { old: `-e A_TOKEN=${HIDDEN} -e B_TOKEN=${HIDDEN}`, new: `-e A_TOKEN=${HIDDEN} -e B_TOKEN=${HIDDEN_CHANGED}` });
  });

  it("never shows the value of a secret variable, however it is quoted", () => {
    const value = fc.stringMatching(/^[A-Za-z0-9 ]{12,30}$/).filter((text) => text.trim() === text && !text.includes("true"));
    fc.assert(
      fc.property(value, fc.constantFrom(`'`, `"`), (secret, quote) => {
        for (const text of [`A_PASSWORD=${quote}${secret}${quote}`, `${quote}A_PASSWORD=${secret}${quote}`]) {
          assert.ok(!hideSecrets(`docker run -e ${text} redis`).includes(secret));
        }
      }),
    );
  });
});
