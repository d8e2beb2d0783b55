import { z } from 'zod';
import { iamQuotas } from '../../model/data/iam-quotas';
import { handlerActions } from '../deployment-rights/handler-actions';
import { unknownTypeRemedy } from '../deployment-rights/execution-policies';
import { isExcludedAction, retainedTypes } from '../deployment-rights/excluded-actions';
import type { Rendered, RenderedResource } from '../rendered';
import { engineersRights, type EngineersRights, type RightsPolicy } from './engineers-rights';
import { creationRequest } from './named-resources';
import { describeResource } from './describe-object';
import { allows } from './policy-covers';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const { managedPolicy: mostCharacters, managedPoliciesOfRole: mostPolicies } = iamQuotas;

/**
 * CloudFormation's execution role has policies that an engineer deployed before. This rule finds actions that they lack, before a
 * pipeline fails in the middle of a deploy.
 */
export const deployPoliciesRule: RenderedRule = {
  id: 'deploy-policies',
  holds: 'the policies of CloudFormation’s execution role allow to make everything rendered, and fit the quotas of IAM',
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

/** Actions that a resource type needs and the policies lack, one finding for each type. */
function typeFindings({ execution, deployed }: EngineersRights): readonly RenderedFinding[] {
  const statements = execution.flatMap((policy) => policy.statements);
  const first = new Map(deployed.toReversed().map((each) => [each.resource.Type, each]));
  return [...first].flatMap(([type, place]): readonly RenderedFinding[] => {
    const actions = handlerActions(type);
    if (actions === undefined) {
      return [
        {
          place: describeResource(place),
          reason: `lib/deployment-rights does not list the actions that CloudFormation needs for ${type}`,
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
        remedy: 'npm start, then have an engineer deploy rights/: see the runbook, "Change what deploys may do"',
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
      remedy: 'take its name from model/naming.ts, or allow it in lib/deployment-rights/limits.ts',
    },
  ];
}

/** Resources that the policies forbid to delete must be retained: otherwise CloudFormation fails when it tries to delete them. */
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
