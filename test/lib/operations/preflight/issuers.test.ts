import { loadFixture } from '../../../support/fixture-home';
import type { Facts } from '../../../../model/facts';
import type { IssuerAnswer } from '../../../../lib/operations/issuers/issuer-answer';
import { issuerCheck } from '../../../../lib/operations/preflight/issuers';
import { preflight } from './fake-cloud';

const { environment, facts: recorded } = loadFixture('production');
const cluster = recorded.serviceAccountIssuer ?? '';
const kid = recorded.serviceAccountKeys?.[0]?.kid ?? '';
const sso = environment.singleSignOn.issuer;
const gitlab = environment.access.ci?.issuer ?? '';
const now = Date.parse('2026-11-21');
const days = (count: number) => now + count * 86_400_000;
const answers = (keyIds: readonly string[] = [kid], ends = 60): IssuerAnswer => ({
  answers: true,
  keyIds,
  certificateEnds: days(ends),
});
const silent: IssuerAnswer = { answers: false, because: 'it answers 503' };

async function said(facts: Partial<Facts>, byIssuer: Readonly<Record<string, IssuerAnswer>>, of = environment) {
  const ask = (issuer: string) => Promise.resolve(byIssuer[issuer] ?? silent);
  const findings = await issuerCheck.findings({ ...preflight(), environment: of, facts, issuers: { ask }, now });
  return findings.map(({ verdict, says }) => `${verdict}: ${says}`);
}

test('before anything is deployed the issuers of ours are awaited, and nothing fails', async () => {
  expect(await said({}, {})).toEqual([
    `not yet: ${sso} is part of the platform and does not answer: it answers 503`,
    `not yet: ${gitlab} is part of the platform and does not answer: it answers 503`,
  ]);
});

test('an environment that believes nobody yet says what comes first', async () => {
  expect(
    await said({}, {}, { ...environment, access: { contributors: [], sessions: environment.access.sessions } }),
  ).toEqual(['not yet: the cluster’s issuer is not recorded']);
});

test('when ours answers somebody is told to record it', async () => {
  expect(await said({}, { [sso]: answers(), [gitlab]: silent })).toEqual([
    `not yet: ${sso} answers, and the account does not trust it yet`,
    `not yet: ${gitlab} is part of the platform and does not answer: it answers 503`,
  ]);
});

test('a recorded one that is silent fails, and so does somebody else’s', async () => {
  const foreign = { ...environment, singleSignOn: { issuer: sso } };
  expect(await said({ answeringIssuers: [gitlab] }, {}, foreign)).toEqual([
    `fails: ${sso} does not answer: it answers 503`,
    `fails: ${gitlab} does not answer: it answers 503`,
  ]);
});

test('a certificate that ends soon is a warning', async () => {
  const known = { answeringIssuers: [sso, gitlab] };
  expect(await said(known, { [sso]: answers([], 13), [gitlab]: answers([], 14) })).toEqual([
    `warning: the certificate of ${sso} ends in 13 days`,
    `fine: ${gitlab} answers`,
  ]);
});

describe('the cluster’s own issuer', () => {
  const nobody = { ...environment, access: { contributors: [], sessions: environment.access.sessions } };
  const of = (answer: IssuerAnswer) => said(recorded, { [cluster]: answer }, nobody);
  test.each<[string, IssuerAnswer, string]>([
    ['publishes the key', answers(), `fine: ${cluster} publishes the key of the facts`],
    ['is silent', silent, `fails: the cluster’s issuer ${cluster} does not answer: it answers 503`],
    ['lacks the key', answers(['another']), `fails: ${cluster} does not publish ${kid} of the facts`],
    ['has one more', answers([kid, 'old']), `warning: ${cluster} publishes old, which is not in the facts`],
  ])('%s', async (_, answer, expected) => {
    expect(await of(answer)).toEqual([expected]);
  });
});
