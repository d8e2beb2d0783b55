import { singleSignOnRecords } from '../../../model/records/single-sign-on-records';
import { webRecords } from '../../../model/records/web-records';
import { changed, completeFacts, load, minimalEnvironment } from '../../support/environment-folder';

const issuer = 'https://sso.commons.example/realms/commons\n';
const onEcs = `${issuer}  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: login.other.example }\n`;
const environment = changed(
  changed(minimalEnvironment, issuer, onEcs),
  '[commons.example]',
  '[commons.example, other.example]',
);
const noCdn = "{ none: 'Nobody but the tests knows this environment' }";
const cdn = '{ canonicalName: cdn.example, clientAddressHeader: X-Forwarded-For, ranges: { ipv4: [192.0.2.0/24] } }';
const told = `"singleSignOnBalancer": "testing-single-sign-on-1.us-east-1.elb.amazonaws.com",
    "singleSignOnCertificateRecords": {
      "_a1.sso.commons.example": "_b2.x.acm-validations.aws",
      "_c3.login.other.example": "_d4.x.acm-validations.aws"
    },`;
const facts = changed(completeFacts, '"facts": {', `"facts": {\n    ${told}`);

const records = (text: string, known = facts) => {
  const loaded = load({ 'environment.yaml': text, 'facts.json': known });
  return singleSignOnRecords(loaded.environment, loaded.facts);
};

const said = (text: string) =>
  records(text).map((each) => `${each.host} ${each.type} ${'value' in each ? each.value : 'waits'}`);

test('both names lead to the balancer, and its certificate is renewed', () => {
  const balancer = 'testing-single-sign-on-1.us-east-1.elb.amazonaws.com.';
  expect(said(environment)).toEqual([
    `sso.commons.example CNAME ${balancer}`,
    `login.other.example CNAME ${balancer}`,
    '_a1.sso.commons.example CNAME _b2.x.acm-validations.aws.',
    '_c3.login.other.example CNAME _d4.x.acm-validations.aws.',
  ]);
});

test('people log in through the CDN, and the administration is reached past it', () => {
  const [login, administration] = said(changed(environment, noCdn, cdn));
  expect(login).toBe('sso.commons.example CNAME cdn.example.');
  expect(administration).toContain('elb.amazonaws.com.');
});

test('until AWS has told them, both names wait', () => {
  const waitsFor = ['singleSignOnBalancer', 'singleSignOnCertificateRecords'];
  expect(records(environment, completeFacts)).toMatchObject([
    { host: 'sso.commons.example', waitsFor },
    { host: 'login.other.example', waitsFor },
  ]);
});

test('nothing of it is among the hosts of the cluster, and in the cluster there are no such records', () => {
  const { environment: beside } = load({ 'environment.yaml': environment, 'facts.json': facts });
  expect(webRecords(beside)).toEqual([]);
  const inCluster = environment
    .replace(', adminHost: login.other.example', '')
    .replace('placement: ecs', 'placement: cluster');
  expect(said(inCluster)).toEqual([]);
});
