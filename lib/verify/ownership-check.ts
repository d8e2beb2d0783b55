import type { RenderedTenancy } from './tenancy';

/** Reason why something is not the tenant's; undefined if it is the tenant's. */
export type OwnershipObjection = string | undefined;

/** Checks whether what a text names belongs to one tenant. */
export interface OwnershipCheck {
  /** Checks an ARN. `keyByAlias`: whether a condition restricts KMS keys by alias. */
  readonly arn: (arn: string, keyByAlias?: boolean) => OwnershipObjection;
  /** Checks the name of a secret; with a slash at its end it means all secrets below. */
  readonly secret: (name: string) => OwnershipObjection;
  /** Checks objects of a bucket, by a key or a prefix of keys. */
  readonly objects: (bucket: string, key: string) => OwnershipObjection;
}

const arnParts = /^arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):(\d{12})?:(.+)$/;
/** A star, a question mark, or a variable that IAM or CloudFormation fills in. */
const wild = /[*?]|\$\{/;

/**
 * Returns the checks for one tenant.
 *
 * @param tenant the tenant that everything must belong to
 */
export function ownershipCheckFor(tenant: string, tenancy: RenderedTenancy): OwnershipCheck {
  const secret = (name: string): OwnershipObjection => {
    if (tenancy.opensCacheOf(tenant, name)) return undefined;
    const [root = '', owner, ...below] = name.split('/');
    if (wild.test(root) || (tenancy.root !== undefined && root !== tenancy.root))
      return `${name} is not below the environment's own name`;
    if (owner !== tenant) return `${name} is not below ${root}/${tenant}/`;
    return below.length === 0 ? `${name} does not end with a slash, so it also matches longer names` : undefined;
  };

  const objects = (bucket: string, key: string): OwnershipObjection => {
    if (wild.test(bucket)) return `${bucket} matches many buckets`;
    const owner = tenancy.bucketOwner(bucket);
    if (owner === 'unknown') return `${bucket} is not a bucket of this environment`;
    if (typeof owner === 'object')
      return owner.tenant === tenant ? undefined : `${bucket} is the bucket of tenant ${owner.tenant}`;
    const [folder, ...below] = key.split('/');
    return folder === tenant && below.length > 0 ? undefined : `${key || 'all'} of ${bucket} is not below ${tenant}/`;
  };

  const arn = (text: string, keyByAlias = false): OwnershipObjection => {
    if (text === '*') return 'it matches everything';
    const [, , service = '', , account, resource = ''] = arnParts.exec(text) ?? [];
    if (service === '') return `${text} is not a valid ARN`;
    if (account !== undefined && tenancy.account !== undefined && account !== tenancy.account)
      return `${text} is in another account`;
    switch (service) {
      case 's3': {
        const slash = resource.indexOf('/');
        return slash < 0
          ? objects(resource, `${tenant}/`)
          : objects(resource.slice(0, slash), resource.slice(slash + 1));
      }
      case 'secretsmanager': {
        // In the ARN of a secret a hyphen and six random characters follow the name.
        return account === undefined
          ? `${text} names no account`
          : secret(resource.replace(/^secret:/, '').replace(/-\?{6}$/, ''));
      }
      case 'kms':
        return keyByAlias && resource === 'key/*' ? undefined : `${text} is a key without a condition on its alias`;
      case 'iam': {
        const [, name] = /^role\/(.+)$/.exec(resource) ?? [];
        const owner = name === undefined || wild.test(name) ? undefined : tenancy.roleOwner(name);
        return owner === tenant ? undefined : `${name ?? resource} is no role of tenant ${tenant}`;
      }
      default:
        return `${text} is of a service that this rule does not know`;
    }
  };
  return { arn, secret, objects };
}
