import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

/** Something that a person may be allowed to do. */
export type Grant =
  /** Set the values of the secrets below a path, and read none. The key that encrypts them is named by its alias. */
  | { readonly kind: 'set-secrets'; readonly path: string; readonly key: string }
  /** Read the objects of a bucket, or those below a prefix of it. */
  | ({ readonly kind: 'read-objects' } & Objects)
  /** Also make, replace and delete them. */
  | ({ readonly kind: 'change-objects' } & Objects);

interface Objects {
  readonly bucket: string;
  /** Without a slash at its end. */
  readonly prefix?: string;
  /** Alias of the key that encrypts them, with `alias/`; none where S3 has its own. */
  readonly key?: string;
}

/** What IAM is told for a grant. A value that was overwritten by mistake can be had back: AWS keeps the one before. */
export function statementsFor(scope: IConstruct, grant: Grant): readonly PolicyStatement[] {
  switch (grant.kind) {
    case 'set-secrets': {
      const { account, region } = Stack.of(scope);
      return secretStatements({ below: [grant.path], may: 'set', key: { alias: grant.key, region, account } });
    }
    case 'read-objects':
      return objectStatements({ ...grantResources(scope, grant), may: 'read' });
    case 'change-objects':
      return objectStatements({ ...grantResources(scope, grant), may: 'change' });
  }
}

function grantResources(
  scope: IConstruct,
  { bucket, prefix, key }: Exclude<Grant, { kind: 'set-secrets' }>,
): Omit<ObjectAccess, 'may'> {
  const { account, region } = Stack.of(scope);
  return { bucketName: bucket, prefix, key: key === undefined ? undefined : { alias: key, region, account } };
}
