import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { reasonMetadata } from './reason-metadata';

/**
 * Writes into the resource's metadata why it is an exception, so that a reviewer and `commons verify` can judge it by
 * the template alone.
 *
 * @throws Error when `construct` has no CloudFormation resource as its default child
 */
export function giveReason(construct: IConstruct, exception: keyof typeof reasonMetadata, reason: string): void {
  const resource = construct.node.defaultChild ?? construct;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} stands for no resource`);
  resource.addMetadata(reasonMetadata[exception], reason);
}
