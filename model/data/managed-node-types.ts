import { didYouMean } from '../did-you-mean';

/** A service of AWS that has instance types of its own. */
export type ManagedService = 'elasticache' | 'rds';

const toLargest = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
const burstable = ['micro', 'small', 'medium'];

/**
 * Sizes by family, as offered in any region. Sources: AWS's price lists of ElastiCache, without families that do not
 * support Valkey 8 and without r6gd, which requires data tiering; and of RDS for PostgreSQL 17.
 */
const families: Readonly<Record<ManagedService, Readonly<Record<string, readonly string[]>>>> = {
  elasticache: {
    ...Object.fromEntries(['c7gn', 'm6g', 'm7g', 'r6g', 'r7g'].map((family) => [family, toLargest])),
    ...Object.fromEntries(['t2', 't3', 't4g'].map((family) => [family, burstable])),
    ...Object.fromEntries(
      ['m5', 'r5'].map((family) => [family, ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge']]),
    ),
    m4: ['large', 'xlarge', '2xlarge', '4xlarge', '10xlarge'],
    r4: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'],
  },
  rds: {
    ...Object.fromEntries(['m6g', 'm6gd', 'm7g', 'r6g', 'r6gd', 'r7g', 'x2g'].map((family) => [family, toLargest])),
    ...Object.fromEntries(['m5', 'm5d', 'r5', 'r5b', 'r5d'].map((family) => [family, [...toLargest, '24xlarge']])),
    ...Object.fromEntries(
      ['m6i', 'm6id', 'm6idn', 'm6in', 'r6i', 'r6id', 'r6idn', 'r6in'].map((family) => [
        family,
        [...toLargest, '24xlarge', '32xlarge'],
      ]),
    ),
    ...Object.fromEntries(
      ['m7i', 'm8g', 'm8gd', 'r7i', 'r8g', 'r8gd'].map((family) => [family, [...toLargest, '24xlarge', '48xlarge']]),
    ),
    ...Object.fromEntries(['t3', 't4g'].map((family) => [family, [...burstable, 'large', 'xlarge', '2xlarge']])),
    c6gd: ['medium', ...toLargest],
    x2iedn: ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge', '24xlarge', '32xlarge'],
  },
};

const serviceNames: Readonly<Record<ManagedService, string>> = { elasticache: 'ElastiCache', rds: 'RDS' };

/** Why a type such as `cache.m7g.large` cannot be used, and a remedy; undefined if the service has it. */
export function managedTypeProblem(
  service: ManagedService,
  type: string,
): { readonly reason: string; readonly remedy: string } | undefined {
  const [prefix = '', family = '', size = ''] = type.split('.');
  const sizes = families[service][family];
  if (sizes === undefined) {
    const known = Object.keys(families[service]);
    return {
      reason: `${family} is not a family of ${serviceNames[service]} that this project knows`,
      remedy: didYouMean(
        family,
        known,
        `use one of: ${[...known].sort().join(', ')}`,
        (meant) => `${prefix}.${meant}.${size}`,
      ),
    };
  }
  return sizes.includes(size)
    ? undefined
    : {
        reason: `${serviceNames[service]} has no ${type}`,
        remedy: `write one of: ${sizes.map((each) => `${prefix}.${family}.${each}`).join(', ')}`,
      };
}
