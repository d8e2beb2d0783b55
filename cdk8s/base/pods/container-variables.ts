import type { SecretValue } from '../secrets/external-secret';
import type { k8s } from '../manifests/kubernetes';

/** Environment variables of a container, in the order they build on each other. */
export const containerVariables = (variables: Readonly<Record<string, string | SecretValue>>): k8s.EnvVar[] =>
  Object.entries(variables).map(([name, value]) =>
    typeof value === 'string'
      ? { name, value }
      : { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } },
  );
