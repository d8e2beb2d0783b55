import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { filledTemplates } from './filled-templates';

const remoteRef = z.looseObject({ key: z.string(), property: z.string().optional() });

const externalSecret = z.looseObject({
  spec: z.looseObject({
    target: z.looseObject({
      name: z.string(),
      template: z
        .strictObject({
          engineVersion: z.literal('v2'),
          type: z.string().optional(),
          metadata: z.unknown().optional(),
          data: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
    }),
    data: z.array(z.strictObject({ secretKey: z.string(), remoteRef })),
  }),
});

const ownDatabase = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({
    bootstrap: z.looseObject({
      initdb: z.looseObject({ database: z.string(), owner: z.string(), secret: z.unknown().optional() }),
    }),
  }),
});

type Values = Readonly<Record<string, string>>;

/** Whoever makes secrets up: each value is one of 64 letters and digits, as the stacks have AWS generate it, and stays as it is. */
export class RemoteSecrets {
  private readonly values = new Map<string, string>();

  /** The whole value of a secret, or that of one property. */
  value(key: string, property?: string): string {
    const name = property === undefined ? key : `${key}#${property}`;
    const known = this.values.get(name) ?? randomBytes(32).toString('hex');
    this.values.set(name, known);
    return known;
  }
}

/**
 * The Secrets of a namespace, as External Secrets makes them out of the rendered objects, and CloudNativePG for a database whose
 * password nobody else knows.
 */
export function clusterSecrets(
  objects: readonly KubernetesObject[],
  remote: RemoteSecrets,
): Readonly<Record<string, Values>> {
  const secrets: Record<string, Values> = {};
  for (const object of objects) {
    if (object.kind === 'ExternalSecret') {
      const { target, data } = externalSecret.parse(object).spec;
      const values = Object.fromEntries(
        data.map(({ secretKey, remoteRef: { key, property } }) => [secretKey, remote.value(key, property)]),
      );
      const templates = target.template?.data;
      secrets[target.name] = templates === undefined ? values : filledTemplates(templates, values);
    }
    if (object.kind === 'Cluster') {
      const { metadata, spec } = ownDatabase.parse(object);
      const { database, owner, secret } = spec.bootstrap.initdb;
      const password = remote.value(`of CloudNativePG/${metadata.namespace}/${metadata.name}`);
      if (secret === undefined) secrets[`${metadata.name}-app`] = { username: owner, dbname: database, password };
    }
  }
  return secrets;
}
