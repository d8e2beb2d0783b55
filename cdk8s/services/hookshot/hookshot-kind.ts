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
      // It takes an address alone (matrix-org/matrix-hookshot:docs/setup, `cache.redisUri`).
      keys: 'unprefixed',
      keeps: { surely: 'messages that wait, and what was read of feeds,' },
    },
    // What the world reaches of it are addresses that only their owners know.
    probes: { closed: [] },
  }),
  chart: async () => (await import('./hookshot-chart')).fillHookshotChart,
  dashboard: async () => (await import('./hookshot-dashboard')).hookshotDashboard,
});
