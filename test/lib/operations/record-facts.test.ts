import type { FactName, Facts } from '../../../model/facts';
import { SourceFile } from '../../../model/source-file';
import { recordFacts } from '../../../lib/operations/record-facts';
import { problemsOf, spoken } from '../../support/environment-folder';

const staging = { name: 'staging', account: '111122223333', region: 'eu-west-1' };
const dsRecord = `40391 13 2 ${'5F0D1A9C'.repeat(8)}`;
const outputs = {
  'staging-dns': {
    ClusterZoneId: 'Z0123456789ABCDEFGHIJ',
    ClusterZoneNameServers: 'ns-4.example,ns-1.example,ns-3.example,ns-2.example',
    ClusterZoneDsRecord: dsRecord,
    ClusterPrivateZoneId: 'Z0123456789PRIVATE',
    ExportsOutputRefVpc: 'vpc-1',
  },
  'staging-network': { VpcId: 'vpc-1', NatAddresses: '192.0.2.2,192.0.2.1' },
};
const nameServers = ['ns-1.example', 'ns-2.example', 'ns-3.example', 'ns-4.example'];

const fileOf = (text: string) => new SourceFile('outputs.json', text);
const source = (value: unknown) => fileOf(JSON.stringify(value, undefined, 2));

test('facts are taken from the outputs of the stacks, and other outputs are left alone', () => {
  expect(recordFacts(staging, {}, source(outputs))).toEqual({
    facts: {
      natAddresses: ['192.0.2.1', '192.0.2.2'],
      clusterZoneId: 'Z0123456789ABCDEFGHIJ',
      clusterZoneNameServers: nameServers,
      clusterZoneDsRecord: dsRecord,
      clusterPrivateZoneId: 'Z0123456789PRIVATE',
    },
    recorded: [
      'natAddresses',
      'clusterZoneId',
      'clusterZoneNameServers',
      'clusterZoneDsRecord',
      'clusterPrivateZoneId',
    ],
    replaced: [],
    missing: ['serviceAccountIssuer', 'fileSystemId', 'volumeKeyArn'],
  });
});

test('aliases lose the dot that ends a full name', () => {
  const told = {
    SingleSignOnBalancer: 'sso-1.us-east-1.elb.amazonaws.com',
    SingleSignOnCertificateRecords: '_b.sso.example.=_y.acm-validations.aws.,_a.admin.example.=_x.acm-validations.aws.',
  };
  expect(recordFacts(staging, {}, source({ 'staging-single-sign-on': told })).facts).toEqual({
    singleSignOnBalancer: 'sso-1.us-east-1.elb.amazonaws.com',
    singleSignOnCertificateRecords: {
      '_a.admin.example': '_x.acm-validations.aws',
      '_b.sso.example': '_y.acm-validations.aws',
    },
  });
});

test('each stack of hosts tells its own addresses, which are recorded beside those of the others', () => {
  const known = { hostAddresses: { 'mx-a': '192.0.2.1' } };
  const told = {
    'staging-machines-2': { HostAddresses: 'web-a=192.0.2.2' },
    'staging-machines-3': { HostAddresses: 'web-b=192.0.2.3' },
  };
  expect(recordFacts(staging, known, source(told), ['hostAddresses']).facts.hostAddresses).toEqual({
    'mx-a': '192.0.2.1',
    'web-a': '192.0.2.2',
    'web-b': '192.0.2.3',
  });
});

test('what is known stays, what is named is replaced by what is told anew, and what is missing is named', () => {
  const known = { clusterZoneId: 'ZOLD0000000000', clusterZoneDsRecord: dsRecord };
  const told = { 'staging-dns': { ClusterZoneId: 'Z0123456789ABCDEFGHIJ' } };
  expect(recordFacts(staging, known, source(told), ['clusterZoneId'])).toEqual({
    facts: { clusterZoneId: 'Z0123456789ABCDEFGHIJ', clusterZoneDsRecord: dsRecord },
    recorded: ['clusterZoneId'],
    replaced: [{ name: 'clusterZoneId', before: 'ZOLD0000000000', now: 'Z0123456789ABCDEFGHIJ' }],
    missing: [
      'natAddresses',
      'clusterZoneNameServers',
      'clusterPrivateZoneId',
      'serviceAccountIssuer',
      'fileSystemId',
      'volumeKeyArn',
    ],
  });
  expect(known).toEqual({ clusterZoneId: 'ZOLD0000000000', clusterZoneDsRecord: dsRecord });
});

const text = JSON.stringify(outputs, undefined, 2);
const refused = (file: SourceFile) =>
  problemsOf(() => recordFacts(staging, {}, file)).flatMap((problem) => spoken(problem));
const ofStaging = 'deploy with -c environment=staging --outputs-file, and record that file';

