import { compare } from '../../../lib/review/comparison';
import { exampleZone } from '../../../lib/review/example-zone';
import { RenderedSnapshot } from '../../../lib/review/rendered-snapshot';
import { renamedText } from '../../../lib/review/renames/rename';
import { review } from '../../../lib/review/review';
import { reviewRules } from '../../../lib/review/rules';
import { findingLines, reviewFiles } from '../../support/review-files';

type Files = Readonly<Record<string, string>>;

const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false' };
const object = (apiVersion: string, kind: string, namespace: string | undefined, name: string, more: object = {}) =>
  `---\n${JSON.stringify({ apiVersion, kind, metadata: { name, namespace, annotations: kept }, ...more }, undefined, 1)}\n`;

/** A tenant with one service, a database, its copies, and a bucket. */
function tenant(
  name: string,
  service: string,
  change: { readonly keep?: string; readonly policy?: string } = {},
): Files {
  const { keep = '365d', policy = 'Retain' } = change;
  const bucket = `test-tenant-${name}-${service}`;
  return {
    [`cluster/${name}/${service}.yaml`]: [
      object('v1', 'Namespace', undefined, name),
      object('apps/v1', 'Deployment', name, service, {
        spec: { template: { spec: { containers: [{ name: 'main', image: `quay.io/x/${service}-image:1` }] } } },
      }),
      object('barmancloud.cnpg.io/v1', 'ObjectStore', name, `${service}-db`, {
        spec: { retentionPolicy: keep, configuration: { destinationPath: `s3://test-archive/${name}/${service}` } },
      }),
      object('postgresql.cnpg.io/v1', 'Cluster', name, `${service}-db`, { spec: { instances: 3 } }),
    ].join(''),
    'aws/test-tenants-1.template.json': JSON.stringify(
      {
        Resources: {
          [`${name}${service}Bucket`]: {
            Type: 'AWS::S3::Bucket',
            Properties: { BucketName: bucket },
            DeletionPolicy: policy,
          },
          [`${name}${service}Policy`]: {
            Type: 'AWS::S3::BucketPolicy',
            Properties: { Bucket: { Ref: `${name}${service}Bucket` }, PolicyDocument: { Statement: [] } },
          },
        },
      },
      undefined,
      1,
    ),
    'cluster/other/settings.yaml': object('v1', 'ConfigMap', 'other', 'settings', { data: { neighbours: name } }),
  };
}

describe('a tenant', () => {
  test('is one finding, which says what starts empty', () => {
    const lines = findingLines({ before: tenant('elections', 'ballot'), after: tenant('votes', 'ballot') });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^loses-data: tenant elections becomes votes, with .*database votes\/ballot-db/);
    expect(lines[0]).toMatch(/bucket test-tenant-votes-ballot starting empty; the old ones stay/);
  });

  test('does not hide that copies are kept for less', () => {
    const lines = findingLines({
      before: tenant('elections', 'ballot'),
      after: tenant('votes', 'ballot', { keep: '7d' }),
    });
    expect(lines).toHaveLength(2);
    expect(lines.join('\n')).toMatch(/backups of votes\/ballot-db are kept for 7 days in place of 365 days/);
  });

  test('does not hide that a bucket is not kept', () => {
    const lines = findingLines({
      before: tenant('elections', 'ballot'),
      after: tenant('votes', 'ballot', { policy: 'Delete' }),
    });
    expect(lines.join('\n')).toMatch(/bucket test-tenant-\S+ is deleted with its stack/);
  });

  test('shows where it was', () => {
    const { findings } = reviewFiles(
      { before: tenant('elections', 'ballot'), after: tenant('votes', 'ballot', { keep: '7d' }) },
      reviewRules,
    );
    const { places = [] } = findings.find(({ id }) => id === 'shorter-backups') ?? {};
    expect(places.map(({ side, file }) => `${side} ${file}`)).toEqual([
      'before rendered/test/cluster/elections/ballot.yaml',
      'after rendered/test/cluster/votes/ballot.yaml',
    ]);
    const text = (tenant('elections', 'ballot')['cluster/elections/ballot.yaml'] ?? '').split('\n');
    expect(text[(places[0]?.line ?? 0) - 1]).toMatch(/retentionPolicy/);
  });
});

