import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Each client of a shared cache has a user of its own and can only use its own keys. Valkey does not restrict users by logical
 * database, so a database number protects nothing.
 * Sources: Valkey documentation, "ACL"; ElastiCache user guide, "Role-Based Access Control (RBAC)".
 */
export const cacheUsersRule: RenderedRule = {
  id: 'cache-users',
  holds: 'every user of a shared cache has a password, keys and channels of its own',
  findings: (rendered) => [
    ...resourcesOfType(rendered.resources, 'AWS::ElastiCache::ReplicationGroup').flatMap((group) =>
      cacheFindings(group, rendered),
    ),
    ...passwordFindings(resourcesOfType(rendered.resources, 'AWS::ElastiCache::User')),
    ...idFindings(resourcesOfType(rendered.resources, 'AWS::ElastiCache::User')),
  ],
};

const refSchema = z.looseObject({ Ref: z.string() });
const cacheSchema = z.looseObject({
  AuthToken: z.unknown().optional(),
  UserGroupIds: z.array(refSchema).default([]).catch([]),
});
const groupSchema = z.looseObject({ UserIds: z.array(refSchema) });
const userSchema = z.looseObject({
  UserId: z.string(),
  UserName: z.string(),
  AccessString: z.string(),
  NoPasswordRequired: z.boolean().default(false),
  AuthenticationMode: z.looseObject({ Type: z.string(), Passwords: z.array(z.unknown()).default([]) }).optional(),
});

/** A user of a cache, with its access string in parts. */
interface User {
  readonly place: string;
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly keys: readonly string[];
  readonly channels: readonly string[];
  readonly commands: readonly string[];
}

function cacheFindings(cache: RenderedResource, { resources }: Rendered): readonly RenderedFinding[] {
  const place = describeResource(cache);
  const { AuthToken, UserGroupIds } = cacheSchema.parse(cache.resource.Properties);
  const named = (Ref: string): RenderedResource | undefined =>
    resources.find(({ stack, logicalId }) => stack === cache.stack && logicalId === Ref);
  if (AuthToken !== undefined || UserGroupIds.length === 0) {
    return [
      {
        place,
        reason: 'has no users with passwords of their own',
        remedy: 'give it a group of users (constructs/caches/cache-users.ts)',
      },
    ];
  }
  const users = UserGroupIds.flatMap(({ Ref }) => {
    const group = groupSchema.safeParse(named(Ref)?.resource.Properties).data;
    return (group?.UserIds ?? []).flatMap((user) => toUsers(named(user.Ref)));
  }).filter(({ isOn }) => isOn);
  return [
    ...users.flatMap((user, index) => users.slice(0, index).flatMap((other) => overlapFindings(user, other))),
    ...(users.length < 2 ? [] : users.flatMap(wideFindings)),
  ];
}

function toUsers(user: RenderedResource | undefined): readonly User[] {
  if (user === undefined) return [];
  const { UserId, UserName, AccessString } = userSchema.parse(user.resource.Properties);
  const words = AccessString.split(/\s+/);
  const after = (sign: string) => words.filter((word) => word.startsWith(sign)).map((word) => word.slice(1));
  return [
    {
      place: describeResource(user),
      id: UserId,
      name: UserName,
      isOn: words.includes('on'),
      // Patterns for reading only, like `%R~`, count too.
      keys: words.flatMap((word) => /^(?:%[RW]+)?~(.*)$/.exec(word)?.[1] ?? (word === 'allkeys' ? '*' : [])),
      channels: [...after('&'), ...(words.includes('allchannels') ? ['*'] : [])],
      commands: words.filter((word) => /^[+-]/.test(word)),
    },
  ];
}

/** The literal prefix of a pattern, up to the first wildcard. */
const beginning = (pattern: string): string => /^[^*?[\\]*/.exec(pattern)?.[0] ?? '';

const overlap = (one: string, other: string): boolean => {
  const [first, second] = [beginning(one), beginning(other)];
  return first.startsWith(second) || second.startsWith(first);
};

function overlapFindings(user: User, other: User): readonly RenderedFinding[] {
  const both = (['keys', 'channels'] as const).filter((what) =>
    user[what].some((pattern) => other[what].some((theirs) => overlap(pattern, theirs))),
  );
  return both.length === 0
    ? []
    : [
        {
          place: user.place,
          reason: `${user.id} and ${other.id} may have the same ${both.join(' and ')}`,
          remedy: 'give each a prefix that no other prefix begins with, or a cache of its own',
        },
      ];
}

/**
 * Commands and categories of Valkey's ACL that read or change keys outside a user's patterns. The list is not complete: `@admin`
 * and `@dangerous` contain further commands.
 */
const reachingAll = ['@admin', '@dangerous', 'scan', 'randomkey', 'pubsub', 'function', 'script', 'client'];

/** A user of a shared cache starts with no permissions, and gets no command that key patterns do not restrict. */
function wideFindings({ place, id, commands }: User): readonly RenderedFinding[] {
  const added = commands.filter((word) => word.startsWith('+'));
  const kept = reachingAll.filter((command) => !commands.includes(`-${command}`));
  const wide =
    commands[0] !== '-@all' ||
    added.includes('+@all') ||
    kept.length > 0 ||
    added.some((word) => reachingAll.includes(word.slice(1)));
  return wide
    ? [
        {
          place,
          reason: `${id} has commands that reach other keys${kept.length === 0 ? '' : `, like those of ${kept.join(', ')}`}`,
          remedy: 'use the commands of cacheAccess.below',
        },
      ]
    : [];
}

/** No two users have the same password: it would let one log in as the other. */
function passwordFindings(users: readonly RenderedResource[]): readonly RenderedFinding[] {
  const seen = new Map<string, string>();
  return users.flatMap((user) => {
    const { UserId, AuthenticationMode, NoPasswordRequired } = userSchema.parse(user.resource.Properties);
    const place = describeResource(user);
    const passwords = AuthenticationMode?.Type === 'password' ? AuthenticationMode.Passwords : [];
    const remedy = 'give each user one secret of its own, by reference';
    if (NoPasswordRequired || passwords.length === 0) return [{ place, reason: `${UserId} has no password`, remedy }];
    return passwords.flatMap((password) => {
      const text = `${user.stack} ${JSON.stringify(password)}`;
      const other = seen.get(text);
      seen.set(text, UserId);
      return [
        ...(other === undefined ? [] : [{ place, reason: `${UserId} has the password of ${other}`, remedy }]),
        ...(text.includes('{{resolve:secretsmanager:')
          ? []
          : [{ place, reason: `the password of ${UserId} is in the template`, remedy }]),
      ];
    });
  });
}

/** No two users have the same id: ids contain only a part of a name and a hash, so they could collide. */
function idFindings(users: readonly RenderedResource[]): readonly RenderedFinding[] {
  const ids = users.map(({ resource }) => userSchema.parse(resource.Properties).UserId);
  return users.flatMap((user, index) => {
    const id = ids[index] ?? '';
    return ids.indexOf(id) === index
      ? []
      : [
          {
            place: describeResource(user),
            reason: `another user has the id ${id} already`,
            remedy: 'rename one of the two services',
          },
        ];
  });
}
