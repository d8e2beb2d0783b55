/** Labels by which CloudNativePG marks its pods. Source: cloudnative-pg/cloudnative-pg:pkg/utils/labels_annotations.go. */

/** Pods of a cluster that hold its data: its instances, and the jobs that make or restore one; no poolers. */
export const clusterPods = (name: string): Readonly<Record<string, string>> => ({
  'cnpg.io/cluster': name,
  'app.kubernetes.io/component': 'database',
});

/** Instances of a cluster. */
export const instancePods = (name: string): Readonly<Record<string, string>> => ({
  'cnpg.io/cluster': name,
  'cnpg.io/podRole': 'instance',
});

/** Pods of a pooler. */
export const poolerPods = (pooler: string): Readonly<Record<string, string>> => ({ 'cnpg.io/poolerName': pooler });

/** Where both answer. */
export const postgresPort = 5432;
