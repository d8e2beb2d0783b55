import { z } from 'zod';
import type { Call } from '../../constructs/identity/policy-evaluation';
import type { ProxiedCall } from '../../deep/support/fault-proxy';
import type { SeededSecret } from './secrets';

const secretCall = z.looseObject({ SecretId: z.string().optional(), Name: z.string().optional() });

/** Where Route 53's API has what IAM knows by these names. Source: the API reference of Route 53. */
const route53: readonly (readonly [method: string, path: RegExp, action: string])[] = [
  ['POST', /^\/2013-04-01\/hostedzone\/([^/?]+)\/rrset\/?$/, 'ChangeResourceRecordSets'],
  ['GET', /^\/2013-04-01\/hostedzone\/([^/?]+)\/rrset/, 'ListResourceRecordSets'],
  ['GET', /^\/2013-04-01\/hostedzone\/([^/?]+)$/, 'GetHostedZone'],
  ['GET', /^\/2013-04-01\/hostedzone\/?(?:\?|$)/, 'ListHostedZones'],
  ['GET', /^\/2013-04-01\/hostedzonesbyname/, 'ListHostedZonesByName'],
  ['GET', /^\/2013-04-01\/tags\/hostedzone\/([^/?]+)/, 'ListTagsForResource'],
  ['POST', /^\/2013-04-01\/tags\/hostedzone\/?$/, 'ListTagsForResources'],
  ['GET', /^\/2013-04-01\/change\/([^/?]+)/, 'GetChange'],
];

/** The account, and its secrets by their names. */
export interface Account {
  readonly account: string;
  readonly secretFor: (name: string) => SeededSecret | undefined;
}

/**
 * All that IAM is asked for a call, which is let through if it allows each.
 *
 * @throws Error when it is a call that these tests do not know.
 */
export function askedOfIam(call: ProxiedCall, account: Account): readonly Call[] {
  if (call.action.startsWith('secretsmanager:')) return askedForSecret(call, account);
  if (call.action.startsWith('route53:')) return askedForZone(call);
  throw new Error(`${call.action} ${call.method} ${call.path}: what IAM is asked for it, nobody has written down`);
}

/** Source: the service authorization reference of Secrets Manager; the key is used on behalf of whoever calls. */
function askedForSecret({ action, body, signed }: ProxiedCall, { account, secretFor }: Account): readonly Call[] {
  const region = signed?.region ?? '';
  const { SecretId: id, Name: named = id ?? '' } = secretCall.parse(JSON.parse(body));
  const service = `arn:aws:secretsmanager:${region}:${account}:secret:`;
  // Secrets Manager ends each ARN by six characters of its own.
  const name = named.startsWith(service) ? named.slice(service.length).replace(/-\w{6}$/, '') : named;
  const secret = secretFor(name);
  const tags = Object.entries(secret?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value] as const);
  const own: Call = { action, resource: `${service}${name}-AbCdEf`, context: Object.fromEntries(tags) };
  const uses = ['Get', 'BatchGet'].some((verb) => action === `secretsmanager:${verb}SecretValue`)
    ? ['kms:Decrypt']
    : ['secretsmanager:PutSecretValue', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret'].includes(action)
      ? ['kms:Decrypt', 'kms:GenerateDataKey']
      : [];
  if (secret === undefined) return [own];
  const context = { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com`, 'kms:ResourceAliases': secret.key };
  const resource = `arn:aws:kms:${region}:${account}:key/0f0f0f0f-0000-4000-8000-000000000000`;
  return [own, ...uses.map((each) => ({ action: each, resource, context }))];
}

function askedForZone({ method, path, body }: ProxiedCall): readonly Call[] {
  for (const [verb, pattern, operation] of route53) {
    const found = pattern.exec(path);
    if (found === null || verb !== method) continue;
    const [, id] = found;
    const action = `route53:${operation}`;
    if (operation === 'ListTagsForResources')
      return elements(body, 'ResourceId').map((zone) => ({ action, resource: zoneArn(zone) }));
    if (operation === 'GetChange') return [{ action, resource: `arn:aws:route53:::change/${id ?? ''}` }];
    if (id === undefined) return [{ action }];
    return operation === 'ChangeResourceRecordSets'
      ? changesIn(body).map((context) => ({ action, resource: zoneArn(id), context }))
      : [{ action, resource: zoneArn(id) }];
  }
  throw new Error(`${method} ${path}: what IAM is asked for it, nobody has written down`);
}

const zoneArn = (id: string): string => `arn:aws:route53:::hostedzone/${id}`;

/** Each record of a change by itself: the conditions of the roles here hold for all values, so each has to pass. */
const changesIn = (body: string): readonly Readonly<Record<string, string>>[] =>
  elements(body, 'Change').map((change) => ({
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': normalized(elements(change, 'Name')[0] ?? ''),
    'route53:ChangeResourceRecordSetsRecordTypes': elements(change, 'Type')[0] ?? '',
    'route53:ChangeResourceRecordSetsActions': elements(change, 'Action')[0] ?? '',
  }));

/** As IAM compares names: in small letters, without the dot at the end, and `*` as it is written in policies. */
const normalized = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/\\052|&#42;/g, '*');

const elements = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(([, text = '']) => text);
