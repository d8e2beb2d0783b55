import { load } from 'js-yaml';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import { podVariables } from '../pods/pod-variables';
import { valueAt } from '../value-at';
import {
  another,
  laxer,
  longer,
  setting,
  settingChanges,
  turnedOff,
  turnedOn,
  type LoginSetting,
} from './login-settings';
import { letsIn, weakens, type LoginChange } from './login-change';

/** What a change of a service's own settings means for its logins, by what it is about. */
export interface ServiceLoginChanges {
  /** Who gets in. */
  readonly ways: readonly LoginChange[];
  /** What people may do. */
  readonly rights: readonly LoginChange[];
  readonly demands: readonly LoginChange[];
  readonly lifetimes: readonly LoginChange[];
}

/** Compares how a service logs people in; of a service that is new nothing is said. */
export function serviceLoginChanges({ kind, before, after }: ObjectChange): ServiceLoginChanges {
  if (before === undefined || after === undefined) return none;
  if (kind === 'apps.gitlab.com/GitLab') return { ...none, ways: gitlabChanges(before, after) };
  if (kind === 'external-secrets.io/ExternalSecret') return { ...none, ways: providerChanges(before, after) };
  const [old, current] = [podVariables(before), podVariables(after)];
  if (old === undefined || current === undefined) return none;
  return {
    ways: [...settingChanges(ways, old, current), ...issuerChanges(old, current)],
    rights: newAdministrators(old, current),
    demands: settingChanges(demands, old, current),
    lifetimes: settingChanges(lifetimes, old, current),
  };
}

const none: ServiceLoginChanges = { ways: [], rights: [], demands: [], lifetimes: [] };

type Variables = Readonly<Record<string, string>>;

/**
 * Variables of the services that log people in. Sources: discourse/discourse:config/site_settings.yml,
 * hedgedoc/hedgedoc:docs/content/configuration.md.
 */
const ways: readonly LoginSetting[] = [
  setting('DISCOURSE_OPENID_CONNECT_MATCH_BY_EMAIL', turnedOn('lets-in', 'links accounts by email address'), 'true'),
  setting(
    'DISCOURSE_ENABLE_LOCAL_LOGINS',
    turnedOn('lets-in', 'accepts local passwords, which bypass single sign-on'),
    'true',
  ),
  setting('DISCOURSE_ENABLE_LOCAL_LOGINS_VIA_EMAIL', turnedOn('lets-in', 'allows logins by emailed link'), 'true'),
  setting('DISCOURSE_ENABLE_LOCAL_LOGINS_VIA_CODE', turnedOn('lets-in', 'allows logins by emailed link'), 'true'),
  setting(
    'DISCOURSE_ENABLE_PASSKEYS',
    turnedOn('lets-in', 'accepts local passkeys, which bypass single sign-on'),
    'true',
  ),
  ...[
    'DISCOURSE_ID',
    'DISCOURSE_CONNECT',
    'GOOGLE_OAUTH2_LOGINS',
    'TWITTER_LOGINS',
    'FACEBOOK_LOGINS',
    'GITHUB_LOGINS',
    'DISCORD_LOGINS',
    'LINKEDIN_OIDC_LOGINS',
    'LOGIN_WITH_AMAZON',
  ].map((name) =>
    setting(`DISCOURSE_ENABLE_${name}`, turnedOn('lets-in', `also accepts external accounts, by ${name}`), 'false'),
  ),
  ...['SIGN_IN_WITH_APPLE', 'MICROSOFT_AUTH', 'OAUTH2'].map((name) =>
    setting(`DISCOURSE_${name}_ENABLED`, turnedOn('lets-in', `also accepts external accounts, by ${name}`), 'false'),
  ),
  setting('CMD_ALLOW_ANONYMOUS', turnedOn('lets-in', 'allows anonymous notes'), 'true'),
  setting('CMD_ALLOW_ANONYMOUS_EDITS', turnedOn('lets-in', 'allows anonymous edits'), 'false'),
  setting('CMD_EMAIL', turnedOn('lets-in', 'accepts local passwords, which bypass single sign-on'), 'true'),
  setting('CMD_ALLOW_EMAIL_REGISTER', turnedOn('lets-in', 'lets everybody register an account'), 'true'),
  setting(
    'CMD_REQUIRE_FREEURL_AUTHENTICATION',
    turnedOff('lets-in', 'allows anonymous people to create notes by URL'),
    'false',
  ),
  setting(
    'CMD_DEFAULT_PERMISSION',
    laxer('lets-in', ['private', 'protected', 'locked', 'limited', 'editable', 'freely'], 'makes new notes'),
    'editable',
  ),
  setting('CMD_ENABLE_UPLOADS', laxer('lets-in', ['registered', 'all'], 'takes uploads of'), 'registered'),
  setting('CMD_OAUTH2_ACCESS_ROLE', another('lets-in', 'requires the role or group')),
  setting('CMD_OAUTH2_ROLES_CLAIM', another('lets-in', 'reads groups from')),
  ...['ID', 'USERNAME', 'EMAIL'].map((name) =>
    setting(
      `CMD_OAUTH2_USER_PROFILE_${name}_ATTR`,
      another('lets-in', `reads the ${name.toLowerCase()} of users from the claim`),
    ),
  ),
];

