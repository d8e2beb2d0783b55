import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Delivery } from './delivery';

const metadata = z.object({
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** The CronJob from which jobs are made. Only the fields that are used here are checked; all others are copied. */
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

/** Environment variables that tell the automation which object in GitLab to read. */
const variablesOf = ({ event, projectId, target, iid, noteId }: Delivery) =>
  Object.entries({
    HOOK_EVENT: event,
    HOOK_PROJECT_ID: String(projectId),
    HOOK_TARGET: target,
    HOOK_IID: String(iid),
    ...(noteId === undefined ? {} : { HOOK_NOTE_ID: String(noteId) }),
  }).map(([name, value]) => ({ name, value }));

/** Name of the job for a delivery. Each delivery of a hook has its own, so that no second job can be made for it. */
export const jobName = (template: string, key: string): string =>
  `${template}-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;

/**
 * The job for a delivery. The CronJob owns it, so it is deleted with the CronJob. It is not in the CronJob's history,
 * whose controller would delete it after a few more jobs: while a job exists, a repeated delivery is recognized.
 *
 * @throws ZodError when the template is not a CronJob of the expected form.
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
