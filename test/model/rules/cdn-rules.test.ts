import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

interface Cdn {
  readonly canonicalName?: string;
  readonly header?: string;
  readonly apex?: string;
  readonly ranges?: string;
}

const said = ({ canonicalName = 'commons.cdn.example', header = 'True-Client-IP', apex, ranges }: Cdn) => {
  const cdn = `cdn:
    canonicalName: ${canonicalName}
    clientAddressHeader: ${header}
    apexAddresses: { ${apex ?? 'ipv4: [192.0.2.10]'} }
    ranges: { ${ranges ?? 'ipv4: [192.0.2.0/25]'} }`;
  return report({
    'environment.yaml': changed(
      minimalEnvironment,
      "cdn: { none: 'Nobody but the tests knows this environment' }",
      cdn,
    ),
    'tenants/site.yaml': minimalTenant,
  })
    .filter((_, index) => index % 2 === 0)
    .map((line) => line.replace(/^environment\.yaml:\d+:\d+ edge\.cdn\./, ''));
};

test.each<[string, Cdn]>([
  ['a CDN of others', {}],
  ['a name below a registered domain', { canonicalName: 'edge.commons.example' }],
  ['ranges of both families', { ranges: "ipv4: [192.0.2.0/25, 192.0.2.128/25], ipv6: ['2001:db8:1::/48']" }],
  ['X-Forwarded-For', { header: 'X-Forwarded-For' }],
])('%s is taken', (_, cdn) => {
  expect(said(cdn)).toEqual([]);
});

test.each<[string, Cdn, string]>([
  [
    'a host of a tenant as the name of the CDN',
    { canonicalName: 'site.commons.example' },
    'canonicalName: is a host of this environment (tenant site), which would be an alias of itself',
  ],
  [
    'a registered domain as the name of the CDN',
    { canonicalName: 'commons.example' },
    'canonicalName: is a registered domain of this environment, and not the CDN’s',
  ],
  [
    'a name of the cluster as that of the CDN',
    { canonicalName: 'cdn.openshift.commons.example' },
    'canonicalName: is below openshift.commons.example, where only the cluster has names',
  ],
  ['Forwarded', { header: 'Forwarded' }, 'clientAddressHeader: is Forwarded, which means something else in HTTP'],
  ['Host', { header: 'HOST' }, 'clientAddressHeader: is HOST, which means something else in HTTP'],
  [
    'Content-Length',
    { header: 'Content-Length' },
    'clientAddressHeader: is Content-Length, which means something else in HTTP',
  ],
  [
    'a loopback address',
    { apex: 'ipv4: [127.0.0.1]' },
    'apexAddresses.ipv4[0]: has addresses of 127.0.0.0/8, which are not on the internet',
  ],
  [
    'an address of the VPC',
    { apex: 'ipv4: [10.0.3.4]' },
    'apexAddresses.ipv4[0]: has addresses of 10.0.0.0/16, our own network',
  ],
  [
    'one address in two spellings',
    { apex: "ipv4: [192.0.2.10], ipv6: ['2001:db8::1', '2001:DB8:0::0001']" },
    'apexAddresses.ipv6[1]: is the address of ipv6[0]',
  ],
  [
    'private ranges',
    { ranges: 'ipv4: [192.168.0.0/24]' },
    'ranges.ipv4[0]: has addresses of 192.168.0.0/16, which are not on the internet',
  ],
  ['the VPC', { ranges: 'ipv4: [10.0.0.0/16]' }, 'ranges.ipv4[0]: has addresses of 10.0.0.0/16, our own network'],
  [
    'unique local addresses',
    { ranges: "ipv4: [192.0.2.0/25], ipv6: ['fd00::/16']" },
    'ranges.ipv6[0]: has addresses of fc00::/7, which are not on the internet',
  ],
  ['a range twice', { ranges: 'ipv4: [192.0.2.0/25, 192.0.2.0/25]' }, 'ranges.ipv4[1]: repeats ipv4[0]'],
])('%s is refused', (_, cdn, finding) => {
  expect(said(cdn)).toEqual([finding]);
});
