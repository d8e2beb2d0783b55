import { dump } from 'js-yaml';
import type { Manifest } from './manifest';

/** Manifests as one YAML file that says where it comes from. */
export function manifestYaml(source: string, manifests: readonly Manifest[]): string {
  const documents = manifests.map((manifest) => dump(manifest, { lineWidth: -1, noRefs: true }));
  return `# Rendered from ${source}: change that, not this.\n${documents.join('---\n')}`;
}
