import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { ManagedSecret } from '../secrets/managed-secret';
import { cacheAccess } from './cache-access';

/** A service of a tenant, as one of several users of a cache. */
export interface CacheUserSpec {
  readonly tenant: string;
  readonly service: string;
  /** Id and name of the user. */
  readonly name: string;
  /** What all its keys and channels begin with. */
  readonly prefix: string;
  /** Name of the secret that holds its password and nothing else. */
  readonly secretName: string;
}

/** Who uses a cache: one alone, who needs no name, or several who have nothing to do with each other. */
export type CacheUserList =
  | { readonly kind: 'alone'; readonly tenant?: string }
  | { readonly kind: 'several'; readonly users: readonly CacheUserSpec[] };

export interface CacheUsersProps {
  /** Name of the cache. */
  readonly cache: string;
  /** Identifier of the group of users, unique in account and region. */
  readonly groupId: string;
  /** Whom clients without a user name are: the id of that user and its password. */
  readonly nameless: { readonly id: string; readonly password: ManagedSecret };
  readonly use: CacheUserList;
  /** Alias of the key of the passwords, with `alias/`. */
  readonly keyAlias: string;
}

const engine = 'valkey';

/**
 * The users of a cache by ElastiCache, each with a password of its own in Secrets Manager. Every group has a user called
 * `default`, which Valkey takes clients without a user name for: whoever is alone is that one, else it is switched off.
 */
export class CacheUsers extends Construct {
  /** For the cache, by reference. */
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
      // CloudFormation looks it up; the template holds the name only. ElastiCache takes 16 to 128 characters.
      authenticationMode: { Type: 'password', Passwords: [`{{resolve:secretsmanager:${password.ref}:SecretString}}`] },
      tags: Object.entries(user.tags ?? {}).map(([key, value]) => ({ key, value })),
    }).ref;
  }
}
