import { CfnProtection } from 'aws-cdk-lib/aws-shield';
import type { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** An Elastic IP address, an application load balancer or a hosted zone that Shield Advanced protects. */
export interface ShieldedResource {
  /** Last part of the name of the protection, unique among them. */
  readonly name: string;
  readonly arn: string;
}

export interface ShieldStackProps extends PlatformStackProps {
  readonly resources: readonly ShieldedResource[];
}

/**
 * Protections of Shield Advanced. They are in a stack of their own because each fails while the account has no subscription, and nothing
 * else should fail with it.
 */
export class ShieldStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: ShieldStackProps) {
    super(scope, id, props, { description: 'Protections of Shield Advanced', terminationProtection: true });
    for (const { name, arn } of props.resources) {
      new CfnProtection(this, pascalCase(name), { name: `${props.environment}-${name}`, resourceArn: arn });
    }
  }
}
