import type { PathStep } from '../problem';
import type { ServiceOfKind } from '../tenant';
import { findingIf, repeatFindings, type Finding } from './findings';

/** What must hold for the processes of a web application beside its web pods. */
export function processFindings(
  { image, database, claim, migrate, workers, schedule, callsOut }: ServiceOfKind<'web-application'>,
  path: readonly PathStep[],
): readonly Finding[] {
  return [
    ...nameFindings(workers, [...path, 'workers'], 'worker'),
    ...nameFindings(schedule, [...path, 'schedule'], 'job'),
    ...findingIf(
      migrate !== undefined && !image.includes('@sha256:'),
      [...path, 'migrate'],
      'asks for an image that stays what it is, but the builds of a tag are rolled out without a migration',
      'write the image with its digest, or have the application migrate by itself when it starts',
    ),
    ...findingIf(
      migrate !== undefined && database === undefined,
      [...path, 'migrate'],
      'has no database to bring up to the image',
      'add database: {}, or remove it',
    ),
    ...findingIf(
      claim?.sharing === 'one-pod' && workers.length > 0,
      [...path, 'workers'],
      'need the volume, which is a disk: a worker that holds it on one node keeps the web pod from moving to another',
      'write sharing: many-pods in the claim',
    ),
    ...callsOutFindings(callsOut, path),
  ];
}

/** What must hold for the ports that a service calls outside. */
export const callsOutFindings = (
  callsOut: ServiceOfKind<'web-application'>['callsOut'],
  path: readonly PathStep[],
): readonly Finding[] => [
  ...callsOut.flatMap(({ port }, index) =>
    findingIf(
      port === 443,
      [...path, 'callsOut', index, 'port'],
      'is 443, by which every service may call out',
      'remove it',
    ),
  ),
  ...repeatFindings(
    callsOut.map(({ port }) => String(port)),
    (index) => [...path, 'callsOut', index, 'port'],
    (first) => `repeats callsOut[${first}]`,
    'name each port once',
  ),
];

/** What must hold for the names of processes of one list. */
export const nameFindings = (
  processes: readonly { readonly name: string }[],
  path: readonly PathStep[],
  what: string,
) =>
  repeatFindings(
    processes.map(({ name }) => name),
    (index) => [...path, index, 'name'],
    (first) => `repeats the name of ${String(path.at(-1))}[${first}]`,
    `give each ${what} of a service a name of its own`,
  );
