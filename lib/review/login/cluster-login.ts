import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import { canonical } from '../difference';
import { valueAt } from '../value-at';
import { another, laxer, longer, setting, settingChanges, type LoginSetting } from './login-settings';
import { letsIn, watch, weakens, type LoginChange } from './login-change';

/** Kinds of the cluster's own login. */
export const clusterLoginKind = 'config.openshift.io/OAuth';
export const clusterClientKind = 'oauth.openshift.io/OAuthClient';

const providersSchema = z.array(z.looseObject({ name: z.string(), type: z.string() }));

/** Who gets into the cluster that did not before. */
export function clusterWayChanges(before: RenderedObject | undefined, after: RenderedObject): readonly LoginChange[] {
  const [old, current] = [before, after].map((side) =>
    providersSchema.safeParse(valueAt(side, ['spec', 'identityProviders']) ?? []),
  );
  if (current?.success !== true || old?.success !== true)
    return [watch('has identity providers that could not be judged')];
  // The first login of a cluster: nobody could log in but its installer.
  if (before === undefined) return current.data.map(({ name }) => watch(`accepts the logins of ${name}`));
  const former = new Map(old.data.map((each) => [each.name, each]));
  const changes = current.data.flatMap((provider): readonly LoginChange[] => {
    const one = former.get(provider.name);
    if (one === undefined)
      return [letsIn(`also accepts logins from identity provider ${provider.name} (${provider.type})`)];
    return settingChanges(providerSettings, one, provider).map(({ class: danger, what }) => ({
      class: danger,
      what: `${what}, at identity provider ${provider.name}`,
    }));
  });
  const isClosed = old.data.length > 0 && current.data.length === 0;
  return isClosed ? [{ class: 'interrupts', what: 'no longer accepts logins' }] : changes;
}

/** Source: openshift/api:config/v1/types_oauth.go. */
const providerSettings: readonly LoginSetting[] = [
  setting('type', another('lets-in', 'has an identity provider of type')),
  setting(
    'mappingMethod',
    laxer('lets-in', ['lookup', 'claim', 'generate', 'add'], 'maps identities to users by'),
    'claim',
  ),
  setting(['openID', 'issuer'], another('lets-in', 'believes the issuer')),
  setting(['openID', 'clientID'], another('watch', 'uses the OAuth client')),
  setting(['openID', 'ca'], another('weakens', 'trusts the CA certificates of')),
  setting(['openID', 'claims', 'preferredUsername'], another('lets-in', 'knows people by')),
  setting(['openID', 'claims', 'groups'], another('lets-in', 'reads groups, and with them rights, from the claim')),
  setting(['openID', 'claims', 'id'], another('lets-in', 'tells people apart by')),
  ...['htpasswd', 'ldap', 'github', 'gitlab', 'google', 'keystone', 'basicAuth', 'requestHeader'].map((field) =>
    setting(field, another('lets-in', `reads identities from another ${field}:`)),
  ),
];

/** Source: openshift/api:config/v1/types_oauth.go; a token lasts a day where nothing is said, and is used or not without a difference. */
const clusterTimes: readonly LoginSetting[] = [
  setting(['spec', 'tokenConfig', 'accessTokenMaxAgeSeconds'], longer('weakens', 'keeps sessions alive for'), 86_400),
  setting(['seconds'], longer('weakens', 'keeps idle sessions alive for', { words: 'the lifetime of the token' }), 0),
];

const timeUnits: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** How long a login to the cluster is good for, where that is longer. */
export const clusterLifetimeChanges = (before: RenderedObject, after: RenderedObject): readonly LoginChange[] =>
  settingChanges(clusterTimes, withIdle(before), withIdle(after));

/** An object with its timeout in seconds, which is a text like `1h30m`. */
function withIdle(object: RenderedObject): object {
  const text = valueAt(object, ['spec', 'tokenConfig', 'accessTokenInactivityTimeout']);
  const parts = typeof text === 'string' ? [...text.matchAll(/(\d+)([smh])/g)] : [];
  return {
    spec: valueAt(object, ['spec']),
    seconds: parts.reduce((sum, [, count, unit]) => sum + Number(count) * (timeUnits[unit ?? ''] ?? 0), 0),
  };
}

/** What a client of the cluster's own login gets that it did not before. Source: openshift/api:oauth/v1/types.go. */
export function clusterClientChanges(
  before: RenderedObject | undefined,
  after: RenderedObject,
): readonly LoginChange[] {
  const addresses = (side: RenderedObject | undefined): readonly unknown[] => {
    const list = valueAt(side, ['redirectURIs']);
    return Array.isArray(list) ? list : [];
  };
  const added = addresses(after).filter((each) => !addresses(before).includes(each));
  const wider = before !== undefined && canonical(before.scopeRestrictions) !== canonical(after.scopeRestrictions);
  return [
    ...(before === undefined ? [letsIn('is a new OAuth client of the cluster')] : []),
    ...added.map((each) => letsIn(`has another redirect URI for logins to the cluster: ${String(each)}`)),
    ...(before === undefined ? [] : settingChanges(clientSettings, before, after)),
    ...(wider ? [letsIn('has other scope restrictions than before')] : []),
    ...(before?.secret !== undefined && after.secret === undefined ? [weakens('no longer needs a secret')] : []),
  ];
}

const clientSettings: readonly LoginSetting[] = [
  setting('grantMethod', laxer('weakens', ['prompt', 'auto'], 'asks for consent by'), 'prompt'),
  setting('accessTokenMaxAgeSeconds', longer('weakens', 'keeps sessions alive for', { words: 'ever' }), 86_400),
];
