/** Major version of PostgreSQL. */
export type PostgresVersion = '16' | '17' | '18';

/**
 * The images of CloudNativePG with the standard extensions, for amd64 and arm64. A new minor version restarts the instances
 * one by one. Source: cloudnative-pg/artifacts:image-catalogs/catalog-standard-trixie.yaml. All major versions are of the
 * same Debian release: otherwise an upgrade in place would be impossible.
 */
export const postgresImages: Readonly<Record<PostgresVersion, string>> = {
  '16': 'ghcr.io/cloudnative-pg/postgresql:16.15-202608170814-standard-trixie@sha256:3df9103d7f89c8abc2870463d4d446944c81b5f1f4b707c590895dc003ecbb65',
  '17': 'ghcr.io/cloudnative-pg/postgresql:17.11-202608170816-standard-trixie@sha256:91e0de662d53895a45f1396f4ee1a75daeb0c26fc87853afc9c8f43e01fdaa21',
  '18': 'ghcr.io/cloudnative-pg/postgresql:18.6-202608170814-standard-trixie@sha256:771f9eab5225587af259d84680cc69a5b6e374ac32bb24effafde1f3368a1241',
};
