import type { z } from 'zod';
import type { Immutable } from '../immutable';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { callsOutSchema } from '../schema/service-processes';

/** Findings on `callsOut`: port 443, and ports that are named twice. */
export const callsOutFindings = (callsOut: Immutable<z.output<typeof callsOutSchema>>): readonly Finding[] => [
  ...callsOut.flatMap(({ port }, index) =>
    findingIf(port === 443, ['callsOut', index, 'port'], 'is 443, to which every service may connect', 'remove it'),
  ),
  ...repeatFindings(
    callsOut.map(({ port }) => String(port)),
    (index) => ['callsOut', index, 'port'],
    (first) => `repeats callsOut[${first}]`,
    'name each port once',
  ),
];

/** Findings on names that are used twice in the list under `key`; `what` is the word for one of its processes. */
export const nameFindings = (processes: readonly { readonly name: string }[], key: string, what: string) =>
  repeatFindings(
    processes.map(({ name }) => name),
    (index) => [key, index, 'name'],
    (first) => `repeats the name of ${key}[${first}]`,
    `give each ${what} of a service a name of its own`,
  );
