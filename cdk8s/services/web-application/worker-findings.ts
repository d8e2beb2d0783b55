import { findingIf, type Finding } from '../../../model/finding';
import type { PathStep } from '../../../model/problem';
import type { WebApplicationService } from './web-application-schema';

type Worker = WebApplicationService['workers'][number];

/** Findings on the port of a worker, its volume, and on what a container of the web pods cannot have of its own. */
export const workerFindings = (worker: Worker, at: readonly PathStep[]): readonly Finding[] => [
  ...portFindings(worker, at),
  ...(worker.pod === 'web' ? insideFindings(worker, at) : ownClaimFindings(worker, at)),
];

const portFindings = ({ port, paths, alive }: Worker, at: readonly PathStep[]): readonly Finding[] => [
  ...findingIf(
    port === undefined && paths.length > 0,
    [...at, 'paths'],
    'has no port to which they could lead',
    'add the port that it listens on',
  ),
  ...findingIf(
    port === undefined && 'get' in alive,
    [...at, 'alive', 'get'],
    'has no port that could answer',
    'add the port that it listens on, or write a command',
  ),
];

/** There is one container for each web pod, whose volumes and Service are those of the pod. */
const insideFindings = ({ paths, claim, replicas }: Worker, at: readonly PathStep[]): readonly Finding[] => [
  ...findingIf(
    paths.length > 0,
    [...at, 'paths'],
    'lead to pods of its own, and it runs in the web pods',
    'let the web process hand the requests on, at localhost, or write pod: own',
  ),
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
