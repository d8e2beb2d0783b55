/** Labels that Crunchy's operator sets on pods. Source: CrunchyData/postgres-operator:internal/naming/labels.go. */

const prefix = 'postgres-operator.crunchydata.com';

/** Labels of the instances of a cluster. */
export const crunchyInstances = (name: string): Readonly<Record<string, string>> => ({
  [`${prefix}/cluster`]: name,
  [`${prefix}/data`]: 'postgres',
});

/** Labels of the pods that back a cluster up or restore it. */
export const crunchyJobs = (name: string): Readonly<Record<string, string>> => ({
  [`${prefix}/cluster`]: name,
  [`${prefix}/pgbackrest`]: '',
});

/** Labels of the pods of a cluster's pooler. */
export const crunchyPooler = (name: string): Readonly<Record<string, string>> => ({
  [`${prefix}/cluster`]: name,
  [`${prefix}/role`]: 'pgbouncer',
});
