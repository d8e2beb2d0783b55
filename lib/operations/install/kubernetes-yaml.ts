import { stringify } from 'yaml';

/** Plain data as YAML for readers of its older version, as Kubernetes and the installer are. */
export const kubernetesYaml = (value: object): string =>
  stringify(value, { schema: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
