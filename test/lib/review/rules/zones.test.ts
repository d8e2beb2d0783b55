import { exampleZone } from '../../../../lib/review/example-zone';
import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { reviewRules } from '../../../../lib/review/rules';
import { findingLines, reviewFiles } from '../../../support/review-files';

const lines = (before: readonly string[], after: readonly string[], others: Readonly<Record<string, string>> = {}) =>
  findingLines({
    before: { ...others, ...exampleZone(...before) },
    after: { ...others, ...exampleZone(...after) },
  });

const web = 'wiki IN A 192.0.2.10';
const aaaa = 'wiki IN AAAA 2001:db8::10';

describe('lost-record', () => {
  test.each<readonly [string, readonly string[], readonly string[], string]>([
    ['a name', [web, aaaa], ['pad IN A 192.0.2.10'], 'interrupts: DNS name wiki.commons.example is no longer found'],
    [
      'its IPv4 addresses',
      [web, aaaa],
      [aaaa],
      'interrupts: DNS name wiki.commons.example has no IPv4 address any more',
    ],
    ['its IPv6 addresses', [web, aaaa], [web], 'watch: DNS name wiki.commons.example has no IPv6 address any more'],
    [
      'one address of two',
      [web, 'wiki IN A 192.0.2.11'],
      [web],
      'watch: DNS name wiki.commons.example has fewer addresses',
    ],
    ['mail', ['@ IN MX 10 mx.example.', web], [web], 'interrupts: DNS name commons.example gets no mail any more'],
    [
      'mail, in words',
      ['@ IN MX 10 mx.example.'],
      ['@ IN MX 0 .'],
      'interrupts: DNS name commons.example gets no mail any more',
    ],
    [
      'a mail host of two',
      ['@ IN MX 10 a.example.', '@ IN MX 20 b.example.'],
      ['@ IN MX 10 a.example.'],
      'watch: DNS name commons.example has fewer mail hosts',
    ],
    [
      'a delegation',
      ['os IN NS ns.example.', web],
      [web],
      'interrupts: DNS name os.commons.example is no longer delegated: no name in its zone is found',
    ],
    [
      'a service',
      ['_x._tcp IN SRV 10 0 1 x.example.', web],
      [web],
      'interrupts: DNS name _x._tcp.commons.example is a service that nobody finds any more',
    ],
    [
      'a text',
      ['@ IN TXT "forge=1"', web],
      [web],
      'watch: DNS name commons.example loses a text, by which somebody may know whose the domain is',
    ],
    [
      'what waits now',
      [web, 'pad IN A 192.0.2.1'],
      ['; wiki A waits for machines', 'pad IN A 192.0.2.1'],
      'watch: DNS name wiki.commons.example waits for a fact: until then it has no A record',
    ],
    [
      'lines that are none',
      [web],
      [web, 'wiki HTTPS 1 .'],
      'watch: zone file dns/commons.example.zone could not be judged: it has lines that are no records',
    ],
    [
      'the proof of a certificate of AWS',
      [web, '_5d.wiki IN CNAME _1.acm-validations.aws.'],
      [web],
      'interrupts: DNS name _5d.wiki.commons.example is gone: the certificate of wiki.commons.example cannot be renewed',
    ],
  ])('%s', (_, before, after, line) => {
    expect(lines(before, after)).toEqual([line]);
  });

  test('a proof is missed as long as a certificate has the name', () => {
    const proof = '_acme-challenge.wiki IN CNAME wiki.acme.example.';
    const certificate = exampleManifest('wiki/certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'wiki', namespace: 'wiki' },
      spec: { dnsNames: ['wiki.commons.example'] },
    });
    expect(lines([web, proof], [web], certificate).join('\n')).toMatch(/^interrupts: .*cannot be renewed$/);
    expect(lines([web, proof], [web]).join('\n')).toMatch(/^watch: .*no certificate is asked for by it any more$/);
    expect(lines([web, proof, 'pad IN A 192.0.2.1'], ['pad IN A 192.0.2.1'])).toEqual([
      'interrupts: DNS name wiki.commons.example is no longer found',
    ]);
  });

  test.each([
    [
      'elsewhere',
      'commons.example',
      /^watch: .*challenges for wiki\.commons\.example are answered at the provider of its domain$/,
    ],
    ['for other domains alone', 'other.example', /^interrupts: .*cannot be renewed$/],
  ])('a proof of a host whose challenges are answered %s', (_, zone, line) => {
    const proof = '_acme-challenge.wiki IN CNAME wiki.acme.example.';
    const objects = {
      ...exampleManifest('wiki/certificate', {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'wiki', namespace: 'wiki' },
        spec: { dnsNames: ['wiki.commons.example'] },
      }),
      ...exampleManifest('certificates/issuer', {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name: 'letsencrypt' },
        spec: {
          acme: {
            solvers: [
              { selector: { dnsZones: ['openshift.commons.example'] }, dns01: { route53: {} } },
              { selector: { dnsZones: [zone] }, dns01: { cloudflare: {} } },
            ],
          },
        },
      }),
    };
    expect(lines([web, proof], [web], objects).join('\n')).toMatch(line);
  });

  test('a name whose Route goes with it is said once', () => {
    const route = exampleManifest('wiki/route', {
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: { name: 'wiki', namespace: 'wiki' },
      spec: { host: 'wiki.commons.example' },
    });
    const pad = 'pad IN A 192.0.2.1';
    expect(findingLines({ before: { ...route, ...exampleZone(web, pad) }, after: exampleZone(pad) })).toEqual([
      'interrupts: https://wiki.commons.example will be gone',
    ]);
    expect(lines([web, pad], [pad], route)).toEqual(['interrupts: DNS name wiki.commons.example is no longer found']);
  });

  test('a whole zone is said once', () => {
    const pad = { 'dns/pad.example.zone': '$ORIGIN pad.example.\n@ IN A 192.0.2.1\n' };
    const zone = exampleZone(web, aaaa, '@ IN TXT "v=spf1 -all"', '@ IN CAA 0 issue ";"');
    expect(findingLines({ before: { ...zone, ...pad }, after: pad })).toEqual([
      'interrupts: DNS zone commons.example goes with all its records',
    ]);
  });

  test('a record in the file of another zone is where it was', () => {
    const sub = { 'dns/sub.commons.example.zone': '$ORIGIN sub.commons.example.\r\n@ 60 IN A 192.0.2.1 ; there\r\n' };
    const before = exampleZone(web, 'sub IN A 192.0.2.1');
    expect(findingLines({ before, after: { ...exampleZone(web), ...sub } })).toEqual([]);
  });

  test('a finding says the line', () => {
    const [finding] = reviewFiles({ before: exampleZone(web, aaaa), after: exampleZone(web) }, reviewRules).findings;
    expect(finding?.places).toEqual([{ side: 'before', file: 'rendered/test/dns/commons.example.zone', line: 4 }]);
  });
});

