import { blockYaml } from '../../../model/formats/block-yaml';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';

/** Manifests as one YAML file, whose first line names `source`, the file to change instead. */
export const manifestYaml = (source: string, manifests: readonly KubernetesObject[]): string =>
  `# Rendered from ${source}: change that, not this.\n${manifests.map(blockYaml).join('---\n')}`;

/** The source that a file of `manifestYaml` names in its first line; undefined if it is not such a file. */
export const parseSource = (text: string): string | undefined =>
  /^# Rendered from (.+): change that, not this\.\n/.exec(text)?.[1];
