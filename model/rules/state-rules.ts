import { containsBlock } from '../address-blocks';
import type { PathStep } from '../problem';
import { diskFindings } from './disk-rules';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';
import { platformVolumeFindings } from './platform-volume-rules';
import { postgresParameterFindings } from './postgres-parameter-rules';

/** What must hold for volumes, backups, databases, caches, logs and metrics of an environment. */
export const stateFindings = (environment: EnvironmentFile): readonly Finding[] => [
  ...volumeFindings(environment),
  ...platformVolumeFindings(environment),
  ...findingIf(
    'region' in environment.backup.copies && environment.backup.copies.region === environment.region,
    ['backup', 'copies', 'region'],
    `${environment.region} is the environment’s own region: its loss would be the loss of the copies too`,
    'name another region, far from it',
  ),
  ...nameFindings(environment.databases.shared, ['databases', 'shared']),
  ...environment.databases.shared.flatMap(({ name }, index) =>
    findingIf(
      /-(session|transaction|rw|ro|r)$/.test(name),
      ['databases', 'shared', index, 'name'],
      `${name} ends like the name of a pooler or service of another cluster`,
      'choose another name',
    ),
  ),
  ...environment.databases.shared.flatMap(({ size, parameters }, index) =>
    postgresParameterFindings({ size, parameters, extensions: [] }, ['databases', 'shared', index, 'parameters']),
  ),
  ...nameFindings(environment.caches, ['caches']),
  ...findingIf(
    environment.cluster.release === '4.17' && !('none' in environment.logs.auditArchive),
    ['logs', 'auditArchive'],
    '4.17 cannot archive records of the API: its logging has no output to S3',
    "write auditArchive: { none: 'OpenShift 4.17 cannot' } until the upgrade, or upgrade to 4.18",
  ),
  ...federationFindings(environment),
];

const volumeFindings = ({ storage }: EnvironmentFile): readonly Finding[] =>
  (['standard', 'fast'] as const).flatMap((speed) => diskFindings(storage[speed], ['storage', speed]));

const nameFindings = (named: readonly { readonly name: string }[], path: readonly PathStep[]): readonly Finding[] =>
  repeatFindings(
    named.map(({ name }) => name),
    (index) => [...path, index, 'name'],
    (first) => `repeats the name of ${path.join('.')}[${first}]`,
    'give each a name of its own',
  );

/** A Prometheus that fetches metrics must be a peer: with a CDN, the routers’ load balancer accepts only the CDN and peers. */
const federationFindings = ({ edge, observability }: EnvironmentFile): readonly Finding[] =>
  'none' in edge.cdn
    ? []
    : observability.probes.federation.flatMap((block, index) =>
        findingIf(
          !edge.peers.some((peer) => containsBlock(peer.block, block)),
          ['observability', 'probes', 'federation', index],
          `${block} is blocked by the balancer, which admits only the CDN and edge.peers`,
          'name it in edge.peers too',
        ),
      );