const demands: readonly LoginSetting[] = ['DISCOURSE_OPENID_CONNECT_USE_PKCE', 'CMD_OAUTH2_PKCE'].map((name) =>
  setting(name, turnedOff('weakens', 'no longer uses PKCE for logins'), 'false'),
);

const lifetimes: readonly LoginSetting[] = [
  setting('CMD_SESSION_LIFE', longer('weakens', 'keeps sessions alive for', { perSecond: 1000 }), '1209600000'),
  setting(
    'DISCOURSE_MAXIMUM_SESSION_AGE',
    longer('weakens', 'keeps sessions alive for', { perSecond: 1 / 3600 }),
    '1440',
  ),
];

/** Variables with the address of who says who somebody is, of any service. */
const issuerName = /(OIDC|OPENID|OAUTH|ISSUER).*(ISSUER|URL|DOCUMENT|ENDPOINT)$|ISSUER$/;

function issuerChanges(before: Variables, after: Variables): readonly LoginChange[] {
  const pairs = Object.entries(after).flatMap(([name, value]) => {
    const [old, current] = [before[name], value].map((text) => (text === undefined ? undefined : placeIn(text)));
    return !issuerName.test(name) || old === undefined || current === undefined || old === current
      ? []
      : [{ old, current }];
  });
  return [...new Map(pairs.map((pair) => [pair.current, pair])).values()].map(({ old, current }) =>
    letsIn(`accepts logins from ${current} in place of ${old}`),
  );
}

/** Host and realm of an address; undefined for what is none. */
function placeIn(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { host, pathname } = new URL(text);
  return `${host}${/^\/realms\/[^/]+/.exec(pathname)?.[0] ?? ''}`;
}

/** Discourse gives whoever has one of these addresses all rights. */
function newAdministrators(before: Variables, after: Variables): readonly LoginChange[] {
  const people = (side: Variables) => (side.DISCOURSE_DEVELOPER_EMAILS ?? '').split(/[,|\s]+/).filter(Boolean);
  const added = people(after).filter((each) => !people(before).includes(each));
  return added.length === 0 ? [] : [letsIn(`makes ${added.join(', ')} an administrator`)];
}

/** Source: gitlab-org/charts/gitlab:doc/charts/globals.md, "OmniAuth". */
const omniauth = ['spec', 'chart', 'values', 'global', 'appConfig', 'omniauth'];

function gitlabChanges(before: RenderedObject, after: RenderedObject): readonly LoginChange[] {
  const [old, current] = [valueAt(before, omniauth), valueAt(after, omniauth)];
  const added = (field: string, what: string): readonly LoginChange[] => {
    const [one, other] = [valueAt(old, [field]), valueAt(current, [field])].map(listed);
    const more = (other ?? []).filter((each) => !(one ?? []).includes(each));
    return more.length === 0 ? [] : [letsIn(`${what} ${more.join(', ')}`)];
  };
  return [
    ...settingChanges(gitlabSettings, old, current),
    ...added('allowSingleSignOn', 'creates accounts for logins from'),
    ...added('autoLinkUser', 'links accounts by email address, for logins by'),
    ...added('allowBypassTwoFactor', 'skips its own second factor after logins by'),
    ...added('providers', 'also takes logins of'),
  ];
}

/** Members of a list as texts; of `true`, which stands for all, one. */
function listed(value: unknown): readonly string[] {
  if (value === true) return ['every provider'];
  return Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))) : [];
}

const gitlabSettings: readonly LoginSetting[] = [
  setting(
    'blockAutoCreatedUsers',
    turnedOff('lets-in', 'no longer blocks new accounts until an administrator approves them'),
    true,
  ),
  setting('autoLinkLdapUser', turnedOn('lets-in', 'links accounts by email address'), false),
  setting('autoLinkSamlUser', turnedOn('lets-in', 'links accounts by email address'), false),
  setting('enabled', turnedOff('weakens', 'no longer uses single sign-on'), true),
];

/** A provider of GitLab, which is a text in the template of a secret. */
function providerChanges(before: RenderedObject, after: RenderedObject): readonly LoginChange[] {
  const [old, current] = [before, after].map((side) =>
    tryParseYaml(valueAt(side, ['spec', 'target', 'template', 'data', 'provider'])),
  );
  if (typeof old !== 'object' || old === null) return [];
  if (typeof current !== 'object' || current === null)
    return [weakens('has an identity provider that could not be judged')];
  return settingChanges(gitlabProvider, valueAt(old, ['args']), valueAt(current, ['args']));
}

const gitlabProvider: readonly LoginSetting[] = [
  setting('issuer', another('lets-in', 'takes logins of')),
  setting('uid_field', another('lets-in', 'tells people apart by')),
  setting('pkce', turnedOff('weakens', 'no longer uses PKCE for logins'), false),
  setting('discovery', turnedOff('watch', 'no longer uses OIDC discovery, and takes endpoints as configured'), false),
  ...['required_groups', 'admin_groups', 'external_groups', 'auditor_groups'].map((field) =>
    setting(
      ['client_options', 'gitlab', field],
      another(field === 'external_groups' ? 'watch' : 'lets-in', `gives rights by ${field.replace('_', ' ')}`),
    ),
  ),
];

function tryParseYaml(text: unknown): unknown {
  try {
    return typeof text === 'string' ? load(text) : undefined;
  } catch {
    // A text that is no YAML is said as one that could not be judged.
    return undefined;
  }
}
