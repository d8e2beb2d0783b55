import { stringify } from 'yaml';

/** Writes plain data as YAML 1.1, which Kubernetes and the installer read. */
export const kubernetesYaml = (value: object): string =>
  stringify(value, { schema: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
