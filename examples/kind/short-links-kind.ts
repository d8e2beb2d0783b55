import { defineKind } from 'commons-platform/cdk8s/services/service-kind';
import { findingIf } from 'commons-platform/model/finding';
import { postgresDatabaseSchema } from 'commons-platform/model/schema/databases';
import { containerImage, domainName, imageUpdates, shortName } from 'commons-platform/model/schema/fields';
import { loginSecret } from 'commons-platform/model/service-needs';
import { z } from 'zod';

const schema = z
  .strictObject({
    kind: z.literal('short-links'),
    name: shortName(16).default('links').describe('name of the service in its namespace'),
    hosts: z.array(domainName).min(1).optional().describe('which of the tenant’s hosts it serves; all if left out'),
    image: containerImage,
    updates: imageUpdates('reviewed'),
    letters: z.int().min(3).max(12).default(5).describe('letters of a link behind the host'),
    database: postgresDatabaseSchema.prefault({}),
  })
  .describe('short links to long addresses, made by people with an account');

export type ShortLinks = z.output<typeof schema>;

export const shortLinksKind = defineKind({
  schema,
  declare: ({ letters, database }) => ({
    secrets: { typedIn: [], generated: [loginSecret] },
    database,
    login: { callback: '/login/done' },
    probes: { health: '/-/health', closed: ['/-/metrics'] },
    findings: ({ hosts }) =>
      findingIf(
        letters < 5 && hosts.some((host) => host.length > 20),
        ['letters'],
        'saves letters behind a host that is long',
        'serve a shorter host, or write letters: 5',
      ),
  }),
  chart: async () => (await import('./short-links-chart')).fillShortLinksChart,
});
