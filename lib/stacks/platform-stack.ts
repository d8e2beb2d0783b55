import { Aspects, CfnOutput, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { BoundedRoles } from '../../constructs/identity/bounded-roles';

/** What every stack of an environment needs to know. */
export interface PlatformStackProps {
  readonly stackName: string;
  readonly environment: string;
  /**
   * Of everything in the stack.
   *
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * ARN of the permissions boundary of every role that brings none: CloudFormation may make no other.
   *
   * @default none
   */
  readonly boundaryArn?: string;
  readonly account: string;
  readonly region: string;
  /** Zones of the region, so that nothing asks AWS for them. */
  readonly zones: readonly string[];
}

/** A unit of deployment with one lifecycle. */
export abstract class PlatformStack extends Stack {
  private readonly zones: readonly string[];

  protected constructor(
    scope: Construct,
    id: string,
    props: PlatformStackProps,
    own: { readonly description: string; readonly terminationProtection: boolean },
  ) {
    const { stackName, account, region, zones, tags, boundaryArn } = props;
    super(scope, id, {
      stackName,
      env: { account, region },
      ...own,
      tags,
      synthesizer: new DefaultStackSynthesizer({
        // The rule would add a parameter and a condition to every template; `cdk deploy` checks the version itself.
        generateBootstrapVersionRule: false,
        // Nothing is looked up, and what is deployed the role of deploys may read. The bootstrap's own reads all of the account.
        lookupRoleArn: DefaultStackSynthesizer.DEFAULT_DEPLOY_ROLE_ARN,
      }),
    });
    this.zones = zones;
    if (boundaryArn !== undefined) Aspects.of(this).add(new BoundedRoles(boundaryArn));
  }

  override get availabilityZones(): string[] {
    return [...this.zones];
  }

  /** An output that `facts record` or a person reads. */
  protected publish(output: string, value: string, description: string): void {
    new CfnOutput(this, output, { value, description });
  }
}
