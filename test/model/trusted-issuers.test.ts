import { reachableIssuers, trustedIssuers, unreachableIssuers } from '../../model/trusted-issuers';
import type { Environment } from '../../model/environment';
import { load } from '../support/environment-folder';

const sso = 'https://sso.commons.example/realms/commons';
const gitlab = 'https://git.commons.example';
const { environment } = load();
const keycloak = { placement: 'cluster' } as Environment['singleSignOn']['keycloak'];
const ours = { host: 'git.commons.example' } as Environment['gitlab'];
const sessions = { keepDays: 365 } as const;
const contributors = [{ name: 'pads' }, { name: 'logs' }] as unknown as Environment['access']['contributors'];
const ci = (issuer: string): Environment['access']['ci'] => ({ issuer, project: 'a/b', branches: ['main'] });

const withAccess = (access: Environment['access'], change: Partial<Environment> = {}): Environment => ({
  ...environment,
  singleSignOn: { issuer: sso, keycloak },
  gitlab: ours,
  ...change,
  access,
});
const of = (found: ReturnType<typeof trustedIssuers>) => found.map(({ id, issuer }) => `${id} ${issuer}`);

test('nobody is believed whom no role trusts', () => {
  expect(trustedIssuers(withAccess({ contributors: [], sessions }))).toEqual([]);
});

test('an issuer is believed for the clients of its roles, and GitLab for its own address', () => {
  const both = trustedIssuers(withAccess({ contributors, sessions, ci: ci(gitlab) }));
  expect(both.map(({ issuer, audiences }) => ({ issuer, audiences }))).toEqual([
    { issuer: sso, audiences: ['aws-testing-pads', 'aws-testing-logs'] },
    { issuer: gitlab, audiences: [gitlab] },
  ]);
});

test('an issuer of both is one provider, because an account has one for an address', () => {
  const one = trustedIssuers(withAccess({ contributors, sessions, ci: ci(sso) }));
  expect(one.map(({ issuer, audiences }) => ({ issuer, audiences }))).toEqual([
    { issuer: sso, audiences: ['aws-testing-pads', 'aws-testing-logs', sso] },
  ]);
});

test.each<[string, Partial<Environment>, string, readonly string[], readonly string[]]>([
  ['ours', {}, gitlab, [], [`Contributors ${sso}`, `Ci ${gitlab}`]],
  [
    'somebody else’s single sign-on',
    { singleSignOn: { issuer: sso } },
    gitlab,
    [`Contributors ${sso}`],
    [`Ci ${gitlab}`],
  ],
  ['somebody else’s GitLab', {}, 'https://gitlab.com', ['Ci https://gitlab.com'], [`Contributors ${sso}`]],
  ['a GitLab that is declared nowhere', { gitlab: undefined }, gitlab, [`Ci ${gitlab}`], [`Contributors ${sso}`]],
])('what waits until it has answered: %s', (_, change, issuer, atOnce, waits) => {
  const of_ = withAccess({ contributors, sessions, ci: ci(issuer) }, change);
  expect(of(reachableIssuers(of_))).toEqual(atOnce);
  expect(of(unreachableIssuers(of_))).toEqual(waits);
  const answered = waits.map((each) => each.split(' ')[1] ?? '');
  expect(unreachableIssuers(of_, answered)).toEqual([]);
  expect(reachableIssuers(of_, answered)).toEqual(trustedIssuers(of_));
});

test('an answer of before is none of a single sign-on that moved', () => {
  const moved = withAccess(
    { contributors, sessions },
    { singleSignOn: { issuer: 'https://id.commons.example/realms/x', keycloak } },
  );
  expect(of(unreachableIssuers(moved, [sso]))).toEqual(['Contributors https://id.commons.example/realms/x']);
});
