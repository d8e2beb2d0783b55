import { certificateAuthoritiesRule } from '../../../lib/verify/certificate-authorities';
import { renderedFiles } from './rendered-files';

const issuer = `apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec: { acme: { server: 'https://ca.example' } }
`;
const certificate = (host: string, kind = 'ClusterIssuer') => `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: site }
spec: { dnsNames: ['${host}'], issuerRef: { kind: ${kind}, name: letsencrypt } }
`;

const told = (
  records: string,
  manifests: Readonly<Record<string, string>>,
  resources: Readonly<Record<string, unknown>> = {},
) =>
  certificateAuthoritiesRule
    .findings(
      renderedFiles(manifests, resources, {
        'dns/commons.example.zone': `$ORIGIN commons.example.\n$TTL 3600\n${records}`,
      }),
    )
    .map(({ place, reason }) => `${place}: ${reason}`);

const asked = (host: string, kind?: string) => ({ 'a.yaml': issuer, 'b.yaml': certificate(host, kind) });
const others = '@ IN CAA 0 issue "ca.example" ; a test\n';

test('records that let our authority issue, or none at all, are taken', () => {
  expect(told('', asked('www.commons.example'))).toEqual([]);
  expect(told('@ IN CAA 0 issue "letsencrypt.org" ; a test\n', asked('www.commons.example'))).toEqual([]);
  expect(
    told(`${others}www IN CAA 0 iodef "mailto:sre@commons.example" ; a test\n`, asked('www.commons.example')),
  ).toEqual([]);
});

test('records that shut it out are found', () => {
  expect(told(others, asked('www.commons.example'))).toEqual([
    expect.stringMatching(
      /web.*: CAA records of commons\.example let Let’s Encrypt issue no certificate for www\.commons\.example$/,
    ),
  ]);
});

test('an authority of a namespace asks nobody', () => {
  expect(told(others, asked('www.commons.example', 'Issuer'))).toEqual([]);
});

test('a certificate of AWS is Amazon’s', () => {
  const resources = {
    Certificate: {
      Type: 'AWS::CertificateManager::Certificate',
      Properties: { DomainName: 'sso.commons.example', SubjectAlternativeNames: ['login.commons.example'] },
    },
  };
  expect(told('@ IN CAA 0 issue "letsencrypt.org" ; a test\n', {}, resources)).toEqual([
    'testing/Certificate: CAA records of commons.example let Amazon issue no certificate for sso.commons.example',
    'testing/Certificate: CAA records of commons.example let Amazon issue no certificate for login.commons.example',
  ]);
});

test('a zone in Route 53 has records of its own', () => {
  const resources = {
    Authorities: {
      Type: 'AWS::Route53::RecordSet',
      Properties: { Type: 'CAA', Name: 'pages.commons.example', ResourceRecords: ['0 issuewild "letsencrypt.org"'] },
    },
  };
  expect(told(others, asked('*.pages.commons.example'), resources)).toEqual([]);
  expect(told(others, asked('*.pages.commons.example'))).toHaveLength(1);
});
