/** Labels that CloudNativePG sets on pods. Source: cloudnative-pg/cloudnative-pg:pkg/utils/labels_annotations.go. */

/** Labels of the pods that hold data of a cluster: its instances and the jobs that create or restore one, but no poolers. */
export const clusterPods = (name: string): Readonly<Record<string, string>> => ({
  'cnpg.io/cluster': name,
  'app.kubernetes.io/component': 'database',
});

/** Labels of the instances of a cluster. */
export const instancePods = (name: string): Readonly<Record<string, string>> => ({
  'cnpg.io/cluster': name,
  'cnpg.io/podRole': 'instance',
});

/** Labels of the pods of a pooler. */
export const poolerPods = (pooler: string): Readonly<Record<string, string>> => ({ 'cnpg.io/poolerName': pooler });

/** Port of instances and of poolers. */
export const postgresPort = 5432;
