/** A statement of the policy of a VPC endpoint. */
interface EndpointStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*';
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Policy of a VPC endpoint, as CloudFormation takes it. */
export interface EndpointPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly EndpointStatement[];
}

const policy = (...Statement: readonly EndpointStatement[]): EndpointPolicy => ({ Version: '2012-10-17', Statement });

const allow = (Sid: string, Action: string, condition?: EndpointStatement['Condition'], Resource = '*') =>
  ({ Sid, Effect: 'Allow', Principal: '*', Action, Resource, Condition: condition }) as const;

const denyWrites = (Sid: string, condition: NonNullable<EndpointStatement['Condition']>) =>
  ({ Sid, Effect: 'Deny', Principal: '*', Action: s3Writes, Resource: '*', Condition: condition }) as const;

/** Actions that change a bucket or an object. */
const s3Writes = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:Create*',
  's3:Delete*',
  's3:Put*',
  's3:Replicate*',
  's3:RestoreObject',
];

/**
 * Returns the policy of a VPC endpoint. By default an endpoint accepts credentials of any account, for resources of any
 * account: an attacker in a pod could send data out with credentials of their own, whatever the roles here allow. The
 * policy accepts principals of `account` only, with two exceptions: anybody may read from S3, and a token of the
 * cluster may assume a role of the account. Source: docs.aws.amazon.com, Building a data perimeter on AWS.
 *
 * @param service last part of the endpoint's name
 * @param account id of the own account
 */
export function endpointPolicy(service: string, account: string): EndpointPolicy {
  const ours = { StringEquals: { 'aws:PrincipalAccount': account } };
  switch (service) {
    case 's3':
      // Registries serve image layers from their own buckets, with URLs that they sign with their own credentials.
      return policy(
        allow('Read', 's3:*'),
        denyWrites('OnlyOursWrite', { StringNotEquals: { 'aws:PrincipalAccount': account } }),
        // A bucket that is being made has no account yet. What is compared with "not" would hold for it, `IfExists` or not.
        denyWrites('OnlyToOurs', {
          StringNotEquals: { 'aws:ResourceAccount': account },
          Null: { 'aws:ResourceAccount': 'false' },
        }),
      );
    case 'dynamodb':
      return policy(
        allow('OursAlone', 'dynamodb:*', {
          StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account },
        }),
      );
    case 'sts':
      // Who assumes a role with a token of the cluster has no AWS principal yet.
      return policy(
        allow('Ours', 'sts:*', ours),
        allow('TakeOurRoles', 'sts:AssumeRoleWithWebIdentity', undefined, `arn:*:iam::${account}:role/*`),
      );
    default:
      return policy(allow('Ours', '*', ours));
  }
}
