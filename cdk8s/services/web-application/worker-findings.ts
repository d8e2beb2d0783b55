import { findingIf, type Finding } from '../../../model/finding';
import { isBelowPath } from '../../../model/formats/url-paths';
import { metricsBeside } from '../../../model/schema/metrics';
import type { PathStep } from '../../../model/problem';
import type { WebApplicationService } from './web-application-schema';

type Worker = WebApplicationService['workers'][number];

/** Findings on the port of a worker and what needs one, on its volume, and on what a container of the web pods cannot have of its own. */
export const workerFindings = (worker: Worker, at: readonly PathStep[]): readonly Finding[] => [
  ...portFindings(worker, at),
  ...(worker.pod === 'web' ? insideFindings(worker, at) : ownClaimFindings(worker, at)),
];

function portFindings({ port, paths, hosts, metrics, alive }: Worker, at: readonly PathStep[]): readonly Finding[] {
  const withoutPort = (wrong: boolean, key: readonly PathStep[], reason: string, remedy = '') =>
    findingIf(port === undefined && wrong, [...at, ...key], reason, `add the port that it listens on${remedy}`);
  const shared = metricsBeside(metrics);
  const open = [...paths, ...hosts.flatMap((served) => (typeof served === 'string' ? '/' : served.paths))];
  return [
    ...withoutPort(paths.length > 0, ['paths'], 'has no port to which they could lead'),
    ...withoutPort(hosts.length > 0, ['hosts'], 'has no port to which they could lead'),
    ...withoutPort(
      'get' in alive && alive.port === undefined,
      ['alive', 'get'],
      'has no port that could answer',
      ', or write a command',
    ),
    ...withoutPort(
      'tcp' in alive && alive.port === undefined,
      ['alive', 'tcp'],
      'has no port that could take connections',
    ),
    ...withoutPort(shared !== undefined, ['metrics'], 'has no port at which they could be read'),
    ...findingIf(
      shared !== undefined && open.some((beginning) => isBelowPath(shared, beginning)),
      [...at, 'metrics'],
      `${shared ?? ''} is open to the internet, because it is below a path that leads to the worker`,
      'write { path: <path>, port: <port> } if they have a port of their own, or leave it out',
    ),
  ];
}

/** There is one container for each web pod, whose volumes are those of the pod. */
const insideFindings = ({ claim, replicas }: Worker, at: readonly PathStep[]): readonly Finding[] => [
  ...findingIf(
    claim !== undefined,
    [...at, 'claim'],
    'is a volume of its own, and it runs in the web pods',
    'declare it among the volumes of the service, or write pod: own',
  ),
  ...findingIf(
    replicas !== 1,
    [...at, 'replicas'],
    `is ${replicas}, but it runs once in each web pod`,
    'remove it, or write pod: own',
  ),
];

const ownClaimFindings = ({ claim, replicas }: Worker, at: readonly PathStep[]): readonly Finding[] =>
  findingIf(
    claim?.sharing === 'one-pod' && replicas !== 1,
    [...at, 'replicas'],
    `is ${replicas}, but its volume can be written by one pod only`,
    'write replicas: 1, or sharing: many-pods in its claim',
  );
