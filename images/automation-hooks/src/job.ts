import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Delivery } from './delivery';

const metadata = z.object({
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** The CronJob that is a template, as far as it is looked at; all else is taken over as it is. */
const templateSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), uid: z.string() }),
  spec: z.looseObject({
    jobTemplate: z.looseObject({
      metadata: metadata.prefault({}),
      spec: z.looseObject({
        template: z.looseObject({
          spec: z.looseObject({
            containers: z.tuple([z.looseObject({ env: z.array(z.unknown()).default([]) })]),
          }),
        }),
      }),
    }),
  }),
});

/** What the automation is told: whom to ask GitLab about. */
const variablesOf = ({ event, projectId, target, iid, noteId }: Delivery) =>
  Object.entries({
    HOOK_EVENT: event,
    HOOK_PROJECT_ID: String(projectId),
    HOOK_TARGET: target,
    HOOK_IID: String(iid),
    ...(noteId === undefined ? {} : { HOOK_NOTE_ID: String(noteId) }),
  }).map(([name, value]) => ({ name, value }));

/** One name for each delivery of a hook, so that a second job for it cannot be made. */
export const jobName = (template: string, key: string): string =>
  `${template}-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;

/**
 * The job that a delivery comes to. It belongs to its template and goes with it, but is not counted by its controller,
 * which would clear it away after a few more: while it is there, its delivery is known.
 *
 * @throws ZodError when the template is none.
 */
export function jobFrom(template: unknown, key: string, delivery: Delivery) {
  const {
    metadata: { name, uid },
    spec: { jobTemplate },
  } = templateSchema.parse(template);
  const { template: pod } = jobTemplate.spec;
  const [container] = pod.spec.containers;
  const env = [...container.env, ...variablesOf(delivery)];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName(name, key),
      labels: jobTemplate.metadata.labels,
      annotations: { ...jobTemplate.metadata.annotations, 'commons-platform/delivery': key },
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name, uid }],
    },
    spec: {
      ...jobTemplate.spec,
      template: { ...pod, spec: { ...pod.spec, containers: [{ ...container, env }] } },
    },
  };
}
