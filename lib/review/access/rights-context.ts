import type { Statement } from '../../iam/policy-statements';
import { writtenActions, type Right } from '../../iam/rights';
import { statementFaults } from '../../verify/tenant-statements';
import type { RenderedTenancy } from '../../verify/tenancy';
import type { Comparison } from '../comparison';
import type { BothResources } from './holder-changes';
import { ReachableResources } from './reach';
import { isNamed } from './strength';
import { snapshotTenancy } from './snapshot-tenancy';

/** What has to be known to judge a right. */
export interface RightsContext {
  readonly tenancy: RenderedTenancy;
  /** Everything with a name after the change. */
  readonly reachable: ReachableResources;
  /** Whether a right stays with what belongs to a tenant. */
  readonly staysWith: (tenant: string, right: Right, statements: readonly Statement[]) => boolean;
  /** Whether a right is only about things that this change adds, and that give nobody rights. */
  readonly isAboutNew: (right: Right) => boolean;
}

export function rightsContext({ after }: Comparison, both: BothResources): RightsContext {
  const tenancy = snapshotTenancy(after, both.after);
  const reachable = new ReachableResources(both.after);
  const former = new ReachableResources(both.before);
  return {
    tenancy,
    reachable,
    staysWith: (tenant, right, statements) =>
      statementFaults(toStatement(right, statements), tenant, tenancy).length === 0,
    isAboutNew: (right) => {
      const reached = isNamed(right) ? reachable.reachedBy(right.resource.pattern) : [];
      return reached.length > 0 && reached.every((each) => each.noun[0] !== 'role' && !former.has(each));
    },
  };
}

/** A right as a statement again. What is excepted is left out, so that it may be judged too wide and never too narrow. */
function toStatement({ action, resource, conditions }: Right, statements: readonly Statement[]): Statement {
  const Condition: Record<string, Record<string, unknown[]>> = {};
  for (const { operator, key, values } of conditions) (Condition[operator] ??= {})[key] = [...values];
  return {
    Effect: 'Allow',
    Action: [writtenActions(statements).get(action.pattern) ?? action.pattern],
    Resource: [resource.pattern],
    Condition,
  };
}
