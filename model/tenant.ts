import { z } from 'zod';
import type { Immutable } from './immutable';
import type { DeclaredService } from './kinds/declared-service';
import type { ServiceKinds } from './kinds/service-kind';
import { day, domainName, reason, refusal, shortName } from './schema/fields';
import { hostLimitsSchema } from './schema/host-limits';

/** Account names that stand for people not named yet; the check warns about them. */
export const placeholderMaintainers: readonly string[] = ['first-maintainer', 'second-maintainer'];

/** Name of a tenant: of its file, and so of its namespace. */
export const tenantName = shortName(20);

const person = shortName(32)
  .describe('account name in the community’s directory')
  .meta({ examples: ['elif-kaya'] });

/** What a tenant's file says besides its services. */
const tenantFields = z.strictObject({
  purpose: z
    .string()
    .min(10)
    .max(200)
    .describe('what the project does, in one sentence')
    .meta({ examples: ['Notes that people write together'] }),
  maintainers: z
    .array(person)
    .min(
      2,
      refusal('are fewer than two people', 'name a second maintainer: a project must outlive one person’s holiday'),
    )
    .max(50, refusal('are more than fifty people', 'name the people who are responsible, and not all participants'))
    .describe('account names of at least two maintainers')
    .meta({ examples: [['elif-kaya', 'ines-okafor']] }),
  reviewBy: day.describe('review date, on which the platform team asks whether it is still needed, like 2027-06-30'),
  dataClass: z
    .enum(['public', 'internal', 'personal'])
    .describe('the most sensitive data it holds: public, internal or personal'),
  quota: z
    .union([
      z.enum(['small', 'medium', 'large']),
      z.strictObject({
        cpu: z.number().positive().max(64).describe('total CPU requests of its containers'),
        memoryGiB: z.int().min(1).max(512).describe('total memory limit of its containers in GiB'),
        storageGiB: z.int().min(0).max(4096).describe('total size of its volumes in GiB'),
        pods: z.int().min(1).max(500).optional().describe('pods at a time; as many as large has, 80, if left out'),
        because: reason,
      }),
    ])
    .default('small')
    .describe('small, medium, large, or custom figures with a reason'),
  hosts: z.array(domainName).default([]).describe('host names granted to it; each is served by one of its services'),
  limits: hostLimitsSchema,
  logKeepDays: z
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('retention of its searchable logs in days; the environment’s if left out'),
});

/** One service of a tenant, by kind. */
const serviceSchema = <Service extends DeclaredService>([first, ...others]: ServiceKinds<Service>) =>
  z
    .discriminatedUnion('kind', [first.schema, ...others.map(({ schema }) => schema)])
    .describe('a service: a map that begins with its kind');

/** Contents of a tenant's file, whose services are of these kinds. */
export const tenantSchema = <Service extends DeclaredService>(kinds: ServiceKinds<Service>) =>
  tenantFields
    .extend({ services: z.array(serviceSchema(kinds)).min(1).max(10).describe('services of the tenant') })
    .describe('one tenant of the platform');

/** One tenant, checked and with all defaults filled in. */
export type Tenant<Service extends DeclaredService = DeclaredService> = Immutable<z.output<typeof tenantFields>> & {
  /** Name of its file; also its Kubernetes namespace. */
  readonly name: string;
  readonly services: readonly Service[];
};
