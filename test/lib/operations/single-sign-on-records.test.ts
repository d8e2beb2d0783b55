import { externalRecords } from '../../../lib/operations/external-records';
import { singleSignOnRecords } from '../../../lib/operations/single-sign-on-records';
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

const files = (text: string, known = facts) => {
  const loaded = load({ 'environment.yaml': text, 'facts.json': known });
  return singleSignOnRecords(loaded.environment, loaded.facts);
};

const records = (text: string) =>
  files(text).map((each) => ({
    file: each.file,
    lines:
      'text' in each
        ? each.text
            .split('\n')
            .flatMap((line) => (line.includes(' IN ') ? line.replace(/ *;.*/, '').replaceAll(/ +/g, ' ') : []))
        : [],
  }));

test('both names lead to the balancer, and its certificate is renewed', () => {
  const balancer = 'testing-single-sign-on-1.us-east-1.elb.amazonaws.com.';
  expect(records(environment)).toEqual([
    {
      file: 'commons.example.single-sign-on.zone',
      lines: [`sso IN CNAME ${balancer}`, '_a1.sso IN CNAME _b2.x.acm-validations.aws.'],
    },
    {
      file: 'other.example.single-sign-on.zone',
      lines: [`login IN CNAME ${balancer}`, '_c3.login IN CNAME _d4.x.acm-validations.aws.'],
    },
  ]);
});

test('people log in through the CDN, and the administration is reached past it', () => {
  const [login, administration] = records(changed(environment, noCdn, cdn));
  expect(login?.lines[0]).toBe('sso IN CNAME cdn.example.');
  expect(administration?.lines[0]).toContain('elb.amazonaws.com.');
});

test('until AWS has told them, each file waits', () => {
  const waitsFor = ['singleSignOnBalancer', 'singleSignOnCertificateRecords'];
  expect(files(environment, completeFacts)).toEqual([
    { file: 'commons.example.single-sign-on.zone', waitsFor },
    { file: 'other.example.single-sign-on.zone', waitsFor },
  ]);
});

test('nothing of it is in the file of the hosts, and in the cluster there is no such file', () => {
  const { environment: beside, facts: known } = load({ 'environment.yaml': environment, 'facts.json': facts });
  const [hosts] = externalRecords(beside, known);
  expect(hosts).toMatchObject({ file: 'commons.example.zone', text: expect.not.stringContaining('sso') as unknown });
  const inCluster = environment
    .replace(', adminHost: login.other.example', '')
    .replace('placement: ecs', 'placement: cluster');
  expect(files(inCluster)).toEqual([]);
});