describe('handed-on-name', () => {
  const cdn = 'wiki IN CNAME cdn.example.';
  test.each<readonly [string, readonly string[], readonly string[], string]>([
    [
      'a name',
      [cdn],
      ['wiki IN CNAME evil.example.'],
      'lets-in: DNS name wiki.commons.example leads to evil.example in place of cdn.example',
    ],
    [
      'an address',
      [web],
      ['wiki IN A 198.51.100.6'],
      'lets-in: DNS name wiki.commons.example leads to 198.51.100.6 in place of 192.0.2.10',
    ],
    [
      'an address more',
      [web],
      [web, 'wiki IN A 198.51.100.6'],
      'lets-in: DNS name wiki.commons.example leads to 198.51.100.6 as well',
    ],
    [
      'mail',
      ['@ IN MX 10 mx.example.'],
      ['@ IN MX 5 evil.example.', '@ IN MX 10 mx.example.'],
      'lets-in: DNS name commons.example has its mail sent to evil.example as well',
    ],
    [
      'a delegation',
      ['os IN NS a.example.'],
      ['os IN NS b.example.'],
      'lets-in: DNS name os.commons.example is delegated to b.example in place of a.example',
    ],
    [
      'a new delegation',
      [web],
      [web, 'os IN NS b.example.'],
      'lets-in: DNS name os.commons.example is newly delegated to b.example, with all names below it',
    ],
    [
      'certificates',
      [cdn],
      [cdn, '_acme-challenge.wiki IN CNAME evil.example.'],
      'lets-in: DNS name _acme-challenge.wiki.commons.example lets whoever has evil.example get certificates for wiki.commons.example',
    ],
    [
      'a service',
      ['_x._tcp IN SRV 10 0 1 x.example.'],
      ['_x._tcp IN SRV 10 0 1 y.example.'],
      'lets-in: DNS name _x._tcp.commons.example leads its clients to y.example in place of x.example',
    ],
    [
      'to a goal of others',
      [cdn, 'pad IN A 192.0.2.1'],
      ['wiki IN A 192.0.2.1', 'pad IN A 192.0.2.1'],
      'watch: DNS name wiki.commons.example leads to 192.0.2.1 in place of cdn.example',
    ],
    [
      'a balancer that is made anew',
      ['idm IN CNAME test-idm-1876543210.us-east-1.elb.amazonaws.com.'],
      ['idm IN CNAME test-idm-1999999999.us-east-1.elb.amazonaws.com.'],
      'watch: DNS name idm.commons.example leads to test-idm-1999999999.us-east-1.elb.amazonaws.com in place of test-idm-1876543210.us-east-1.elb.amazonaws.com',
    ],
    [
      'by a new name of its own',
      [cdn],
      ['wiki IN CNAME x.commons.example.', 'x IN CNAME evil.example.'],
      'lets-in: DNS name wiki.commons.example leads to x.commons.example in place of cdn.example',
    ],
  ])('%s', (_, before, after, line) => {
    expect(lines(before, after)).toEqual([line]);
  });

  test('a delegation to a zone of the environment is watched, one that was waited for is none', () => {
    const zone = exampleTemplate('Zone', {
      Type: 'AWS::Route53::HostedZone',
      Properties: { Name: 'os.commons.example.' },
    });
    const os = 'os IN NS ns.example.';
    expect(lines([web], [web, os], zone)).toEqual([
      'watch: DNS name os.commons.example is delegated to a zone of this environment',
    ]);
    expect(lines([web, '; os NS waits for dns'], [web, os])).toEqual([]);
  });

  test('the names of a new tenant, and what is written in another way, are none', () => {
    const shop = ['shop IN CNAME cdn.example.', '_acme-challenge.shop IN CNAME shop.acme.example.', 'shop IN TXT "x"'];
    expect(lines([cdn, web], ['WIKI 60 IN CNAME CDN.example. ; x', web, ...shop])).toEqual([]);
  });
});

