import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Something that a person may be allowed to do. */
export type Grant =
  /** Set the values of the secrets below a path, and read none. */
  | { readonly kind: 'set-secrets'; readonly path: string }
  /** Read the objects of a bucket, or those below a prefix of it. Both without a slash at the end. */
  | { readonly kind: 'read-objects'; readonly bucket: string; readonly prefix?: string }
  /** Also make, replace and delete them. */
  | { readonly kind: 'change-objects'; readonly bucket: string; readonly prefix?: string };

/** What IAM is told for a grant. A value that was overwritten by mistake can be had back: AWS keeps the one before. */
export function statementsFor(scope: IConstruct, grant: Grant): readonly PolicyStatement[] {
  switch (grant.kind) {
    case 'set-secrets': {
      const { account, region } = Stack.of(scope);
      const resources = [`arn:aws:secretsmanager:${region}:${account}:secret:${grant.path}/*`];
      return [
        new PolicyStatement({ actions: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'], resources }),
      ];
    }
    case 'read-objects':
      return objectStatements(grant, ['s3:GetObject'], ['s3:GetBucketLocation']);
    case 'change-objects':
      return objectStatements(
        grant,
        ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
        ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      );
  }
}

function objectStatements(
  { bucket, prefix }: { readonly bucket: string; readonly prefix?: string },
  objectActions: string[],
  bucketActions: string[],
): readonly PolicyStatement[] {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const below = prefix === undefined ? '*' : `${prefix}/*`;
  return [
    new PolicyStatement({ actions: objectActions, resources: [`${bucketArn}/${below}`] }),
    new PolicyStatement({ actions: bucketActions, resources: [bucketArn] }),
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucketArn],
      conditions: prefix === undefined ? {} : { StringLike: { 's3:prefix': below } },
    }),
  ];
}
