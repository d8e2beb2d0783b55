/** Labels by which Crunchy's operator marks its pods. Source: CrunchyData/postgres-operator:internal/naming/labels.go. */

const prefix = 'postgres-operator.crunchydata.com';

/** Instances of a cluster. */
export const crunchyInstances = (name: string): Readonly<Record<string, string>> => ({
  [`${prefix}/cluster`]: name,
  [`${prefix}/data`]: 'postgres',
});

/** Jobs that back a cluster up or restore it. */
export const crunchyJobs = (name: string): Readonly<Record<string, string>> => ({
  [`${prefix}/cluster`]: name,
  [`${prefix}/pgbackrest`]: '',
});

/** Pods of its pooler. */
export const crunchyPooler = (name: string): Readonly<Record<string, string>> => ({
  [`${prefix}/cluster`]: name,
  [`${prefix}/role`]: 'pgbouncer',
});
