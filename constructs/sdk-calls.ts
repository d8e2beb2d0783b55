import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { AwsCustomResource, PhysicalResourceId, type AwsSdkCall } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

export interface SdkCallsProps {
  /** IAM statements for the role of the calls, each with its own resources. */
  readonly statements: readonly PolicyStatement[];
}

/** A call of the AWS SDK, made when the stack is created and again whenever its parameters change. */
export interface SdkCall extends Pick<AwsSdkCall, 'service' | 'action' | 'parameters' | 'ignoreErrorCodesMatching'> {
  /** Type of the custom resource, beginning with `Custom::`. */
  readonly resourceType: string;
  /**
   * Physical id of the custom resource. Give a new one only when the call concerns another object, so that the old one
   * counts as replaced.
   */
  readonly physicalId: string;
  /**
   * Path of the only field of the response that is kept, for `getResponseField`.
   * @default no field is kept
   */
  readonly answer?: string;
}

/**
 * Calls of the AWS SDK for the few things that CloudFormation has no resource type for. They are made by CDK's
 * `AwsCustomResource`, with a role that has only `statements` and may write to one log group.
 *
 * @example
 * const calls = new SdkCalls(this, 'Calls', {
 *   statements: [new PolicyStatement({ actions: ['route53:GetDNSSEC'], resources: [zoneArn] })],
 * });
 * calls.add('DsRecord', {
 *   resourceType: 'Custom::DsRecord',
 *   physicalId: zoneId,
 *   service: 'Route53',
 *   action: 'GetDNSSEC',
 *   parameters: { HostedZoneId: zoneId },
 *   answer: 'KeySigningKeys.0.DSRecord',
 * });
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

  /** Adds a call and returns its custom resource. */
  add(id: string, { resourceType, physicalId, answer, ...call }: SdkCall): AwsCustomResource {
    return new AwsCustomResource(this, id, {
      resourceType,
      // AwsCustomResource makes this call on creation too.
      onUpdate: {
        ...call,
        physicalResourceId: PhysicalResourceId.of(physicalId),
        // A custom resource may answer with 4 KiB at most, so only one field is returned. `none` matches no field.
        outputPaths: [answer ?? 'none'],
      },
      installLatestAwsSdk: false,
      logGroup: this.logGroup,
      role: this.role,
    });
  }
}
