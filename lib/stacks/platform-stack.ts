import { Aspects, CfnOutput, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { BoundedRoles } from '../../constructs/identity/bounded-roles';

/** Properties of every stack of an environment. */
export interface PlatformStackProps {
  readonly stackName: string;
  readonly environment: string;
  /**
   * Tags of the stack and of every resource in it.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * ARN of the permissions boundary for every role that has no other. CloudFormation's execution role may make no role
   * without one.
   * @default roles get no boundary from the stack
   */
  readonly boundaryArn?: string;
  readonly account: string;
  readonly region: string;
  /** Availability zones of the region, so that CDK does not ask AWS for them. */
  readonly zones: readonly string[];
}

/** Base class of the stacks of an environment. Each stack is deployed as a whole. */
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
        // Nothing is looked up, and the deploy role may read stacks. The bootstrap's lookup role may read the whole account.
        lookupRoleArn: DefaultStackSynthesizer.DEFAULT_DEPLOY_ROLE_ARN,
      }),
    });
    this.zones = zones;
    if (boundaryArn !== undefined) Aspects.of(this).add(new BoundedRoles(boundaryArn));
  }

  override get availabilityZones(): string[] {
    return [...this.zones];
  }

  /** Adds a stack output, which `facts record` or a person reads. */
  protected publish(output: string, value: string, description: string): void {
    new CfnOutput(this, output, { value, description });
  }
}
