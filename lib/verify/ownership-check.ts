import type { RenderedTenancy } from './tenancy';

/** Why something is not the tenant's; undefined where it is. */
export type OwnershipObjection = string | undefined;

/** Judges what a text reaches, for one tenant. */
export interface OwnershipCheck {
  /** An ARN, as policies and manifests name things. `keyByAlias`: whether a condition says which key. */
  readonly arn: (arn: string, keyByAlias?: boolean) => OwnershipObjection;
  /** The name of a secret, as far as it is asked for: with a slash at its end, all that is below. */
  readonly secret: (name: string) => OwnershipObjection;
  /** Objects of a bucket, by their keys or what these begin with. */
  readonly objects: (bucket: string, key: string) => OwnershipObjection;
}

const arnParts = /^arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):(\d{12})?:(.+)$/;
const wild = /[*?]/;

/** @param tenant whose everything named must be */
export function ownershipCheckFor(tenant: string, tenancy: RenderedTenancy): OwnershipCheck {
  const secret = (name: string): OwnershipObjection => {
    if (tenancy.opensCacheOf(tenant, name)) return undefined;
    const [root = '', owner, ...below] = name.split('/');
    if (wild.test(root) || (tenancy.root !== undefined && root !== tenancy.root))
      return `${name} is not below the environment's own name`;
    if (owner !== tenant) return `${name} is not below ${root}/${tenant}/`;
    return below.length === 0
      ? `${name} ends before a slash, so names that only begin like it are meant too`
      : undefined;
  };

  const objects = (bucket: string, key: string): OwnershipObjection => {
    if (wild.test(bucket)) return `${bucket} stands for many buckets`;
    const owner = tenancy.bucketOwner(bucket);
    if (owner === 'unknown') return `${bucket} is no bucket of this environment`;
    if (typeof owner === 'object')
      return owner.tenant === tenant ? undefined : `${bucket} is the bucket of tenant ${owner.tenant}`;
    const [folder, ...below] = key.split('/');
    return folder === tenant && below.length > 0 ? undefined : `${key || 'all'} of ${bucket} is not below ${tenant}/`;
  };

  const arn = (text: string, keyByAlias = false): OwnershipObjection => {
    if (text === '*') return 'it stands for everything';
    const [, , service = '', , account, resource = ''] = arnParts.exec(text) ?? [];
    if (service === '') return `${text} is no ARN that can be read`;
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
        // Secrets Manager puts a hyphen and six characters of its own behind a name.
        return account === undefined
          ? `${text} names no account`
          : secret(resource.replace(/^secret:/, '').replace(/-\?{6}$/, ''));
      }
      case 'kms':
        return keyByAlias && resource === 'key/*' ? undefined : `${text} is a key that no alias tells from others`;
      case 'iam': {
        const name = resource.replace(/^role\//, '');
        const owner = wild.test(name) ? undefined : tenancy.roleOwner(name);
        return owner === tenant ? undefined : `${name} is no role of tenant ${tenant}`;
      }
      default:
        return `${text} is of a service of which no rule knows how it names a tenant`;
    }
  };
  return { arn, secret, objects };
}
