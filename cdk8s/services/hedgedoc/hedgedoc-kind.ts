import { findingIf } from '../../../model/finding';
import { defineKind } from '../service-kind';
import { hedgedocHealth } from './hedgedoc-health';
import { hedgedocSchema } from './hedgedoc-schema';
import { hedgedocSecrets } from './hedgedoc-secrets';

/** HedgeDoc, collaborative Markdown notes. */
export const hedgedocKind = defineKind({
  schema: hedgedocSchema,
  declare: ({ members, uploadsGiB, backup, database }) => ({
    secrets: hedgedocSecrets,
    database,
    disks: [{ path: ['uploadsGiB'], sizeGiB: uploadsGiB, speed: 'standard', backup }],
    login: {
      // Source: HedgeDoc's documentation of OpenID Connect.
      callback: '/auth/oauth2/callback',
      members: members && { group: members, path: ['members'] },
    },
    probes: { health: hedgedocHealth, closed: ['/metrics', '/metrics.json', '/status'] },
    findings: () =>
      findingIf(
        database.pooling === 'transaction',
        ['database', 'pooling'],
        'is transaction, but HedgeDoc migrates its schema through the connection it works with',
        'leave it out',
      ),
  }),
  chart: async () => (await import('./hedgedoc-chart')).fillHedgeDocChart,
  dashboard: async () => (await import('./hedgedoc-dashboard')).hedgedocDashboard,
  hints: { lines: ['# What people without an account may do: none, read or edit.', 'guests: read'] },
});
