import type { ClusterApplication } from '../../cdk8s/applications/application';
import type { ChartedService } from '../../cdk8s/services/service-kind';
import { applicationsOf } from '../support/applications';
import { loadFixture } from '../support/fixture-home';
import type { Environment } from '../../model/environment';

const { environment, facts } = loadFixture('production');

async function applications(
  change: Partial<Environment<ChartedService>> = {},
  known = facts,
): Promise<Readonly<Record<string, ClusterApplication>>> {
  const found = await applicationsOf({ ...environment, ...change }, known);
  return Object.fromEntries(found.map((application) => [application.name, application]));
}

const textOf = (application: ClusterApplication | undefined) => JSON.stringify(application?.files);

test('the platform first, then an application per tenant, each with its namespace, services and delivery', async () => {
  const all = await applications();
  expect(Object.keys(all)).toEqual([
    'delivery',
    'operators',
    'machine-configuration',
    'machine-pools',
    'node-admission',
    'storage',
    'external-secrets',
    'delivery-mirror',
    'certificates',
    'external-dns',
    'ingress',
    'monitoring',
    'logs',
    'hosts',
    'etcd-backup',
    'cluster-backup',
    'barman-plugin',
    'shared-databases',
    'single-sign-on',
    'gitlab-operator',
    'gitlab',
    'runner-arm64',
    'runner-amd64',
    'runner-releases',
    'tenants',
    ...environment.tenants.map(({ name }) => name),
    'guardrails',
    'images',
  ]);
  expect(Object.keys(all.pad?.files ?? {})).toEqual([
    'tenants/pad.yaml',
    'pad/namespace.yaml',
    'pad/hedgedoc.yaml',
    'applications/pad.yaml',
  ]);
});

/** Facts without which no role of the platform is there. */
const roles = ['serviceAccountIssuer', 'clusterZoneId', 'clusterPrivateZoneId'];

test.each([
  ['operators', roles],
  ['external-secrets', roles],
  ['certificates', roles],
  ['machine-pools', [...roles, 'infraId', 'machineImages']],
  ['node-admission', [...roles, 'infraId']],
  ['ingress', [...roles, 'natAddresses']],
  ['monitoring', roles],
  ['storage', ['fileSystemId', 'volumeKeyArn']],
  ['external-dns', roles],
])('%s waits for %j, and is not delivered meanwhile', async (name, waitsFor) => {
  expect((await applications({ tenants: [] }, {}))[name]).toMatchObject({ waitsFor, files: {} });
  const known = (await applications({ tenants: [] }))[name];
  expect(known).toMatchObject({ waitsFor: [] });
  expect(Object.keys(known?.files ?? {})).toContain(`applications/${name}.yaml`);
});

test('a fact stands where it belongs', async () => {
  expect(textOf((await applications()).certificates)).toContain(`"hostedZoneID":"${facts.clusterZoneId}"`);
});

test('Argo CD follows the folder that is rendered, and may write to its own namespace only', async () => {
  const [project, application] = (await applications()).pad?.files['applications/pad.yaml'] ?? [];
  expect(application).toMatchObject({
    spec: {
      project: 'pad',
      source: { repoURL: environment.repository.url, targetRevision: 'main', path: 'rendered/production/cluster/pad' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  });
  expect(project).toMatchObject({
    spec: {
      destinations: [{ namespace: 'pad' }],
      sourceRepos: [environment.repository.url, 'https://git.example/commons/platform.git'],
    },
  });
  expect(project?.spec).not.toHaveProperty('clusterResourceWhitelist');
  expect(JSON.stringify(application)).not.toContain('finalizers');
  // Its claims' classes can never change, and the API server would refuse to compare anything.
  expect(JSON.stringify(application)).not.toContain('ServerSideDiff');
});

test('a release whose routes cannot read a Secret serves the default certificate', async () => {
  const cluster = { ...environment.cluster, release: '4.18' } as const;
  expect(textOf((await applications()).pad)).toMatch(
    /externalCertificate.*"kind":"Certificate","metadata"|"kind":"Certificate","metadata".*externalCertificate/,
  );
  expect(textOf((await applications({ cluster })).pad)).not.toMatch(
    /externalCertificate|"kind":"Certificate","metadata"/,
  );
});

test('a host below the cluster’s own domain is covered by the routers', async () => {
  const own = environment.tenants.find(({ hosts }) =>
    hosts.some((host) => host.endsWith('.apps.commons.openshift.commons.example')),
  );
  expect(own?.hosts).toHaveLength(1);
  expect(textOf((await applications())[own?.name ?? ''])).not.toContain('externalCertificate');
});

test('services that do not fit the quota are found out', async () => {
  const quota = { cpu: 0.1, memoryGiB: 1, storageGiB: 1, because: 'less than it needs' };
  const tenants = environment.tenants.map((tenant) => (tenant.name === 'pad' ? { ...tenant, quota } : tenant));
  const { pad, blogs } = await applications({ tenants });
  expect(pad?.findings.map(({ tenant, path }) => [tenant, ...path])).toEqual([
    ['pad', 'quota'],
    ['pad', 'quota'],
    ['pad', 'quota'],
  ]);
  expect(pad?.findings[0]?.reason).toMatch(/^the services ask for .* of cpu, but the quota gives 0.1$/);
  expect(blogs?.findings).toEqual([]);
  const before = (await applications({ tenants }, {})).pad;
  expect(before).toMatchObject({ files: {}, waitsFor: roles, findings: pad?.findings });
});

test('names of roles, secrets and buckets come from the environment, the tenant and the service', async () => {
  const text = textOf((await applications()).pad);
  expect(text).toContain('arn:aws:iam::111122223333:role/production-pad-hedgedoc-backup');
  expect(text).toContain('arn:aws:iam::111122223333:role/production-pad-secrets');
  expect(text).toContain('"key":"production/pad/hedgedoc/session-secret"');
  expect(text).toContain('s3://production-database-backups-111122223333-us-east-1/pad/hedgedoc');
});
