// An image reference into the database that it runs and the release whose change its data directory does not take lightly.
import { type ImageReference, parseImageReference } from "../../image-reference.ts";

/** The program inside the image that writes all data to standard output. */
export type DumpTool = "pg_dumpall" | "mariadb-dump" | "mysqldump" | "mongodump";

export type Database = {
  /** For people: `PostgreSQL`. */
  readonly name: string;
  /** Numbers of the release line: `[16]`, `[10, 11]`. */
  readonly release: readonly number[];
  /** True where the new server starts on the old data directory and converts it; the way back is closed either way. */
  readonly upgradesInPlace: boolean;
  /** True where most people keep nothing in it: without a volume there is nothing to lose. */
  readonly isOftenCache: boolean;
  readonly dump?: DumpTool;
};

type Kind = {
  readonly name: string;
  readonly image: RegExp;
  /** How many numbers of a version name its release line. */
  readonly parts: (major: number) => number;
  readonly upgradesInPlace: boolean;
  readonly isOftenCache?: boolean;
  readonly dump?: DumpTool;
};

/** Recognised by the repository's path; the registry does not matter, because mirrors are common. */
const KINDS: readonly Kind[] = [
  {
    name: "PostgreSQL",
    image: /(?:^|\/)(?:postgres(?:ql)?|postgis|timescaledb(?:-ha)?|pgvector|pgvecto-rs|postgres-[\w-]+|[\w-]+-postgres)$/,
    // Since PostgreSQL 10 the first number is the major version (postgresql.org/support/versioning).
    parts: (major) => (major < 10 ? 2 : 1),
    upgradesInPlace: false,
    dump: "pg_dumpall",
  },
  { name: "MariaDB", image: /(?:^|\/)mariadb$/, parts: () => 2, upgradesInPlace: true, dump: "mariadb-dump" },
  {
    name: "MySQL",
    image: /(?:^|\/)(?:mysql|mysql-server|percona|percona-server)$/,
    parts: () => 2,
    upgradesInPlace: true,
    dump: "mysqldump",
  },
  {
    name: "MongoDB",
    image: /(?:^|\/)(?:mongo|mongodb|mongodb-community-server)$/,
    // From 5.0 on the first number is the release that data files belong to.
    parts: (major) => (major < 5 ? 2 : 1),
    upgradesInPlace: false,
    dump: "mongodump",
  },
  { name: "Elasticsearch", image: /(?:^|\/)elasticsearch$/, parts: () => 1, upgradesInPlace: true },
  { name: "OpenSearch", image: /(?:^|\/)opensearch$/, parts: () => 1, upgradesInPlace: true },
  { name: "InfluxDB", image: /(?:^|\/)influxdb$/, parts: () => 1, upgradesInPlace: false },
  // A newer server reads the older one's RDB file and rewrites it in a form that the older one refuses.
  { name: "Redis", image: /(?:^|\/)(?:redis|redis-stack|redis-stack-server)$/, parts: () => 1, upgradesInPlace: true, isOftenCache: true },
  { name: "Valkey", image: /(?:^|\/)valkey$/, parts: () => 1, upgradesInPlace: true, isOftenCache: true },
  { name: "ClickHouse", image: /(?:^|\/)(?:clickhouse|clickhouse-server)$/, parts: () => 1, upgradesInPlace: true },
  { name: "Cassandra", image: /(?:^|\/)cassandra$/, parts: () => 1, upgradesInPlace: true },
  { name: "CouchDB", image: /(?:^|\/)couchdb$/, parts: () => 1, upgradesInPlace: true },
  { name: "Neo4j", image: /(?:^|\/)neo4j$/, parts: () => 1, upgradesInPlace: false },
  // Every minor release has a database format of its own before version 2 (docs.meilisearch.com, "Update to the latest version").
  { name: "Meilisearch", image: /(?:^|\/)meilisearch$/, parts: (major) => (major < 2 ? 2 : 1), upgradesInPlace: false },
];

/** `16.4-alpine`, `v16`, `pg16-v0.2.0` and `2.14-pg16` are all PostgreSQL 16: `pg` and a number win over what stands first. */
function versionOf({ tag }: ImageReference, kind: Kind): readonly number[] | undefined {
  const extension = kind.name === "PostgreSQL" ? /(?:^|[-_])pg-?(\d+(?:\.\d+)*)/.exec(tag ?? "") : null;
  const match = extension ?? /^v?(\d+(?:\.\d+)*)/.exec(tag ?? "");
  return match?.[1]?.split(".").map(Number);
}

/** Undefined for images that are no known database, or whose tag names no version. */
export function databaseOf(image: string): Database | undefined {
  const reference = parseImageReference(image);
  const kind = reference === undefined ? undefined : KINDS.find((known) => known.image.test(reference.path));
  if (reference === undefined || kind === undefined) return undefined;
  const version = versionOf(reference, kind);
  if (version?.[0] === undefined) return undefined;
  const { name, upgradesInPlace, isOftenCache = false, dump } = kind;
  return { name, upgradesInPlace, isOftenCache, ...(dump === undefined ? {} : { dump }), release: version.slice(0, kind.parts(version[0])) };
}

/** Negative where the left release is the older one. A release that names fewer numbers covers all of them: `10` and `10.6` are one. */
export function compareReleases(left: readonly number[], right: readonly number[]): number {
  const shared = left.slice(0, right.length);
  return shared.map((number, index) => number - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
