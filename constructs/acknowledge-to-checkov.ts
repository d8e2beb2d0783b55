import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Records in a resource's metadata, where checkov looks, why this resource breaks checkov's rules. Exceptions for all
 * resources are in `.checkov.yaml`.
 *
 * @param reasons reason by the id of the rule
 * @throws Error when `construct` has no CloudFormation resource as its default child, or was acknowledged before: a
 * second call would replace the first reasons
 */
export function acknowledgeToCheckov(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const resource = construct.node.defaultChild ?? construct;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} stands for no resource`);
  if (resource.getMetadata('checkov') !== undefined)
    throw new Error(`${construct.node.path} tells checkov all at once`);
  const skip = Object.entries(reasons).map(([id, comment]) => ({ id, comment }));
  resource.addMetadata('checkov', { skip });
}
