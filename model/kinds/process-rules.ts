import type { z } from 'zod';
import type { Immutable } from '../immutable';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { KindRuleContext } from './kind-rule-context';
import type { callsOutSchema } from '../schema/service-processes';

/** Findings on `callsOut`: port 443, hosts that the environment does not have, and ports that are named twice. */
export const callsOutFindings = (
  callsOut: Immutable<z.output<typeof callsOutSchema>>,
  around: Pick<KindRuleContext, 'hasHosts'>,
): readonly Finding[] => [
  ...callsOut.flatMap(({ port, to }, index) => [
    ...findingIf(port === 443, ['callsOut', index, 'port'], 'is 443, to which every service may connect', 'remove it'),
    ...findingIf(
      to === 'hosts' && !around.hasHosts,
      ['callsOut', index, 'to'],
      'is hosts, and the environment has neither hosts nor a directory',
      'remove it for a server on the internet',
    ),
  ]),
  ...repeatFindings(
    callsOut.map(({ port, to }) => `${port} ${to}`),
    (index) => ['callsOut', index, 'port'],
    (first) => `repeats callsOut[${first}]`,
    'name each port once for the internet, and once for hosts',
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
