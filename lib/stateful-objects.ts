import { z } from 'zod';
import type { KubernetesObject } from '../model/formats/kubernetes-object';
import { qualifiedKind } from './rendered';
import { applicationPlace, type StatefulEntry } from './stateful-entries';
import { dataKinds } from './verify/kept-objects';

/**
 * Kinds, `<group>/<kind>`, that hold data beside those that are kept: a database that its cluster keeps when the object goes, a
 * GitLab whose operator makes the disks of its repositories, and volumes.
 */
const furtherKinds: ReadonlySet<string> = new Set([
  '/PersistentVolume',
  'apps.gitlab.com/GitLab',
  'postgresql.cnpg.io/Database',
]);

const claimsSchema = z.looseObject({
  spec: z.looseObject({
    volumeClaimTemplates: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })).default([]),
  }),
});

/**
 * Entries of those objects of an application that hold data, as `<namespace>/<kind>.<group>/<name>`, with a kind as `oc get` takes
 * it. A StatefulSet has one for each of its claims, with the name of the claim behind it.
 */
export function objectEntries(application: string, objects: readonly KubernetesObject[]): readonly StatefulEntry[] {
  const place = applicationPlace(application);
  return objects.flatMap((object) => {
    const { kind, metadata } = object;
    const qualified = qualifiedKind(object);
    const [group] = qualified.split('/');
    const type = group === '' ? kind : `${kind}.${group}`;
    const id = [...(metadata.namespace === undefined ? [] : [metadata.namespace]), type, metadata.name].join('/');
    if (dataKinds.has(qualified) || furtherKinds.has(qualified)) return [{ place, id }];
    if (qualified !== 'apps/StatefulSet') return [];
    const { volumeClaimTemplates } = claimsSchema.parse(object).spec;
    return volumeClaimTemplates.map((claim) => ({ place, id: `${id}/${claim.metadata.name}` }));
  });
}
