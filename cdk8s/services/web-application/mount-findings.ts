import { didYouMean } from '../../../model/did-you-mean';
import { findingIf, repeatFindings, type Finding } from '../../../model/finding';
import type { PathStep } from '../../../model/problem';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'claim' | 'volumes' | 'workers' | 'schedule'>;

/** Findings on the volumes that processes mount, by their names and by who else mounts them. */
export const mountFindings = (service: Service): readonly Finding[] => [
  ...service.workers.flatMap((worker, index) => [
    ...nameFindings(service, worker, ['workers', index]),
    ...(worker.pod === 'own' ? diskFindings(service, worker, ['workers', index]) : []),
  ]),
  ...service.schedule.flatMap((job, index) => nameFindings(service, job, ['schedule', index])),
];

/** The volumes of a service by the names that processes call them. */
const namedVolumes = ({ claim, volumes }: Service) => [
  ...(claim === undefined ? [] : [{ ...claim, name: 'data' }]),
  ...volumes,
];

interface Mounting {
  readonly volumes?: readonly string[];
}

function nameFindings(service: Service, { volumes = [] }: Mounting, at: readonly PathStep[]): readonly Finding[] {
  const known = namedVolumes(service).map(({ name }) => name);
  return [
    ...volumes.flatMap((name, index) =>
      findingIf(
        !known.includes(name),
        [...at, 'volumes', index],
        name === 'data' ? 'data is the claim, and the service has none' : `${name} is no volume of this service`,
        didYouMean(
          name,
          known,
          known.length === 0 ? 'remove it, or add the volume' : `name one of: ${known.join(', ')}`,
        ),
      ),
    ),
    ...repeatFindings(
      volumes,
      (index) => [...at, 'volumes', index],
      (first) => `repeats volumes[${first}], and a container has one mount at a path`,
      'name each volume once',
    ),
  ];
}

/** A worker with pods of its own must not hold a disk: the web pod could not move to another node. */
function diskFindings(service: Service, { volumes }: Mounting, at: readonly PathStep[]): readonly Finding[] {
  const disks = namedVolumes(service).filter(
    ({ name, sharing }) => sharing === 'one-pod' && (volumes === undefined || volumes.includes(name)),
  );
  const [first] = disks;
  const named = first?.name === 'data' ? 'the claim' : (first?.name ?? '');
  return findingIf(
    first !== undefined,
    at,
    `mounts ${named}, which is a disk: a worker that holds it on one node keeps the web pod from moving to another`,
    `write volumes: [] if it can do without, pod: web to run it in the web pod, or sharing: many-pods in ${named}`,
  );
}
