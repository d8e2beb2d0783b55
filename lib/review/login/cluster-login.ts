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
    return [watch('has providers of logins that could not be judged')];
  // The first login of a cluster: nobody could log in but its installer.
  if (before === undefined) return current.data.map(({ name }) => watch(`takes the logins of ${name}`));
  const former = new Map(old.data.map((each) => [each.name, each]));
  const changes = current.data.flatMap((provider): readonly LoginChange[] => {
    const one = former.get(provider.name);
    if (one === undefined) return [letsIn(`also takes logins of ${provider.name} (${provider.type})`)];
    return settingChanges(providerSettings, one, provider).map(({ class: danger, what }) => ({
      class: danger,
      what: `${what}, at the provider ${provider.name}`,
    }));
  });
  const isClosed = old.data.length > 0 && current.data.length === 0;
  return isClosed ? [{ class: 'interrupts', what: 'takes no logins any more' }] : changes;
}

/** Source: openshift/api:config/v1/types_oauth.go. */
const providerSettings: readonly LoginSetting[] = [
  setting('type', another('lets-in', 'takes logins of the type')),
  setting(
    'mappingMethod',
    laxer('lets-in', ['lookup', 'claim', 'generate', 'add'], 'gives accounts to people by the method'),
    'claim',
  ),
  setting(['openID', 'issuer'], another('lets-in', 'believes the issuer')),
  setting(['openID', 'clientID'], another('watch', 'logs in as the client')),
  setting(['openID', 'ca'], another('weakens', 'believes the issuer with the certificates of')),
  setting(['openID', 'claims', 'preferredUsername'], another('lets-in', 'knows people by')),
  setting(
    ['openID', 'claims', 'groups'],
    another('lets-in', 'takes groups of people, and with them their rights, from'),
  ),
  setting(['openID', 'claims', 'id'], another('lets-in', 'tells people apart by')),
  ...['htpasswd', 'ldap', 'github', 'gitlab', 'google', 'keystone', 'basicAuth', 'requestHeader'].map((field) =>
    setting(field, another('lets-in', `takes logins by another ${field}:`)),
  ),
];

/** Source: openshift/api:config/v1/types_oauth.go; a token lasts a day where nothing is said, and is used or not without a difference. */
const clusterTimes: readonly LoginSetting[] = [
  setting(['spec', 'tokenConfig', 'accessTokenMaxAgeSeconds'], longer('weakens', 'keeps people logged in for'), 86_400),
  setting(
    ['seconds'],
    longer('weakens', 'keeps people logged in while they do nothing for', { words: 'as long as their token lasts' }),
    0,
  ),
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
    ...(before === undefined ? [letsIn('may log people in to the cluster')] : []),
    ...added.map((each) => letsIn(`gets logins to the cluster at ${String(each)}`)),
    ...(before === undefined ? [] : settingChanges(clientSettings, before, after)),
    ...(wider ? [letsIn('gets other rights of whoever logs in than before')] : []),
    ...(before?.secret !== undefined && after.secret === undefined ? [weakens('needs no secret any more')] : []),
  ];
}

const clientSettings: readonly LoginSetting[] = [
  setting('grantMethod', laxer('weakens', ['prompt', 'auto'], 'asks people whether they agree by'), 'prompt'),
  setting('accessTokenMaxAgeSeconds', longer('weakens', 'keeps people logged in for', { words: 'ever' }), 86_400),
];