describe('a host that has the name of its tenant', () => {
  /** @param route the name of its Route, which for most services is that of the host */
  const served = (name: string, host: string, route = `${host}-commons-example`): Files => ({
    ...tenant(name, 'ballot'),
    ...exampleZone(
      `${host} IN A 192.0.2.10 ; tenant ${name}`,
      `www IN CNAME ${host}.commons.example. ; tenant ${name}`,
    ),
    [`cluster/${name}/web.yaml`]: [
      object('v1', 'Service', name, 'ballot'),
      object('route.openshift.io/v1', 'Route', name, route, {
        spec: { host: `${host}.commons.example`, to: { kind: 'Service', name: 'ballot' } },
      }),
    ].join(''),
  });

  test('stays when the tenant alone has another name', () => {
    const lines = findingLines({ before: served('elections', 'elections'), after: served('votes', 'elections') });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^loses-data: tenant elections becomes votes/);
  });

  test.each([
    ['its Route, too', undefined],
    ['its Route keeps its name', 'web'],
  ])('is lost when it has another name with the tenant: %s', (_, route) => {
    const lines = findingLines({
      before: served('elections', 'elections', route),
      after: served('votes', 'votes', route),
    });
    expect(lines).toEqual([
      expect.stringMatching(/^loses-data: tenant elections becomes votes/),
      'interrupts: https://elections.commons.example will be gone',
      'watch: DNS name www.commons.example leads to votes.commons.example in place of elections.commons.example',
      'watch: https://votes.commons.example is another host of service votes/ballot',
    ]);
  });

  test('is lost with its records where no Route has it', () => {
    const zone = (name: string) => exampleZone('www IN A 192.0.2.10', `${name} IN A 192.0.2.11 ; tenant ${name}`);
    const lines = findingLines({
      before: { ...tenant('elections', 'ballot'), ...zone('elections') },
      after: { ...tenant('votes', 'ballot'), ...zone('votes') },
    });
    expect(lines.slice(1)).toEqual(['interrupts: DNS name elections.commons.example is no longer found']);
  });

  test.each([
    ['elections and elections-db', 'votes and votes-db'],
    ['https://elections.commons.example/elections', 'https://elections.commons.example/votes'],
    ['api.elections.commons.example of elections', 'api.elections.commons.example of votes'],
    [String.raw`^elections\.commons\.example$`, String.raw`^elections\.commons\.example$`],
    ['elections/elections-commons-example-tls', 'votes/elections-commons-example-tls'],
    ['elections.other.example', 'votes.other.example'],
  ])('is no name of the tenant: %s', (text, expected) => {
    expect(renamedText(text, { from: 'elections', to: 'votes', kept: ['elections.commons.example'] })).toBe(expected);
  });
});

test('a service is one finding, and another one that is like it is none', () => {
  const before = tenant('elections', 'ballot');
  const [first, ...rest] = findingLines({ before, after: tenant('elections', 'votes') });
  expect(first).toMatch(/^loses-data: service ballot becomes votes, with .*elections\/votes-db/);
  expect(rest).toEqual([]);
  const other = object('apps/v1', 'Deployment', 'elections', 'results', { spec: { replicas: 7 } });
  expect(
    findingLines({
      before: { 'cluster/a.yaml': object('apps/v1', 'Deployment', 'elections', 'ballot') },
      after: { 'cluster/a.yaml': other },
    }),
  ).toEqual(['interrupts: pods elections/ballot will be gone']);
});

