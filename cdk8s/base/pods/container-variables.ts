import type { SecretValue } from '../secrets/external-secret';
import type { k8s } from '../manifests/kubernetes';

/**
 * Environment variables for a container, in the given order: a value may refer to an earlier variable as `$(NAME)`. A
 * `SecretValue` is read from its Secret when the container starts.
 *
 * @example
 * containerVariables({ TOKEN: secret.value('token'), API_URL: 'https://robot:$(TOKEN)@wiki.commons.example' });
 */
export const containerVariables = (variables: Readonly<Record<string, string | SecretValue>>): k8s.EnvVar[] =>
  Object.entries(variables).map(([name, value]) =>
    typeof value === 'string'
      ? { name, value }
      : { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } },
  );
