import { toImageName } from '../../../model/formats/image-name';
import type { ObjectChange } from '../changes';
import { targetsAt, type ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';
import { isOlder, majorVersion } from '../versions';

/** A database of an older major version than its files are. */
export const databaseGoesBackRule: ReviewRule = {
  id: 'database-goes-back',
  finds: 'a database with an older major version than its data files',
  class: 'loses-data',
  why: 'A database cannot read data files of a newer major version: the operator rejects the change, or the database does not start.',
  remedy: 'Keep the version. To downgrade, dump the database and load the dump into a new one.',
  dangerous: pair('17.5', '16.9'),
  harmless: pair('17.5', '17.6'),
  findings: ({ objects }) =>
    objects.flatMap((change) => {
      const [before, after] = [versionField(change, 'before'), versionField(change, 'after')];
      if (before === undefined || after === undefined || !isOlder(after.version, before.version)) return [];
      if (majorVersion(after.version) === majorVersion(before.version)) return [];
      const at = change.differences.filter(({ path }) => path[1] === before.field);
      return [
        {
          class: 'loses-data' as const,
          layer: 'cluster' as const,
          subject: objectSubject(change),
          what: `goes back from version ${before.version} to ${after.version}, which is not possible in place`,
          targets: targetsAt(change, at),
        },
      ];
    }),
};

function versionField(
  { kind, ...sides }: ObjectChange,
  side: 'before' | 'after',
): { readonly field: string; readonly version: string } | undefined {
  const spec = sides[side]?.spec;
  if (typeof spec !== 'object' || spec === null) return undefined;
  if (kind === 'postgresql.cnpg.io/Cluster' && 'imageName' in spec) {
    const version = toImageName(String(spec.imageName))?.tag;
    return version === undefined ? undefined : { field: 'imageName', version: version.split('-')[0] ?? version };
  }
  if (kind === 'postgres-operator.crunchydata.com/PostgresCluster' && 'postgresVersion' in spec)
    return { field: 'postgresVersion', version: String(spec.postgresVersion) };
  if (kind === 'pxc.percona.com/PerconaXtraDBCluster' && 'crVersion' in spec)
    return { field: 'crVersion', version: String(spec.crVersion) };
  return undefined;
}

function pair(before: string, after: string): ReviewRule['dangerous'] {
  const file = (version: string) => ({
    'cluster/wiki/db.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: wiki-db
  namespace: wiki
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:${version}-standard-trixie
`,
  });
  return { before: file(before), after: file(after) };
}
