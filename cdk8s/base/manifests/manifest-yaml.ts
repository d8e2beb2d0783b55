import { blockYaml } from './block-yaml';
import type { Manifest } from './manifest';

/** Manifests as one YAML file that says where it comes from. */
export const manifestYaml = (source: string, manifests: readonly Manifest[]): string =>
  `# Rendered from ${source}: change that, not this.\n${manifests.map(blockYaml).join('---\n')}`;

/** Where such a file says that it comes from; nothing if it is none. */
export const parseSource = (text: string): string | undefined =>
  /^# Rendered from (.+): change that, not this\.\n/.exec(text)?.[1];
