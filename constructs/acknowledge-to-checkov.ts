import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Tells checkov why one resource breaks a rule: it looks for that in the resource's metadata. What holds for every
 * resource stands in `.checkov.yaml`.
 *
 * @throws Error when `construct` stands for no resource, or has been told about: a second time would undo the first.
 */
export function acknowledgeToCheckov(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const resource = construct.node.defaultChild ?? construct;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} stands for no resource`);
  if (resource.getMetadata('checkov') !== undefined)
    throw new Error(`${construct.node.path} tells checkov all at once`);
  const skip = Object.entries(reasons).map(([id, comment]) => ({ id, comment }));
  resource.addMetadata('checkov', { skip });
}
