import { z } from 'zod';
import type { KubeObject } from './kube-object';

const statusSchema = z.looseObject({
  conditions: z
    .array(
      z.looseObject({
        type: z.string(),
        status: z.string(),
        reason: z.string().default(''),
        message: z.string().default(''),
      }),
    )
    .default([]),
});

/** A secret that is to be merged into and is not there is “ready” too. */
const reasons: Readonly<Record<string, string>> = { ExternalSecret: 'SecretSynced' };

/** Why an object is not ready, or not for the reason that its kind has to be, for people; nothing if it is. */
export function notReady({ kind, metadata: { namespace = '', name }, status }: KubeObject): readonly string[] {
  const ready = statusSchema.parse(status ?? {}).conditions.find(({ type }) => type === 'Ready');
  const reason = reasons[kind] ?? ready?.reason;
  if (ready?.status === 'True' && ready.reason === reason) return [];
  return [`${kind} ${namespace}/${name}: ${ready === undefined ? 'says nothing' : `${ready.reason} ${ready.message}`}`];
}
