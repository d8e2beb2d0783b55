import { blockYaml } from './block-yaml';
import type { Manifest } from './manifest';

/** Manifests as one YAML file that says where it comes from. */
export const manifestYaml = (source: string, manifests: readonly Manifest[]): string =>
  `# Rendered from ${source}: change that, not this.\n${manifests.map(blockYaml).join('---\n')}`;
