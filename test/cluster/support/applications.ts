import { z } from 'zod';
import type { KubeApi } from './kube-api';

const statusSchema = z.looseObject({
  sync: z
    .looseObject({ status: z.string().default('Unknown'), revision: z.string().optional() })
    .default({ status: 'Unknown' }),
  health: z
    .looseObject({ status: z.string().default('Unknown'), message: z.string().optional() })
    .default({ status: 'Unknown' }),
  conditions: z.array(z.looseObject({ type: z.string(), message: z.string() })).default([]),
  history: z.array(z.looseObject({ deployedAt: z.string() })).default([]),
  operationState: z
    .looseObject({
      phase: z.string(),
      message: z.string().default(''),
      retryCount: z.number().default(0),
      startedAt: z.string().default(''),
      finishedAt: z.string().optional(),
      syncResult: z
        .looseObject({
          resources: z
            .array(
              z.looseObject({
                kind: z.string(),
                name: z.string(),
                status: z.string().default(''),
                hookPhase: z.string().default(''),
                message: z.string().default(''),
              }),
            )
            .default([]),
        })
        .optional(),
    })
    .optional(),
  resources: z
    .array(
      z.looseObject({
        kind: z.string(),
        namespace: z.string().default(''),
        name: z.string(),
        status: z.string().default(''),
        health: z.looseObject({ status: z.string(), message: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

/** What Argo CD says of an application. */
export interface ApplicationState {
  readonly name: string;
  readonly wave: number;
  readonly made: string;
  readonly status: z.infer<typeof statusSchema>;
}

export async function applicationStates(api: KubeApi): Promise<readonly ApplicationState[]> {
  const all = await api.list('argoproj.io/v1alpha1', 'Application');
  return all.map(({ metadata, status }) => ({
    name: metadata.name,
    wave: Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0),
    made: metadata.creationTimestamp ?? '',
    status: statusSchema.parse(status ?? {}),
  }));
}

export const isAtRest = ({ status }: ApplicationState): boolean =>
  status.sync.status === 'Synced' &&
  status.health.status === 'Healthy' &&
  (status.operationState === undefined || status.operationState.phase === 'Succeeded');

/** What keeps an application from being at rest, object by object, for people. */
export function unrest({ name, status }: ApplicationState): string {
  const { sync, health, conditions, operationState: operation, resources } = status;
  const lines = [
    `${name}: ${sync.status}, ${health.status}${health.message === undefined ? '' : ` (${health.message})`}`,
    ...(operation === undefined || operation.phase === 'Succeeded'
      ? []
      : [`operation ${operation.phase}, retry ${operation.retryCount}: ${operation.message}`]),
    ...conditions.map(({ type, message }) => `${type}: ${message}`),
    ...resources
      .filter((each) => each.status !== 'Synced' || (each.health?.status ?? 'Healthy') !== 'Healthy')
      .map(
        (each) =>
          `${each.kind} ${each.namespace}/${each.name}: ${each.status} ${each.health?.status ?? ''} ${each.health?.message ?? ''}`,
      ),
    ...(operation?.syncResult?.resources ?? [])
      .filter(
        (each) => !['Synced', 'Pruned'].includes(each.status) || !['', 'Succeeded', 'Running'].includes(each.hookPhase),
      )
      .map((each) => `${each.kind} ${each.name}: ${each.status} ${each.hookPhase} ${each.message}`),
  ];
  return lines
    .map((line) => line.slice(0, 600))
    .slice(0, 20)
    .join('\n    ');
}
