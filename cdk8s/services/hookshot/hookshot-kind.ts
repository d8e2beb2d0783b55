import { defineKind } from '../service-kind';
import { hookshotSchema } from './hookshot-schema';
import { hookshotSecrets } from './hookshot-secrets';

/** Hookshot, a bridge into Matrix. */
export const hookshotKind = defineKind({
  schema: hookshotSchema,
  declare: ({ cache }) => ({
    secrets: hookshotSecrets,
    cache: {
      declared: cache,
      // It has no setting for a prefix, only for an address (matrix-org/matrix-hookshot:docs/setup, `cache.redisUri`).
      keys: 'unprefixed',
      keeps: { surely: 'messages that wait, and what was read of feeds,' },
    },
    // Its public paths are webhook addresses, which only their owners know.
    probes: { closed: [] },
  }),
  chart: async () => (await import('./hookshot-chart')).fillHookshotChart,
  dashboard: async () => (await import('./hookshot-dashboard')).hookshotDashboard,
});
