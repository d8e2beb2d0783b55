/** Major version of PostgreSQL. */
export type PostgresVersion = '16' | '17' | '18';

/**
 * Which image an instance has: the standard one, or one with PostGIS and pgRouting too, which is made from it. Both are of the same Debian
 * release, so that the sort order of text stays the same when a database changes from one to the other.
 */
export type PostgresFlavour = 'standard' | 'postgis';

/**
 * The images of CloudNativePG with the standard extensions, for amd64 and arm64. A new minor version restarts the instances
 * one by one. Source: cloudnative-pg/artifacts:image-catalogs/catalog-standard-trixie.yaml. All major versions are of the
 * same Debian release: otherwise an upgrade in place would be impossible.
 */
const standard: Readonly<Record<PostgresVersion, string>> = {
  '16': 'ghcr.io/cloudnative-pg/postgresql:16.15-202608170814-standard-trixie@sha256:3df9103d7f89c8abc2870463d4d446944c81b5f1f4b707c590895dc003ecbb65',
  '17': 'ghcr.io/cloudnative-pg/postgresql:17.11-202608170816-standard-trixie@sha256:91e0de662d53895a45f1396f4ee1a75daeb0c26fc87853afc9c8f43e01fdaa21',
  '18': 'ghcr.io/cloudnative-pg/postgresql:18.6-202608170814-standard-trixie@sha256:771f9eab5225587af259d84680cc69a5b6e374ac32bb24effafde1f3368a1241',
};

/**
 * The same with PostGIS and pgRouting. They follow a new minor version of PostgreSQL some weeks later; an instance that changes its image may
 * go back by one minor version, which PostgreSQL allows: the files of a major version are the same.
 * Source: cloudnative-pg/postgis-containers:image-catalogs/postgis-standard-trixie.yaml.
 */
const postgis: Readonly<Record<PostgresVersion, string>> = {
  '16': 'ghcr.io/cloudnative-pg/postgis:16.14-3.6.4-202608031108-standard-trixie@sha256:ac335edb6c8a52961ee4ffc14f831415d953be040cf6e4b7c8387ae83d9fc458',
  '17': 'ghcr.io/cloudnative-pg/postgis:17.10-3.6.4-202608031108-standard-trixie@sha256:11e8d7f5e7d5b8f0a7a37f632f7146e93167fa7c1369e12e4c055cb57b3434b7',
  '18': 'ghcr.io/cloudnative-pg/postgis:18.4-3.6.4-202608031108-standard-trixie@sha256:cd33541c84db4a2dd149e40b3baad430861eac01f76ba964ee20d3f750cb0e22',
};

/** The images of CloudNativePG, for both architectures, by what they have. */
export const postgresImages: Readonly<Record<PostgresFlavour, Readonly<Record<PostgresVersion, string>>>> = {
  standard,
  postgis,
};