describe('weaker-record', () => {
  const own = 'DNS name commons.example';
  test.each<readonly [string, readonly string[], readonly string[], string]>([
    [
      'no CAA',
      ['@ IN CAA 0 issue "a.example"', web],
      [web],
      `weakens: ${own} lets every authority issue certificates for it`,
    ],
    [
      'a CAA more',
      ['@ IN CAA 0 issue "a.example"'],
      ['@ IN CAA 0 issue "a.example"', '@ IN CAA 0 issue "b.example"'],
      `weakens: ${own} lets b.example issue certificates for it as well`,
    ],
    [
      'a CAA without its account',
      ['@ IN CAA 0 issue "a.example; accounturi=u"'],
      ['@ IN CAA 0 issue "a.example"'],
      `weakens: ${own} lets a.example issue certificates for it as well`,
    ],
    [
      'a CAA of a name below',
      ['@ IN CAA 0 issue "a.example"', web],
      ['@ IN CAA 0 issue "a.example"', web, 'wiki IN CAA 0 issue "b.example"'],
      'weakens: DNS name wiki.commons.example lets b.example issue certificates for it as well',
    ],
    [
      'a wildcard',
      ['@ IN CAA 0 issue "a.example"', '@ IN CAA 0 issuewild ";"'],
      ['@ IN CAA 0 issue "a.example"'],
      `weakens: ${own} lets a.example issue certificates for it as well`,
    ],
    [
      'DMARC',
      ['_dmarc IN TXT "v=DMARC1; p=reject"'],
      ['_dmarc IN TXT "v=DMARC1; p=none"'],
      'weakens: DNS name _dmarc.commons.example tells receivers to let forged mail through',
    ],
    [
      'DMARC below',
      ['_dmarc IN TXT "v=DMARC1; p=reject"'],
      ['_dmarc IN TXT "v=DMARC1; p=reject; sp=none"'],
      'weakens: DNS name _dmarc.commons.example tells receivers to let forged mail through, if its sender is a name below',
    ],
    [
      'DMARC of a part',
      ['_dmarc IN TXT "v=DMARC1; p=reject"'],
      ['_dmarc IN TXT "v=DMARC1; p=reject; pct=10"'],
      'weakens: DNS name _dmarc.commons.example applies to 10 % of forged mail',
    ],
    [
      'no DMARC',
      ['_dmarc IN TXT "v=DMARC1; p=reject"', web],
      [web],
      'weakens: DNS name _dmarc.commons.example no longer tells receivers to refuse forged mail',
    ],
    ['no SPF', ['@ IN TXT "v=spf1 -all"', web], [web], `weakens: ${own} no longer says who may send mail in its name`],
    [
      'a sender more',
      ['@ IN TXT "v=spf1 mx -all"'],
      ['@ IN TXT "v=spf1 mx include:x.example -all"'],
      `weakens: ${own} lets include:x.example send mail in its name`,
    ],
    [
      'all senders',
      ['@ IN TXT "v=spf1 mx -all"'],
      ['@ IN TXT "v=spf1 mx +all"'],
      `weakens: ${own} says that mail from other servers is genuine`,
    ],
    [
      'no DKIM',
      ['a._domainkey IN TXT "v=DKIM1; p=AA"', web],
      [web],
      'weakens: DNS name a._domainkey.commons.example is gone, and with it the last key that signs mail of the domain',
    ],
    [
      'a revoked key',
      ['a._domainkey IN TXT "v=DKIM1; p=AA"'],
      ['a._domainkey IN TXT "v=DKIM1; p="'],
      'weakens: DNS name a._domainkey.commons.example is gone, and with it the last key that signs mail of the domain',
    ],
    [
      'no DS',
      ['os IN NS a.example.', 'os IN DS 1 13 2 AA'],
      ['os IN NS a.example.'],
      'weakens: DNS name os.commons.example is no longer signed: resolvers take forged answers for its zone',
    ],
    [
      'no SSHFP',
      [web, 'wiki IN SSHFP 4 2 AA'],
      [web],
      'weakens: DNS name wiki.commons.example no longer tells the host keys of its machine',
    ],
    [
      'no TLSA',
      [web, '_25._tcp.wiki IN TLSA 3 1 1 AA'],
      [web],
      'weakens: DNS name _25._tcp.wiki.commons.example no longer tells which certificate its service has',
    ],
    [
      'a key after another',
      ['a._domainkey IN TXT "v=DKIM1; p=AA"', 'b._domainkey IN TXT "v=DKIM1; p=BB"'],
      ['b._domainkey IN TXT "v=DKIM1; p=BB"'],
      'watch: DNS name a._domainkey.commons.example is gone: mail signed by this key is no longer genuine',
    ],
  ])('%s', (_, before, after, line) => {
    expect(lines(before, after)).toEqual([line]);
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['a narrower block', ['@ IN TXT "v=spf1 ip4:192.0.2.0/24 -all"'], ['@ IN TXT "v=spf1 ip4:192.0.2.0/25 -all"']],
    ['a stricter policy', ['_dmarc IN TXT "v=DMARC1; p=none"'], ['_dmarc IN TXT "v=DMARC1; p=reject; aspf=s"']],
    ['a text in several parts', ['@ IN TXT "v=spf1 mx -all"'], ['@ IN TXT "v=spf1 mx" " -all"']],
  ])('%s is none', (_, before, after) => {
    expect(lines(before, after).filter((line) => !line.startsWith('watch'))).toEqual([]);
  });
});

describe('new names that programs ask by themselves', () => {
  test.each([
    [
      'openpgpkey',
      'lets-in: DNS name openpgpkey.commons.example hands out OpenPGP keys for all addresses of commons.example',
    ],
    [
      'autoconfig',
      'lets-in: DNS name autoconfig.commons.example tells mail programs where to send passwords for addresses of commons.example',
    ],
    [
      'Autodiscover',
      'lets-in: DNS name autodiscover.commons.example tells mail programs where to send passwords for addresses of commons.example',
    ],
    ['mta-sts', 'lets-in: DNS name mta-sts.commons.example tells other servers where mail for commons.example goes'],
    ['wpad', 'lets-in: DNS name wpad.commons.example gives browsers a proxy for what they load'],
  ])('%s', (label, said) => {
    expect(lines([web], [web, `${label} IN CNAME cdn.example.`])).toEqual([said]);
    expect(lines([web], [web, `x-${label} IN CNAME cdn.example.`])).toEqual([]);
  });
});
