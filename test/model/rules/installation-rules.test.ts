import { authorityPem } from '../../support/authority-pem';
import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';
import { minimalPools } from '../../support/pools';

const cluster = (lines: string) => changed(minimalEnvironment, 'edge:\n', `${lines}edge:\n`);
const pem = authorityPem.trimEnd().replaceAll('\n', '\n    ');
const fakePem = (body: string) => `-----BEGIN CERTIFICATE-----\n    ${body}\n    -----END CERTIFICATE-----`;
const said = (text: string) =>
  report({ 'environment.yaml': text }).map((line) => line.replace(/^environment\.yaml:\d+:\d+ /, ''));

test.each<[string, string, string, string]>([
  [
    'validated cryptography on arm64',
    cluster(`  cryptography: fips\n  pools:\n${minimalPools}`),
    'cluster.pools[1].architecture: workers is arm64, for which OpenShift has no validated cryptography',
    'use amd64, or write cluster.cryptography: standard',
  ],
  [
    'a proxy among the pods',
    cluster("  proxy: { http: 'http://10.129.0.7:3128' }\n"),
    'cluster.proxy.http: is in 10.128.0.0/14, which the cluster uses inside',
    'name a proxy that machines reach before there is a cluster',
  ],
  [
    'a password that everybody could read',
    cluster("  proxy: { http: 'http://user:secret@proxy.example:3128' }\n"),
    'cluster.proxy.http: is not the address of a proxy',
    'write scheme, host and port without user and password, like http://proxy.internal.commons.example:3128',
  ],
  [
    'a proxy for http that is called by https, which the installer refuses',
    cluster("  proxy: { http: 'https://proxy.example:3128' }\n"),
    'cluster.proxy.http: is not the address of a proxy',
    'write scheme, host and port without user and password, like http://proxy.internal.commons.example:3128',
  ],
  ...['10.0.16.9:99999', '10.0.16.9:0', 'a..b:3128', '-a.example:3128', '999.0.0.1:3128', '10.0.16:3128'].map(
    (host): [string, string, string, string] => [
      `the proxy ${host}`,
      cluster(`  proxy: { http: 'http://${host}' }\n`),
      'cluster.proxy.http: is not the address of a proxy',
      'write scheme, host and port without user and password, like http://proxy.internal.commons.example:3128',
    ],
  ),
  ...['127.0.0.1', '127.8.0.1', '0.0.0.0', '169.254.169.254', 'localhost'].map(
    (host): [string, string, string, string] => [
      `a proxy on ${host}`,
      cluster(`  proxy: { http: 'http://10.0.16.9:3128', https: 'http://${host}:3128' }\n`),
      'cluster.proxy.https: leads to no other machine: each would look for the proxy on itself',
      'name a proxy that all machines reach, by its address in the VPC or its name',
    ],
  ),
  ...['0.0.0.0/0', '::/0'].map((block): [string, string, string, string] => [
    `${block} as an exception`,
    cluster(`  proxy: { http: 'http://10.0.16.9:3128', except: [10.1.0.0/16, '${block}'] }\n`),
    'cluster.proxy.except[1]: is every address, so nothing would go through the proxy',
    'name the blocks that machines reach directly, or leave cluster.proxy out',
  ]),
  [
    'a key among the certificates',
    cluster(`  additionalTrustBundle: |\n    ${pem.replaceAll('CERTIFICATE', 'PRIVATE KEY')}\n`),
    'cluster.additionalTrustBundle: is not one certificate or several as PEM',
    'write it as a block, | and then -----BEGIN CERTIFICATE----- and the rest, without keys or other text',
  ],
  [
    'a block that is no certificate',
    cluster(`  additionalTrustBundle: |\n    ${fakePem('QUJD')}\n`),
    'cluster.additionalTrustBundle: has a block that is no certificate: 1 of 1',
    'copy each certificate whole: openssl x509 -noout -subject reads it',
  ],
  [
    'a block that is no certificate behind one that is',
    cluster(`  additionalTrustBundle: |\n    ${pem}\n\n    ${fakePem('QUJD')}\n    ${pem}\n`),
    'cluster.additionalTrustBundle: has a block that is no certificate: 2 of 3',
    'copy each certificate whole: openssl x509 -noout -subject reads it',
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(said(text)).toEqual([place, remedy]);
});

test('amd64 throughout, a proxy in the VPC and certificates are taken', () => {
  const amd64 = minimalPools.replace('arm64', 'amd64').replace('m7g', 'm7i');
  const proxy = "  proxy: { http: 'http://10.0.16.9:3128' }\n";
  const text = cluster(
    `  cryptography: fips\n${proxy}  additionalTrustBundle: |\n    ${pem}\n    ${pem}\n  pools:\n${amd64}`,
  );
  expect(said(text)).toEqual([]);
  const { proxy: read, additionalTrustBundle = '' } = load({ 'environment.yaml': text }).environment.cluster;
  expect(read).toEqual({ http: 'http://10.0.16.9:3128', except: [] });
  expect(additionalTrustBundle.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
});
