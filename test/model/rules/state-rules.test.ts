import { load, minimalEnvironment, report } from '../../support/environment-folder';

const withLines = (...lines: string[]) => ({ 'environment.yaml': `${minimalEnvironment}${lines.join('\n')}\n` });

const cluster = '{ name: general, storageGiB: 10 }';
const cache = '{ name: general, nodeType: cache.t4g.small }';

test.each<[string, readonly string[], string, string]>([
  [
    'a volume faster than its operations allow',
    ['storage: { fast: { iops: 3000, throughputMiBps: 800 } }'],
    'storage.fast.throughputMiBps: is more than a quarter of 3000 I/O operations, which EC2 refuses',
    'write at most 750, or raise iops to 3200',
  ],
  [
    'two clusters of one name',
    [`databases: { shared: [${cluster}, ${cluster}] }`],
    'databases.shared[1].name: repeats the name of databases.shared[0]',
    'give each a name of its own',
  ],
  [
    'a cluster named like the pooler of another',
    ['databases: { shared: [{ name: general-session, storageGiB: 10 }] }'],
    'databases.shared[0].name: general-session ends like the name of a pooler or service of another cluster',
    'choose another name',
  ],
  [
    'two caches of one name',
    [`caches: [${cache}, ${cache}]`],
    'caches[1].name: repeats the name of caches[0]',
    'give each a name of its own',
  ],
])('%s is refused', (_, lines, reason, remedy) => {
  const [said = '', ...rest] = report(withLines(...lines));
  expect(said.replace(/^environment\.yaml:\d+:\d+ /, '')).toBe(reason);
  expect(rest).toEqual([remedy]);
});

test('copies in the same region are none', () => {
  const files = {
    'environment.yaml': minimalEnvironment.replace(/copies: \{ none: '[^']*' \}/, 'copies: { region: us-east-1 }'),
  };
  expect(report(files)).toEqual([
    'environment.yaml:2:29 backup.copies.region: us-east-1 is the environment’s own region: its loss would be the loss of the copies too',
    'name another region, far from it',
  ]);
});

test('4.17 has to say that it archives no records of the API', () => {
  const old = minimalEnvironment.replace(/(baseDomain: .*)/, "$1\n  release: '4.17'");
  expect(report({ 'environment.yaml': old })).toContain(
    "write auditArchive: { none: 'OpenShift 4.17 cannot' } until the upgrade, or upgrade to 4.18",
  );
  const said = `${old}logs: { auditArchive: { none: 'OpenShift 4.17 cannot' } }\n`;
  expect(load({ 'environment.yaml': said }).environment.logs.auditArchive).toEqual({ none: 'OpenShift 4.17 cannot' });
});

test('whoever fetches metrics is a peer where a CDN is in front', () => {
  const behindCdn = minimalEnvironment
    .replace(
      /cdn: \{ none.*/,
      'cdn: { canonicalName: c.cdn.example, apexAddresses: { ipv4: [192.0.2.10] }, ranges: { ipv4: [192.0.2.0/25] } }',
    )
    .replace(
      'monthlyBudget: 1000 }',
      'monthlyBudget: 1000, probes: { federation: [203.0.113.8/30, 198.51.100.0/24] } }',
    );
  expect(report({ 'environment.yaml': behindCdn })).toEqual([
    expect.stringContaining('observability.probes.federation[1]: 198.51.100.0/24 is blocked by the balancer'),
    'name it in edge.peers too',
  ]);
});
