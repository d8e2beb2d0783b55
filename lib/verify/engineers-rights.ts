import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { parseStatements, type Statement } from './policy-statements';

/** What an engineer deploys, and what others deploy under it. */
export interface EngineersRights {
  /** Managed policies by name. */
  readonly policies: ReadonlyMap<string, RightsPolicy>;
  /** Those of CloudFormation's execution role. */
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

/** Finds the stack of rights, which is named by its noun, among everything rendered. */
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
