import type { z } from 'zod';
import type { Immutable } from '../immutable';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { callsOutSchema } from '../schema/service-processes';

/** What must hold for the ports that a service calls outside. */
export const callsOutFindings = (callsOut: Immutable<z.output<typeof callsOutSchema>>): readonly Finding[] => [
  ...callsOut.flatMap(({ port }, index) =>
    findingIf(port === 443, ['callsOut', index, 'port'], 'is 443, by which every service may call out', 'remove it'),
  ),
  ...repeatFindings(
    callsOut.map(({ port }) => String(port)),
    (index) => ['callsOut', index, 'port'],
    (first) => `repeats callsOut[${first}]`,
    'name each port once',
  ),
];

/** What must hold for the names of processes of the list under `key`. */
export const nameFindings = (processes: readonly { readonly name: string }[], key: string, what: string) =>
  repeatFindings(
    processes.map(({ name }) => name),
    (index) => [key, index, 'name'],
    (first) => `repeats the name of ${key}[${first}]`,
    `give each ${what} of a service a name of its own`,
  );
