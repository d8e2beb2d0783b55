import { answeredChallengesRule } from '../../../lib/verify/answered-challenges';
import { renderedFiles } from './rendered-files';

const route53 = (zones = '') =>
  `{ ${zones === '' ? '' : `selector: { dnsZones: [${zones}] }, `}dns01: { cnameStrategy: Follow, route53: { region: us-east-1, hostedZoneID: Z1 } } }`;
const cloudflare = (zones: string) =>
  `{ selector: { dnsZones: [${zones}] }, dns01: { cloudflare: { apiTokenSecretRef: { name: challenges-sponsor, key: value } } } }`;
const issuer = (...solvers: readonly string[]) => `apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec: { acme: { server: 'https://ca.example', solvers: [${solvers.join(', ')}] } }
`;
const secret = (namespace = 'cert-manager', key = 'value') => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: challenges-sponsor, namespace: ${namespace} }
spec: { target: { name: challenges-sponsor }, data: [{ secretKey: ${key}, remoteRef: { key: testing/platform/challenges-sponsor } }] }
`;
const certificate = (host: string, kind = 'ClusterIssuer') => `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: site }
spec: { dnsNames: ['${host}'], issuerRef: { kind: ${kind}, name: letsencrypt } }
`;

const zones = {
  Public: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'openshift.commons.example' } },
  Private: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'internal.commons.example', VPCs: [{}] } },
  Pages: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'pages.example' } },
  Challenge: {
    Type: 'AWS::Route53::RecordSet',
    Properties: {
      Type: 'CNAME',
      Name: '_acme-challenge.pages.example',
      ResourceRecords: ['pages.example.acme.openshift.commons.example'],
    },
  },
};

const told = (host: string, solvers: readonly string[], records = '', made = secret()) =>
  answeredChallengesRule
    .findings(
      renderedFiles({ 'a.yaml': issuer(...solvers), 'b.yaml': certificate(host), 'c.yaml': made }, zones, {
        'dns/commons.example.zone': `$ORIGIN commons.example.\n$TTL 3600\n${records}`,
      }),
    )
    .map(({ reason }) => reason);

const alias = '_acme-challenge.www IN CNAME www.commons.example.acme.openshift.commons.example. ; a test\n';
const both = [route53('openshift.commons.example'), cloudflare('commons.example')];

test.each([
  ['an alias into Route 53', 'www.commons.example', [route53()], alias],
  ['a name in a zone of Route 53', '*.apps.commons.openshift.commons.example', [route53()], ''],
  ['the same below a domain of another provider', 'api.commons.openshift.commons.example', both, ''],
  ['an alias in a zone of Route 53', '*.pages.example', [route53()], ''],
  ['a name at its provider', 'www.commons.example', both, ''],
])('%s is answered', (_, host, solvers, records) => {
  expect(told(host, solvers, records)).toEqual([]);
});

test.each([
  [
    'no alias',
    'www.commons.example',
    [route53()],
    '',
    '_acme-challenge.www.commons.example is in no zone of Route 53, where challenges for www.commons.example are answered',
  ],
  [
    'an alias into a private zone',
    'www.commons.example',
    [route53()],
    '_acme-challenge.www IN CNAME www.internal.commons.example. ; a test\n',
    'www.internal.commons.example is in no zone of Route 53, where challenges for www.commons.example are answered',
  ],
  [
    'an alias in the way of the provider',
    'www.commons.example',
    both,
    alias,
    '_acme-challenge.www.commons.example is an alias of www.commons.example.acme.openshift.commons.example, and the provider of its domain is to answer there',
  ],
  [
    'no solver for its zone',
    'www.other.example',
    both,
    '',
    'no solver of the issuer answers challenges for www.other.example',
  ],
])('%s is found', (_, host, solvers, records, reason) => {
  expect(told(host, solvers, records)).toEqual([reason]);
});

test.each([
  ['in another namespace', secret('site')],
  ['under another key', secret('cert-manager', 'token')],
])('a token %s is found', (_, made) => {
  expect(told('www.commons.example', both, '', made)).toEqual([
    'reads value of the Secret challenges-sponsor, which nothing makes in the namespace cert-manager',
  ]);
});

test('an authority of a namespace asks nobody', () => {
  const files = { 'a.yaml': issuer(route53()), 'b.yaml': certificate('www.commons.example', 'Issuer') };
  expect(answeredChallengesRule.findings(renderedFiles(files, zones))).toEqual([]);
});
