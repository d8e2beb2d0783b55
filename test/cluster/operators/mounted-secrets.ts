import { z } from 'zod';
import type { KubeObject } from '../support/kube-object';

/** A secret that pods read, and the keys that they name of it; without any they take all that it has. */
export interface ReadSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly reader: string;
}

const optional = z.boolean().default(false);
const reference = z.looseObject({ name: z.string(), key: z.string(), optional });
const containerSchema = z.looseObject({
  env: z
    .array(z.looseObject({ valueFrom: z.looseObject({ secretKeyRef: reference.optional() }).optional() }))
    .default([]),
  envFrom: z.array(z.looseObject({ secretRef: z.looseObject({ name: z.string(), optional }).optional() })).default([]),
});
const items = z.array(z.looseObject({ key: z.string() })).default([]);
const podSchema = z.looseObject({
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema).default([]),
  volumes: z
    .array(
      z.looseObject({
        secret: z.looseObject({ secretName: z.string(), items, optional }).optional(),
        projected: z
          .looseObject({
            sources: z.array(
              z.looseObject({ secret: z.looseObject({ name: z.string(), items, optional }).optional() }),
            ),
          })
          .optional(),
      }),
    )
    .default([]),
});
const templated = z.looseObject({ template: z.looseObject({ spec: podSchema }) });
const scheduled = z.looseObject({ jobTemplate: z.looseObject({ spec: templated }) });

/** What the pods of rendered workloads read of secrets and cannot start without. */
export const secretsReadBy = (manifests: readonly KubeObject[]): readonly ReadSecret[] =>
  manifests.flatMap(({ kind, spec, metadata: { name: reader, namespace = '' } }) => {
    const pod =
      templated.safeParse(spec).data?.template.spec ?? scheduled.safeParse(spec).data?.jobTemplate.spec.template.spec;
    const read = (name: string, keys: readonly string[]): ReadSecret => ({
      namespace,
      name,
      keys,
      reader: `${kind} ${namespace}/${reader}`,
    });
    return pod === undefined ? [] : secretsOf(pod).map(([name, ...keys]) => read(name, keys));
  });

function secretsOf({
  containers,
  initContainers,
  volumes,
}: z.infer<typeof podSchema>): (readonly [string, ...string[]])[] {
  const all = [...containers, ...initContainers];
  const found: (readonly [string, ...string[]])[] = [];
  for (const { valueFrom } of all.flatMap(({ env }) => env)) {
    const key = valueFrom?.secretKeyRef;
    if (key?.optional === false) found.push([key.name, key.key]);
  }
  for (const { secretRef } of all.flatMap(({ envFrom }) => envFrom))
    if (secretRef?.optional === false) found.push([secretRef.name]);
  for (const { secret, projected } of volumes) {
    if (secret?.optional === false) found.push([secret.secretName, ...secret.items.map(({ key }) => key)]);
    for (const { secret: source } of projected?.sources ?? [])
      if (source?.optional === false) found.push([source.name, ...source.items.map(({ key }) => key)]);
  }
  return found;
}
