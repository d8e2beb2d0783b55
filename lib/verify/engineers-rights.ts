import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { parseStatements, type Statement } from '../iam/policy-statements';

/** The policies that an engineer deploys, and the resources that CloudFormation deploys with them. */
export interface EngineersRights {
  /** Managed policies by name. */
  readonly policies: ReadonlyMap<string, RightsPolicy>;
  /** Policies of CloudFormation's execution role. */
  readonly execution: readonly RightsPolicy[];
  /** Resources of all other stacks. */
  readonly deployed: readonly RenderedResource[];
}

export interface RightsPolicy {
  readonly name: string;
  readonly place: RenderedResource;
  readonly document: unknown;
  readonly statements: readonly Statement[];
}

const ending = '-deployment-rights';

const policySchema = z.looseObject({ ManagedPolicyName: z.string(), PolicyDocument: z.unknown() });

/**
 * Finds the stack with the rights to deploy by its name; the other stacks are those that CloudFormation deploys with
 * them.
 */
export function engineersRights({ resources }: Rendered): EngineersRights {
  const isRight = ({ stack }: RenderedResource) => stack.endsWith(ending);
  const policies = resourcesOfType(resources.filter(isRight), 'AWS::IAM::ManagedPolicy').map((place) => {
    const { ManagedPolicyName: name, PolicyDocument: document } = policySchema.parse(place.resource.Properties);
    return { name, place, document, statements: parseStatements(document) };
  });
  return {
    policies: new Map(policies.map((policy) => [policy.name, policy])),
    execution: policies.filter(({ name, place }) => name.startsWith(`${place.stack.slice(0, -ending.length)}-deploy-`)),
    deployed: resources.filter((each) => !isRight(each)),
  };
}
