import type { PathStep } from '../problem';
import type { ServiceOfKind } from '../tenant';
import type { Finding } from './findings';
import { callsOutFindings, nameFindings } from './process-rules';
import { variableFindings } from './variable-rules';

/** What must hold for an automation by itself. */
export const automationFindings = (
  service: ServiceOfKind<'automation'>,
  path: readonly PathStep[],
): readonly Finding[] => [
  ...nameFindings(service.hooks, [...path, 'hooks'], 'hook'),
  ...callsOutFindings(service.callsOut, path),
  ...variableFindings(service, path),
];
