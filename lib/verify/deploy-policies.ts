import { z } from 'zod';
import { handlerActions } from '../deployment-rights/handler-actions';
import { unknownTypeRemedy } from '../deployment-rights/execution-policies';
import { isExcludedAction, retainedTypes } from '../deployment-rights/excluded-actions';
import type { Rendered, RenderedResource } from '../rendered';
import { engineersRights, type EngineersRights, type RightsPolicy } from './engineers-rights';
import { creationRequest } from './named-resources';
import { describeResource } from './describe-object';
import { allows } from './policy-covers';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** Characters of a managed policy, and policies of a role. Source: the IAM user guide, "IAM and AWS STS quotas". */
const mostCharacters = 6144;
const mostPolicies = 10;

/**
 * CloudFormation deploys by policies that an engineer has deployed before. What they lack is found here, and not by a pipeline in
 * the middle of a deploy.
 */
export const deployPoliciesRule: RenderedRule = {
  id: 'deploy-policies',
  holds: 'CloudFormation may make what is rendered, under the names that are rendered, by policies that IAM takes',
  findings: (rendered: Rendered) => {
    const rights = engineersRights(rendered);
    if (rights.deployed.length === 0) return [];
    return [
      ...typeFindings(rights),
      ...rights.deployed.flatMap((each) => [...nameFindings(each, rights), ...keepFindings(each)]),
      ...[...rights.policies.values()].flatMap(sizeFindings),
      ...(rights.execution.length <= mostPolicies
        ? []
        : [
            {
              place: 'rights',
              reason: `has ${rights.execution.length} policies for one role, which takes ${mostPolicies}`,
              remedy: 'join services in lib/deployment-rights/execution-policies.ts',
            },
          ]),
    ];
  },
};

/** One finding for a type, however many resources have it. */
function typeFindings({ execution, deployed }: EngineersRights): readonly RenderedFinding[] {
  const statements = execution.flatMap((policy) => policy.statements);
  const first = new Map(deployed.toReversed().map((each) => [each.resource.Type, each]));
  return [...first].flatMap(([type, place]): readonly RenderedFinding[] => {
    const actions = handlerActions(type);
    if (actions === undefined) {
      return [
        {
          place: describeResource(place),
          reason: `nobody has written down what CloudFormation does for ${type}`,
          remedy: unknownTypeRemedy,
        },
      ];
    }
    const missing = actions.filter((action) => !isExcludedAction(action) && !allows(statements, { action }));
    if (missing.length === 0) return [];
    return [
      {
        place: describeResource(place),
        reason: `the policies of deploys do not allow ${type}: ${missing.join(', ')}`,
        remedy: 'npm start, then have an engineer deploy rights/, see the runbook, "Change what deploys may do"',
      },
    ];
  });
}

function nameFindings(each: RenderedResource, { execution }: EngineersRights): readonly RenderedFinding[] {
  const [account] = /(?<=:)\d{12}(?=:)/.exec(JSON.stringify(execution.map(({ document }) => document))) ?? [];
  const making = account === undefined ? undefined : creationRequest(each, account);
  if (making === undefined || execution.some(({ statements }) => allows(statements, making))) return [];
  return [
    {
      place: describeResource(each),
      reason: `no policy of deploys allows ${making.action} on ${making.resource ?? ''}`,
      remedy: 'name it by model/naming.ts, or say in lib/deployment-rights/limits.ts where it may be',
    },
  ];
}

/** CloudFormation could not delete it, and would stop there. */
function keepFindings(each: RenderedResource): readonly RenderedFinding[] {
  const { Type, DeletionPolicy } = z
    .looseObject({ Type: z.string(), DeletionPolicy: z.string().default('Delete') })
    .parse(each.resource);
  if (!retainedTypes.includes(Type) || DeletionPolicy.startsWith('Retain')) return [];
  return [
    {
      place: describeResource(each),
      reason: `is deleted with its stack, and no deploy may delete a ${Type}`,
      remedy: 'keep it: RemovalPolicy.RETAIN or RETAIN_ON_UPDATE_OR_DELETE',
    },
  ];
}

function sizeFindings({ name, place, document }: RightsPolicy): readonly RenderedFinding[] {
  const size = JSON.stringify(document).length;
  return size <= mostCharacters
    ? []
    : [
        {
          place: describeResource(place),
          reason: `${name} has ${size} characters, and IAM takes ${mostCharacters}`,
          remedy: 'split its services in lib/deployment-rights/execution-policies.ts',
        },
      ];
}