describe('a pool', () => {
  const pool = (name: string, asked = name): Files => ({
    'cluster/pools.yaml':
      object('machine.openshift.io/v1beta1', 'MachineSet', 'openshift-machine-api', `x7k2p-${name}-a`, {
        spec: { template: { spec: { metadata: { labels: { 'commons-platform/pool': name } } } } },
      }) +
      object('apps/v1', 'Deployment', 'gitlab', 'gitaly', {
        spec: { template: { spec: { nodeSelector: { 'commons-platform/pool': asked }, containers: [] } } },
      }),
  });

  test('says what becomes of its machines', () => {
    const [first = ''] = findingLines({ before: pool('gitaly'), after: pool('disks') });
    expect(first).toBe(
      'interrupts: pool gitaly becomes disks: its machines, of 1 set, are drained and replaced by new ones',
    );
  });

  test('is not one whose machines are in another zone', () => {
    const sets = (zone: string): Files => ({
      'cluster/pools.yaml': ['workers-a', 'workers-b', `releases-${zone}`]
        .map((name) =>
          object('machine.openshift.io/v1beta1', 'MachineSet', 'openshift-machine-api', `x7k2p-${name}`, {
            spec: { template: { metadata: { labels: { set: name } } } },
          }),
        )
        .join(''),
    });
    expect(findingLines({ before: sets('a'), after: sets('b') })).toEqual([]);
  });

  test('says whose pods ask for the old one', () => {
    expect(findingLines({ before: pool('gitaly'), after: pool('disks', 'gitaly') })[0]).toMatch(
      /the pods of gitlab\/gitaly stay pending, since they select the old one$/,
    );
  });
});

describe('an environment', () => {
  const lines = (after: Files) => {
    const files = (texts: Files) => new Map(Object.entries(texts));
    const snapshot = (side: 'before' | 'after', name: string, texts: Files) =>
      new RenderedSnapshot(side, `rendered/${name}`, files(texts));
    return review(
      [
        compare('live', snapshot('before', 'live', {}), snapshot('after', 'live', after)),
        compare('test', snapshot('before', 'test', tenant('elections', 'ballot')), snapshot('after', 'test', {})),
      ],
      reviewRules,
    ).findings.map(({ environment, subjects, what, places }) => ({
      environment,
      says: `${subjects.join()} ${what}`,
      places,
    }));
  };
  /** The same files with the other name in them, and in the names of templates. */
  const live = (files: Files): Files =>
    Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file.replace('test-', 'live-'), text.replaceAll('test-', 'live-')]),
    );

  test('is one finding', () => {
    const found = lines(live(tenant('elections', 'ballot')));
    expect(found).toHaveLength(1);
    expect(found[0]?.environment).toBe('live');
    expect(found[0]?.says).toMatch(
      /^environment test becomes live, with 1 bucket starting empty; .*all stacks are created anew/,
    );
    expect(found[0]?.places.slice(0, 2).map(({ file }) => file)).toEqual([
      'rendered/test/aws/test-tenants-1.template.json',
      'rendered/live/aws/live-tenants-1.template.json',
    ]);
  });

  test('does not hide what else has changed', () => {
    const found = lines(live(tenant('elections', 'ballot', { keep: '7d', policy: 'Delete' })));
    expect(found.map(({ says }) => says).join('\n')).toMatch(/kept for 7 days in place of 365 days/);
    expect(found.map(({ says }) => says).join('\n')).toMatch(/is deleted with its stack/);
    const place = found.find(({ says }) => says.includes('with its stack'))?.places[0];
    expect(place?.file).toBe('rendered/test/aws/test-tenants-1.template.json');
  });

  test('is none if most of it is something else', () => {
    expect(
      lines({ 'cluster/a.yaml': object('v1', 'ConfigMap', 'a', 'a') })
        .map(({ says }) => says)
        .join('\n'),
    ).not.toMatch(/becomes/);
  });
});
