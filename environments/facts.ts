import { z } from 'zod';
import type { Immutable } from './immutable';
import { refusal } from './schema/fields';

const pattern = (what: string, shape: RegExp, example: string) =>
  z.string().regex(shape, refusal(`is not ${what}`, `expected something like ${example}`));

/** Everything that only AWS or the installer can tell. A name derived from the environment is never a fact. */
const factsShape = {
  clusterZoneId: pattern('the id of a hosted zone', /^Z[A-Z0-9]{8,32}$/, 'Z0123456789ABCDEFGHIJ').describe(
    'id of the public cluster zone',
  ),
  clusterZoneNameServers: z
    .array(pattern('a name server', /^([a-z0-9-]+\.)+[a-z]+$/, 'ns-1.awsdns-01.org'))
    .length(4, refusal('are not four name servers', 'Route 53 gives each zone four'))
    .describe('name servers of the public cluster zone'),
  clusterZoneDsRecord: pattern(
    'a DS record',
    /^\d{1,5} 13 2 [0-9A-F]{64}$/,
    '12345 13 2 and a SHA-256 digest of 64 hexadecimal digits',
  ).describe('DS record of the public cluster zone: key tag, algorithm, digest type and digest'),
};

/** Contents of `facts.json`. */
export const factsFileSchema = z.strictObject({
  environment: z.string().describe('name of the environment the facts are of'),
  account: z.string().describe('AWS account the facts are of'),
  region: z.string().describe('AWS region the facts are of'),
  facts: z.strictObject(factsShape).partial().describe('facts by name'),
});

/** All facts of an environment. */
export type Facts = Immutable<Required<z.output<typeof factsFileSchema>['facts']>>;

/** A fact by name. */
export type FactName = keyof Facts;

/** Which stack output tells a fact, and how its text becomes a value: CloudFormation outputs are text only. */
export interface FactSource {
  /** Noun of the stack, see `naming.ts`. */
  readonly stack: string;
  readonly output: string;
  readonly parse: (text: string) => unknown;
}

/** Where each fact comes from. */
export const factSources: Readonly<Record<FactName, FactSource>> = {
  clusterZoneId: { stack: 'dns', output: 'ClusterZoneId', parse: (text) => text },
  clusterZoneNameServers: { stack: 'dns', output: 'ClusterZoneNameServers', parse: (text) => text.split(',').sort() },
  clusterZoneDsRecord: { stack: 'dns', output: 'ClusterZoneDsRecord', parse: (text) => text },
};
