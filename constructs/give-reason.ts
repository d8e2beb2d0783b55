import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { reasonMetadata } from './reason-metadata';

/**
 * Writes into the template why a resource is an exception, so that it can be judged by what is rendered alone.
 *
 * @throws Error when `construct` stands for no resource.
 */
export function giveReason(construct: IConstruct, exception: keyof typeof reasonMetadata, reason: string): void {
  const resource = construct.node.defaultChild ?? construct;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} stands for no resource`);
  resource.addMetadata(reasonMetadata[exception], reason);
}
