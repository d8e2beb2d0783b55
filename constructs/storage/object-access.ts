import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What somebody may do with the objects of a bucket. */
export interface ObjectAccess {
  readonly bucketName: string;
  /** Only below it; without a slash at its end. */
  readonly prefix?: string;
  /**
   * `add` makes objects and reads none, `read` reads them, `publish` also makes new ones, in the place of none, `change`
   * also makes, replaces and deletes them.
   */
  readonly may: 'add' | 'read' | 'publish' | 'change';
  /** Alias of the key that encrypts them, with `alias/`, and where it is; none where S3 has its own. */
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
  // A large object comes in parts, and S3 reads the first ones to put them together.
  add: ['kms:Decrypt', 'kms:GenerateDataKey'],
  read: ['kms:Decrypt'],
  publish: ['kms:Decrypt', 'kms:GenerateDataKey'],
  change: ['kms:Decrypt', 'kms:GenerateDataKey'],
} as const;

/** S3 takes an object in the place of none only if it is asked to look. Source: Amazon S3 user guide, conditional writes. */
const newObjects = (resource: string) =>
  new PolicyStatement({
    actions: ['s3:PutObject'],
    resources: [resource],
    conditions: { Null: { 's3:if-none-match': 'false' } },
  });

/** What IAM is told for it. A key is named by its alias, so that who uses it need not wait for it to be made. */
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
