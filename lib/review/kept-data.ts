/** Kinds of objects that hold data, `<group>/<kind>`, and what they are called. */
export const dataKinds: Readonly<Record<string, string>> = {
  'barmancloud.cnpg.io/ObjectStore': 'archive',
  'pgv2.percona.com/PerconaXtraDBCluster': 'database',
  'pxc.percona.com/PerconaXtraDBCluster': 'database',
  'postgres-operator.crunchydata.com/PostgresCluster': 'database',
  'postgresql.cnpg.io/Cluster': 'database',
  'postgresql.cnpg.io/Database': 'database',
  '/PersistentVolumeClaim': 'volume',
};
