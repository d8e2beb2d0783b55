/** Statements of the policy of an endpoint, and who they are about. */
interface EndpointStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*';
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Policy of an endpoint as CloudFormation takes it. */
export interface EndpointPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly EndpointStatement[];
}

const policy = (...Statement: readonly EndpointStatement[]): EndpointPolicy => ({ Version: '2012-10-17', Statement });

const allow = (Sid: string, Action: string, condition?: EndpointStatement['Condition'], Resource = '*') =>
  ({ Sid, Effect: 'Allow', Principal: '*', Action, Resource, Condition: condition }) as const;

const denyWrites = (Sid: string, condition: NonNullable<EndpointStatement['Condition']>) =>
  ({ Sid, Effect: 'Deny', Principal: '*', Action: s3Writes, Resource: '*', Condition: condition }) as const;

/** What changes a bucket or an object. */
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
 * What may pass an endpoint of the VPC. By default an endpoint lets everybody's credentials through to everybody's
 * resources: a pod that was broken into would carry data away with keys that its attacker brought along, past every role
 * of ours. Source: docs.aws.amazon.com, Building a data perimeter on AWS.
 *
 * @param service last part of the endpoint's name
 * @param account the account whose principals and resources are ours
 */
export function endpointPolicy(service: string, account: string): EndpointPolicy {
  const ours = { StringEquals: { 'aws:PrincipalAccount': account } };
  switch (service) {
    case 's3':
      // Registries hand out layers of images from buckets of theirs, by addresses signed with keys of theirs.
      return policy(
        allow('Read', 's3:*'),
        denyWrites('OnlyOursWrite', { StringNotEquals: { 'aws:PrincipalAccount': account } }),
        denyWrites('OnlyToOurs', { StringNotEqualsIfExists: { 'aws:ResourceAccount': account } }),
      );
    case 'dynamodb':
      return policy(
        allow('OursAlone', 'dynamodb:*', {
          StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account },
        }),
      );
    case 'sts':
      // Whoever takes a role by a token of the cluster is nobody yet.
      return policy(
        allow('Ours', 'sts:*', ours),
        allow('TakeOurRoles', 'sts:AssumeRoleWithWebIdentity', undefined, `arn:*:iam::${account}:role/*`),
      );
    default:
      return policy(allow('Ours', '*', ours));
  }
}
