import { readdirSync } from 'node:fs';
import { programOf } from '../build/parts';
import type { ControlPlane } from '../support/control-plane';
import { publishedObjects } from './published-objects';

type Part = Parameters<typeof programOf>[0];

/**
 * Has the server know every kind that a part defines in some of its folders: an operator does not run without one of its own, also of
 * those that nothing here makes. What is defined already, as OpenShift or OLM does it, stays.
 */
export async function defineOwn({ api }: ControlPlane, part: Part, folders: readonly string[]): Promise<void> {
  const there = await api.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  const missing = folders
    .flatMap((folder) => readdirSync(programOf(part, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => publishedObjects(part, file))
    .filter(({ metadata: { name } }) => !there.some(({ metadata }) => metadata.name === name));
  await api.applyAll(missing, { manager: 'olm' });
}
