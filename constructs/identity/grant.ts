import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

/** A right that a contributor can get. */
export type Grant =
  /**
   * Set the values of the secrets below a path, and read none. `key` is the alias of the KMS key that encrypts them.
   */
  | { readonly kind: 'set-secrets'; readonly path: string; readonly key: string }
  /** Read the objects of a bucket, or those below a prefix of it. */
  | ({ readonly kind: 'read-objects' } & Objects)
  /** Read, make, replace and delete the objects of a bucket, or those below a prefix of it. */
  | ({ readonly kind: 'change-objects' } & Objects);

interface Objects {
  readonly bucket: string;
  /**
   * Limits the grant to the objects below this prefix; without a slash at its end.
   * @default the whole bucket
   */
  readonly prefix?: string;
  /**
   * Alias of the KMS key that encrypts the objects, with `alias/`.
   * @default S3 encrypts with its own key
   */
  readonly key?: string;
}

/**
 * Returns the IAM statements for a grant. A secret value that was overwritten by mistake can be restored: Secrets
 * Manager keeps the previous version.
 */
export function statementsFor({ account, region }: Place, grant: Grant): readonly PolicyStatement[] {
  switch (grant.kind) {
    case 'set-secrets':
      return secretStatements({ below: [grant.path], may: 'set', key: { alias: grant.key, region, account } });
    case 'read-objects':
      return objectStatements({ ...grantResources({ account, region }, grant), may: 'read' });
    case 'change-objects':
      return objectStatements({ ...grantResources({ account, region }, grant), may: 'change' });
  }
}

/** Account and region of the role, which a stack has too. */
type Place = Pick<Stack, 'account' | 'region'>;

function grantResources(
  { account, region }: Place,
  { bucket, prefix, key }: Exclude<Grant, { kind: 'set-secrets' }>,
): Omit<ObjectAccess, 'may'> {
  return { bucketName: bucket, prefix, key: key === undefined ? undefined : { alias: key, region, account } };
}
