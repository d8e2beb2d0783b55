import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Access to the objects of a bucket, for a role. */
export interface ObjectAccess {
  readonly bucketName: string;
  /**
   * Limits access to the objects below this prefix; without a slash at its end.
   * @default the whole bucket
   */
  readonly prefix?: string;
  /**
   * `add` makes and replaces objects and reads none, `read` reads and lists them, `publish` also makes new ones but
   * replaces none, `change` also makes, replaces and deletes them.
   */
  readonly may: 'add' | 'read' | 'publish' | 'change';
  /**
   * KMS key that encrypts the objects: its alias with `alias/`, its region and account.
   * @default S3 encrypts with its own key: no statement about KMS
   */
  readonly key?: { readonly alias: string; readonly region: string; readonly account: string };
}

const objectActions = {
  publish: ['s3:GetObject'],
  add: ['s3:AbortMultipartUpload', 's3:PutObject'],
  read: ['s3:GetObject'],
  change: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
} as const;

const bucketActions = {
  publish: ['s3:GetBucketLocation'],
  add: ['s3:GetBucketLocation'],
  read: ['s3:GetBucketLocation'],
  change: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
} as const;

const keyActions = {
  // Multipart upload: S3 decrypts the parts to join them.
  add: ['kms:Decrypt', 'kms:GenerateDataKey'],
  read: ['kms:Decrypt'],
  publish: ['kms:Decrypt', 'kms:GenerateDataKey'],
  change: ['kms:Decrypt', 'kms:GenerateDataKey'],
} as const;

/**
 * Allows a PUT only with the header `If-None-Match`, with which S3 refuses to replace an object. Source: Amazon S3 user
 * guide, conditional writes.
 */
const newObjects = (resource: string) =>
  new PolicyStatement({
    actions: ['s3:PutObject'],
    resources: [resource],
    conditions: { Null: { 's3:if-none-match': 'false' } },
  });

/**
 * Returns the IAM statements for the access. They name the KMS key by its alias, so that the role can be deployed
 * before the key.
 */
export function objectStatements({ bucketName, prefix, may, key }: ObjectAccess): readonly PolicyStatement[] {
  const bucketArn = `arn:aws:s3:::${bucketName}`;
  const below = prefix === undefined ? '*' : `${prefix}/*`;
  return [
    new PolicyStatement({ actions: [...objectActions[may]], resources: [`${bucketArn}/${below}`] }),
    ...(may === 'publish' ? [newObjects(`${bucketArn}/${below}`)] : []),
    new PolicyStatement({ actions: [...bucketActions[may]], resources: [bucketArn] }),
    ...(may === 'add'
      ? []
      : [
          new PolicyStatement({
            actions: ['s3:ListBucket'],
            resources: [bucketArn],
            conditions: prefix === undefined ? {} : { StringLike: { 's3:prefix': below } },
          }),
        ]),
    ...(key === undefined
      ? []
      : [
          new PolicyStatement({
            actions: [...keyActions[may]],
            resources: [`arn:aws:kms:${key.region}:${key.account}:key/*`],
            conditions: {
              'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [key.alias] },
              StringEquals: { 'kms:ViaService': `s3.${key.region}.amazonaws.com` },
            },
          }),
        ]),
  ];
}
