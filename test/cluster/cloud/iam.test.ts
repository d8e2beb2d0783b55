import { join } from 'node:path';
import type { ProxiedCall } from '../../deep/support/fault-proxy';
import { sharedDatabaseTag } from '../../../constructs/secrets/shared-database-tag';
import { fixtureHome } from '../../support/fixture-home';
import { Iam } from './iam';
import { secretsIn } from './secrets';
import { RenderedTemplates } from './templates';

/** The stand-in of IAM, by what is rendered for the tests’ own home. */

const issuer = 'https://d111111abcdef8.cloudfront.net';
const zone = 'Z0EXAMPLE123COMMONS45';
const templates = RenderedTemplates.read((folder) => join(fixtureHome.rendered, 'production', folder));
const rendered = secretsIn(templates);
const password = rendered.find(({ name }) => name.endsWith('/database-password'));
if (password === undefined) throw new Error('nothing has a database with a password');
/** Those that are rendered, and two of a tenant with a database in a shared cluster. */
const secrets = [
  ...rendered,
  { ...password, name: 'production/calendar/calendar/database-password', tags: { [sharedDatabaseTag]: 'general' } },
  { ...password, name: 'production/calendar/calendar/oauth2-client-secret', tags: {} },
];
let iam: Iam;
beforeEach(() => {
  const secretFor = (name: string) => secrets.find((each) => each.name === name);
  iam = new Iam(templates, issuer, { account: '111122223333', secretFor });
});

const call = (given: Partial<ProxiedCall>): ProxiedCall => ({
  action: 'unknown',
  method: 'POST',
  path: '/',
  body: '',
  nth: 1,
  signed: { key: 'AKIA', region: 'us-east-1' },
  ...given,
});

function take(role: string, claims: object): boolean {
  const token = ['', JSON.stringify({ iss: issuer, ...claims }), ''].map((part) =>
    Buffer.from(part).toString('base64url'),
  );
  const parameters = { RoleArn: `arn:aws:iam::111122223333:role/${role}`, WebIdentityToken: token.join('.') };
  const body = new URLSearchParams(parameters).toString();
  const answer = iam.decide(call({ action: 'unknown:AssumeRoleWithWebIdentity', body, signed: undefined }));
  if (answer?.kind === 'edited') answer.edit('<AccessKeyId>AKIA</AccessKeyId>');
  return answer?.kind === 'edited';
}
const reader = (namespace: string) => ({
  sub: `system:serviceaccount:${namespace}:secrets-reader`,
  aud: ['sts.amazonaws.com'],
});
const asks = (given: Partial<ProxiedCall>): boolean => iam.decide(call(given)) === undefined;
const reads = (SecretId: string): boolean =>
  asks({ action: 'secretsmanager:GetSecretValue', body: JSON.stringify({ SecretId }) });
const writes = (name: string, type: string): boolean =>
  asks({
    action: 'route53:unknown',
    path: `/2013-04-01/hostedzone/${zone}/rrset/`,
    body: `<Change><Action>UPSERT</Action><ResourceRecordSet><Name>${name}</Name><Type>${type}</Type></ResourceRecordSet></Change>`,
  });

test('a tenant’s account reads its own secrets, and nobody else’s', () => {
  expect(take('production-help-desk-secrets', reader('help-desk'))).toBe(true);
  expect(reads('production/help-desk/desk')).toBe(true);
  expect(reads('production/elections/ballot')).toBe(false);
  expect(iam.refused()).toEqual([
    expect.stringContaining('production-help-desk-secrets secretsmanager:GetSecretValue'),
  ]);
});

test('what a role may by the tag of a secret, it may not without', () => {
  expect(take('production-shared-databases-secrets', reader('databases'))).toBe(true);
  expect(reads('production/calendar/calendar/database-password')).toBe(true);
  expect(reads('production/calendar/calendar/oauth2-client-secret')).toBe(false);
});

test.each([
  ['another namespace', reader('elections')],
  ['another audience', { ...reader('help-desk'), aud: ['openshift'] }],
  ['another issuer', { ...reader('help-desk'), iss: 'https://kubernetes.default.svc' }],
])('a role is not given to a token of %s', (_, claims) => {
  expect(take('production-help-desk-secrets', claims)).toBe(false);
});

test('who has no role is refused', () => {
  expect(reads('production/elections/ballot')).toBe(false);
});

test('cert-manager writes answers to challenges, and nothing else', () => {
  const sub = 'system:serviceaccount:cert-manager:cert-manager';
  expect(take('production-cert-manager', { sub, aud: ['sts.amazonaws.com'] })).toBe(true);
  expect(writes('forms.commons-apps.example.acme.openshift.commons.example.', 'TXT')).toBe(true);
  expect(writes('forms.commons-apps.example.acme.openshift.commons.example.', 'CNAME')).toBe(false);
  expect(writes('www.openshift.commons.example.', 'TXT')).toBe(false);
});

test('a secret that people fill has the keys that its description names', () => {
  const [alerts, desk] = ['production/platform/alertmanager', 'production/help-desk/desk'].map((name) =>
    Object.keys(JSON.parse(secrets.find((each) => each.name === name)?.value ?? '{}') as object),
  );
  expect(alerts).toEqual(['smtp-server', 'smtp-from', 'smtp-username', 'smtp-password', 'watchdog-url']);
  expect(desk).toEqual(['MAIL_API_TOKEN', 'INBOUND_MAIL_SECRET']);
});
