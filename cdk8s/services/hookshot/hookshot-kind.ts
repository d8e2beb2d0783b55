import { findingIf } from '../../../model/finding';
import { defineKind } from '../service-kind';
import { hookshotSchema } from './hookshot-schema';
import { hookshotSecrets } from './hookshot-secrets';

/** Hookshot, a bridge into Matrix. */
export const hookshotKind = defineKind({
  schema: hookshotSchema,
  declare: ({ cache, homeserver }) => ({
    secrets: hookshotSecrets,
    cache: {
      declared: cache,
      // It has no setting for a prefix, only for an address (matrix-org/matrix-hookshot:docs/setup, `cache.redisUri`).
      keys: 'unprefixed',
      keeps: { surely: 'messages that wait, and what was read of feeds,' },
    },
    // Its public paths are webhook addresses, which only their owners know.
    probes: { closed: [] },
    findings: ({ hosts }) => [
      ...homeserver.calledFrom.flatMap((block, index) =>
        findingIf(
          block.endsWith('/0'),
          ['homeserver', 'calledFrom', index],
          `${block} is everybody, who could then send the bridge what only the Matrix server may`,
          'name the addresses from which the Matrix server calls',
        ),
      ),
      ...findingIf(
        hosts.includes(new URL(homeserver.url).hostname),
        ['homeserver', 'url'],
        `${homeserver.url} is a host that the bridge itself serves, so that it would call itself`,
        'name the host of the Matrix server, and serve another one',
      ),
    ],
  }),
  chart: async () => (await import('./hookshot-chart')).fillHookshotChart,
  dashboard: async () => (await import('./hookshot-dashboard')).hookshotDashboard,
});