test.each<[string, SourceFile, string[]]>([
  [
    'outputs of another environment',
    source({ 'production-dns': outputs['staging-dns'] }),
    ['outputs.json:2:3 production-dns: production-dns is not a stack of staging', ofStaging],
  ],
  [
    'outputs of two environments',
    source({ ...outputs, 'production-network': {} }),
    ['outputs.json:13:3 production-network: production-network is not a stack of staging', ofStaging],
  ],
  [
    'no output that a fact comes from',
    source({ 'staging-network': { VpcId: 'vpc-1' } }),
    [
      'outputs.json:1:1 has none of the outputs that hold facts',
      'expected one of: staging-network.NatAddresses, staging-dns.ClusterZoneId, staging-dns.ClusterZoneNameServers, ' +
        'staging-dns.ClusterZoneDsRecord, staging-dns.ClusterPrivateZoneId, staging-dns.PagesZoneNameServers, staging-dns.PagesZoneDsRecord, staging-issuer.ServiceAccountIssuer, staging-storage.FileSystemId, staging-storage.VolumeKeyArn, staging-single-sign-on.SingleSignOnBalancer, staging-single-sign-on.SingleSignOnCertificateRecords, staging-directory.DirectoryBalancer, staging-directory.DirectoryCertificateRecords, staging-caches.CacheHosts, staging-gitlab.GitSshBalancer, staging-ports.PortsBalancer, staging-machines.HostAddresses, staging-machines.WireGuardAddress, staging-machines.NetworkIpv6Block, staging-machines.HostIpv6Addresses',
    ],
  ],
  [
    'wrong values, all of them',
    source({ 'staging-dns': { ClusterZoneId: 'zone', ClusterZoneNameServers: 'ns-1.example' } }),
    [
      'outputs.json:3:22 staging-dns.ClusterZoneId: is not the id of a hosted zone',
      'expected something like Z0123456789ABCDEFGHIJ',
      'outputs.json:4:31 staging-dns.ClusterZoneNameServers: are not four name servers',
      'Route 53 gives each zone four',
    ],
  ],
  [
    'a value that is no text',
    fileOf('{ "staging-dns": { "ClusterZoneId": 12 } }'),
    ['outputs.json:1:37 staging-dns.ClusterZoneId: is not text', 'put it in quotes: "12"'],
  ],
])('%s are refused', (_, file, said) => {
  expect(refused(file)).toEqual(said);
});

test('a file cut off anywhere is refused', () => {
  const accepted = Array.from({ length: text.length - 1 }, (_, index) => index).filter(
    (length) => problemsOf(() => recordFacts(staging, {}, fileOf(text.slice(0, length)))).length === 0,
  );
  expect(accepted).toEqual([]);
});

test.each(['', '[]'])('the outputs %j are refused', (broken) => {
  const [place, remedy, ...more] = refused(fileOf(broken));
  expect(place).toMatch(/^outputs\.json:1:1 is (empty|not a map)$/);
  expect(remedy).toMatch(/cdk deploy|outputs/);
  expect(more).toEqual([]);
});

test('an environment whose name begins another is not taken for it', () => {
  const other = source({ 'staging-two-dns': outputs['staging-dns'] });
  expect(problemsOf(() => recordFacts(staging, {}, other)).length).toBeGreaterThan(0);
});

const anew = source({
  'staging-issuer': { ServiceAccountIssuer: 'https://d2.cloudfront.net' },
  'staging-network': { NatAddresses: '192.0.2.9' },
});
const before = { serviceAccountIssuer: 'https://d1.cloudfront.net', natAddresses: ['192.0.2.1'] };
const issuerChanged =
  'serviceAccountIssuer is recorded as https://d1.cloudfront.net, and would become https://d2.cloudfront.net';

test.each<[string, Partial<Facts>, readonly FactName[], readonly string[]]>([
  [
    'before there is a cluster',
    before,
    [],
    [
      'staging-network.NatAddresses: natAddresses is recorded as ["192.0.2.1"], and would become ["192.0.2.9"]',
      'find out why it changed before you deploy anything else; if the change is right: --replace natAddresses',
      `staging-issuer.ServiceAccountIssuer: ${issuerChanged}`,
      'find out why it changed before you deploy anything else; if the change is right: --replace serviceAccountIssuer',
    ],
  ],
  [
    'under a cluster, and not all of them named',
    { ...before, infraId: 'commons-x7k2p' },
    ['natAddresses'],
    [
      `staging-issuer.ServiceAccountIssuer: ${issuerChanged}`,
      'the running cluster signs tokens for the recorded issuer: docs/runbook.md#the-issuer-changed, and only then --replace serviceAccountIssuer',
    ],
  ],
  ['all of them named', { ...before, infraId: 'commons-x7k2p' }, ['natAddresses', 'serviceAccountIssuer'], []],
  ['the same as before', { serviceAccountIssuer: 'https://d2.cloudfront.net', natAddresses: ['192.0.2.9'] }, [], []],
])('facts that are known and told anew, %s', (_, known, mayReplace, said) => {
  const problems = problemsOf(() => recordFacts(staging, known, anew, mayReplace)).flatMap((problem) =>
    spoken(problem),
  );
  expect(problems.map((line) => line.replace(/^outputs\.json:\d+:\d+ /, ''))).toEqual(said);
});
