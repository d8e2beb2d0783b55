import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { AwsCustomResource, PhysicalResourceId, type AwsSdkCall } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

export interface SdkCallsProps {
  /** What the calls may do, each named with its resource. */
  readonly statements: readonly PolicyStatement[];
}

/** One call, made when the stack is created and again whenever its parameters change. */
export interface SdkCall extends Pick<AwsSdkCall, 'service' | 'action' | 'parameters' | 'ignoreErrorCodesMatching'> {
  /** Type of the custom resource, beginning with `Custom::`. */
  readonly resourceType: string;
  /** Changes only when the old call's effect is another's. */
  readonly physicalId: string;
  /** The field of the answer that is needed, if any. */
  readonly answer?: string;
}

/**
 * Calls to AWS for the few things CloudFormation has no resource for, by CDK's custom resource, with a role that may
 * do just that and log to one group.
 */
export class SdkCalls extends Construct {
  private readonly logGroup: LogGroup;
  private readonly role: Role;

  constructor(scope: Construct, id: string, { statements }: SdkCallsProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.role);
    for (const statement of statements) this.role.addToPolicy(statement);
  }

  /** The custom resource that makes the call. */
  add(id: string, { resourceType, physicalId, answer, ...call }: SdkCall): AwsCustomResource {
    return new AwsCustomResource(this, id, {
      resourceType,
      // Also called on creation.
      onUpdate: {
        ...call,
        physicalResourceId: PhysicalResourceId.of(physicalId),
        // An answer is limited to 4 KiB, so only what is needed comes back.
        outputPaths: [answer ?? 'none'],
      },
      installLatestAwsSdk: false,
      logGroup: this.logGroup,
      role: this.role,
    });
  }
}
