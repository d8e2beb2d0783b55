import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { ManagedSecret } from '../secrets/managed-secret';
import { cacheAccess } from './cache-access';

/** A service of a tenant that is one of several users of a cache. */
export interface CacheUserSpec {
  readonly tenant: string;
  readonly service: string;
  /** Id and name of the user. */
  readonly name: string;
  /** Prefix of all its keys and channels. */
  readonly prefix: string;
  /** Name of the secret that holds its password and nothing else. */
  readonly secretName: string;
}

/**
 * Users of a cache: a single one, who needs no user name, or several services that are isolated from each other.
 * `tenant` is the tenant that may read the password of a single user; it is left out for GitLab.
 */
export type CacheUserList =
  | { readonly kind: 'alone'; readonly tenant?: string }
  | { readonly kind: 'several'; readonly users: readonly CacheUserSpec[] };

export interface CacheUsersProps {
  /** Name of the cache. */
  readonly cache: string;
  /** Identifier of the user group, unique in account and region. */
  readonly groupId: string;
  /** The user for clients that give no user name: its id and its password. */
  readonly nameless: { readonly id: string; readonly password: ManagedSecret };
  readonly use: CacheUserList;
  /** Alias of the KMS key that encrypts the passwords, with `alias/`. */
  readonly keyAlias: string;
}

const engine = 'valkey';

/**
 * ElastiCache users of a cache and their group, each user with a password in Secrets Manager. Every group has a user
 * named `default`, which Valkey uses for clients without a user name. The single user of a cache is that one; with
 * several users it is switched off.
 */
export class CacheUsers extends Construct {
  /** Reference to the user group, for the cache. */
  readonly groupId: string;

  constructor(scope: Construct, id: string, props: CacheUsersProps) {
    super(scope, id);
    const { use } = props;
    const group = new CfnUserGroup(this, 'Group', {
      engine,
      userGroupId: props.groupId,
      userIds: [this.addNameless(props), ...(use.kind === 'alone' ? [] : this.addUsers(props, use.users))],
      tags: [{ key: 'Name', value: props.groupId }],
    });
    this.groupId = group.ref;
  }

  private addNameless({ nameless: { id, password }, use }: CacheUsersProps): string {
    const access = use.kind === 'alone' ? cacheAccess.whole : cacheAccess.none;
    return this.addUser('Nameless', { id, name: 'default', access }, password);
  }

  private addUsers({ cache, keyAlias }: CacheUsersProps, users: readonly CacheUserSpec[]): readonly string[] {
    return users.map(({ tenant, service, name, prefix, secretName }) => {
      const id = `${tenant}.${service}`;
      const tags = { 'commons-platform/tenant': tenant, 'commons-platform/service': service };
      const password = new ManagedSecret(this, `Password-${id}`, {
        name: secretName,
        description: `Password of service ${service} of tenant ${tenant} at cache ${cache}`,
        value: 'generated',
        keyAlias,
        tags,
      });
      return this.addUser(`User-${id}`, { id: name, name, access: cacheAccess.below(prefix), tags }, password);
    });
  }

  private addUser(
    id: string,
    user: {
      readonly id: string;
      readonly name: string;
      readonly access: string;
      readonly tags?: Readonly<Record<string, string>>;
    },
    password: ManagedSecret,
  ): string {
    return new CfnUser(this, id, {
      engine,
      userId: user.id,
      userName: user.name,
      accessString: user.access,
      // A dynamic reference: the template has only the name of the secret. ElastiCache takes 16 to 128 characters.
      authenticationMode: { Type: 'password', Passwords: [`{{resolve:secretsmanager:${password.ref}:SecretString}}`] },
      tags: Object.entries(user.tags ?? {}).map(([key, value]) => ({ key, value })),
    }).ref;
  }
}
