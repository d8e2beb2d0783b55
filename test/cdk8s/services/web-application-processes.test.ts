import { z } from 'zod';
import {
  TenantWebApplication,
  type TenantWebApplicationProps,
} from '../../../cdk8s/services/web-application/tenant-web-application';
import { byName, objectsOf } from '../../support/charts';

const roleArn = 'arn:aws:iam::111122223333:role/test-team-site';

const props: TenantWebApplicationProps = {
  name: 'site',
  image: 'quay.io/team/site:stable',
  updates: 'automatic',
  architecture: 'arm64',
  port: 8080,
  health: { path: '/' },
  startSeconds: 120,
  hosts: [],
  size: 'medium',
  scratch: ['/tmp'],
  replicas: 1,
  settings: { MODE: 'production' },
  secrets: { typedIn: ['TOKEN'], generated: [] },
  remoteSecret: 'test/team/site',
  database: {
    kind: 'cloudnative-pg',
    version: '17',
    storageGiB: 5,
    size: 'small',
    speed: 'standard',
    extensions: [],
    pooling: 'session',
    instances: 2,
    backup: { none: 'The tests need none of it' },
    backupTarget: { bucket: 'backups', prefix: 'team/site', roleArn },
  },
  cache: {
    kind: 'own',
    memoryMiB: 64,
    eviction: 'none',
    remotePassword: 'test/team/site/cache-password',
    keyPrefix: 'team:site:',
  },
  bucket: { bucketName: 'test-tenant-team', prefix: 'site', roleArn },
  files: { '/etc/site.ini': 'mode = quiet\n' },
  callsOut: [{ port: 587, to: 'internet' }],
  migrate: { command: ['bin/site', 'migrate'] },
  workers: [
    {
      name: 'mail',
      command: ['bin/site', 'mail'],
      alive: { command: ['bin/site', 'ping'] },
      startSeconds: 300,
      replicas: 2,
      size: 'small',
    },
    {
      name: 'watch',
      command: ['bin/site', 'watch'],
      alive: { none: 'It has nothing to ask' },
      startSeconds: 300,
      replicas: 1,
      size: 'small',
    },
  ],
  schedule: [
    {
      name: 'fetch',
      at: '*/30 * * * *',
      longestPauseMinutes: 30,
      command: ['bin/site', 'fetch', '--all'],
      timeoutMinutes: 20,
      retries: 2,
      size: 'large',
    },
  ],
};

const render = (change: Partial<TenantWebApplicationProps> = {}) =>
  objectsOf((chart) => new TenantWebApplication(chart, 'site', { ...props, ...change }));
const objects = render();

const podSchema = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({
    containers: z.tuple([
      z.looseObject({ env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })) }),
    ]),
  }),
});
const templated = z.looseObject({ template: podSchema });

const webPod = (found = objects) => templated.parse(byName(found, 'Deployment').site?.spec).template;
const workerPod = (name: string) => templated.parse(byName(objects, 'Deployment')[name]?.spec).template;
const jobPod = (found = objects) =>
  z
    .looseObject({ jobTemplate: z.looseObject({ spec: templated }) })
    .parse(byName(found, 'CronJob')['site-job-fetch']?.spec).jobTemplate.spec.template;
const migrationPod = () => templated.parse(byName(objects, 'Job')['site-migration']?.spec).template;

const processes = { 'app.kubernetes.io/instance': 'site', 'app.kubernetes.io/component': 'process' };

test('a job runs by the clock in UTC, one run at a time, for as long and as often as its file says', () => {
  expect(byName(objects, 'CronJob')['site-job-fetch']).toMatchObject({
    spec: {
      schedule: '*/30 * * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 2,
      jobTemplate: { spec: { backoffLimit: 2, activeDeadlineSeconds: 1200 } },
    },
  });
  expect(jobPod().spec).toMatchObject({
    restartPolicy: 'Never',
    containers: [{ command: ['bin/site', 'fetch', '--all'], resources: { limits: { cpu: '2', memory: '4Gi' } } }],
  });
});

test.each([
  ['a job', () => jobPod()],
  ['a worker', () => workerPod('site-worker-mail')],
])('%s has what the web pods have', (_, pod) => {
  const { spec } = pod();
  const web = webPod().spec;
  expect(spec.containers[0].env).toEqual(web.containers[0].env);
  for (const key of [
    'serviceAccountName',
    'nodeSelector',
    'volumes',
    'securityContext',
    'automountServiceAccountToken',
  ])
    expect([key, spec[key]]).toEqual([key, web[key]]);
  expect(spec.containers[0].volumeMounts).toEqual(web.containers[0].volumeMounts);
  expect(pod().metadata).toMatchObject({ annotations: { 'commons-platform/file-1': 'mode = quiet\n' } });
  expect(spec.containers[0].image).toBe(web.containers[0].image);
  expect(spec.containers[0].securityContext).toEqual(web.containers[0].securityContext);
});

test('a migration has it too, but its database past the pooler', () => {
  const valuesOf = (pod: z.output<typeof podSchema>) =>
    Object.fromEntries(pod.spec.containers[0].env.map(({ name, value }) => [name, value]));
  const url = 'postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@site-db-rw:5432/$(DATABASE_NAME)';
  expect(valuesOf(migrationPod())).toEqual({
    ...valuesOf(webPod()),
    DATABASE_HOST: 'site-db-rw',
    DATABASE_PORT: '5432',
    DATABASE_URL: url,
  });
});

test('a migration comes before the pods of a new image, with those of its database', () => {
  const waveOf = (kind: string, name: string) =>
    z
      .object({ metadata: z.looseObject({ annotations: z.record(z.string(), z.string()) }) })
      .parse(byName(objects, kind)[name]).metadata.annotations;
  expect(waveOf('Job', 'site-migration')).toEqual({
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '2',
  });
  expect(waveOf('Cluster', 'site-db')).toMatchObject({ 'argocd.argoproj.io/sync-wave': '2' });
  for (const name of ['site', 'site-worker-mail'])
    expect(waveOf('Deployment', name)).toMatchObject({ 'argocd.argoproj.io/sync-wave': '3' });
});

test('the service and the budget of the web pods know no others', () => {
  const { labels } = webPod().metadata;
  expect(labels).toMatchObject({ 'app.kubernetes.io/name': 'site' });
  for (const pod of [jobPod(), workerPod('site-worker-mail'), migrationPod()]) {
    expect(pod.metadata.labels).toMatchObject(processes);
    expect(pod.metadata.labels['app.kubernetes.io/name']).not.toBe('site');
  }
});

test('nobody calls a process, and it calls what the web pods call', () => {
  const policies = byName(objects, 'NetworkPolicy');
  const egressOf = (name: string) => z.looseObject({ egress: z.array(z.unknown()) }).parse(policies[name]?.spec).egress;
  expect(policies['site-processes']).toMatchObject({ spec: { podSelector: { matchLabels: processes } } });
  expect(JSON.stringify(policies['site-processes'])).not.toContain('ingress');
  expect(egressOf('site-processes')).toEqual(egressOf('site'));
  expect(JSON.stringify(egressOf('site'))).toContain('"port":587');
});

test.each([
  ['site-processes-to-database', { 'cnpg.io/poolerName': 'site-db-pooler' }, 5432],
  ['site-processes-to-database-directly', { 'cnpg.io/cluster': 'site-db' }, 5432],
  ['site-processes-to-cache', { 'app.kubernetes.io/name': 'site-cache' }, 6379],
])('%s lets them in', (name, called, port) => {
  expect(byName(objects, 'NetworkPolicy')[name]).toMatchObject({
    spec: {
      podSelector: { matchLabels: called },
      ingress: [{ from: [{ podSelector: { matchLabels: processes } }], ports: [{ port }] }],
    },
  });
});

test('a shared database lets namespaces in, so there is nothing to add', () => {
  const remotePassword = 'test/team/site/database-password';
  const user = { tenant: 'team', service: 'site', cluster: 'general', pooling: 'session' } as const;
  const found = render({ database: { kind: 'shared', ...user, remotePassword }, cache: undefined });
  expect(Object.keys(byName(found, 'NetworkPolicy')).sort()).toEqual(['site', 'site-processes']);
});

test('a worker is asked whether it works, or says why not', () => {
  expect(workerPod('site-worker-mail').spec.containers[0]).toMatchObject({
    livenessProbe: { exec: { command: ['bin/site', 'ping'] } },
    readinessProbe: { exec: { command: ['bin/site', 'ping'] } },
    startupProbe: { exec: { command: ['bin/site', 'ping'] } },
  });
  const silent = workerPod('site-worker-watch');
  expect(JSON.stringify(silent.spec)).not.toContain('Probe');
  expect(silent.metadata).toMatchObject({
    annotations: { 'commons-platform/no-probes-because': 'It has nothing to ask' },
  });
});

test('a single worker is never two, and two keep one through a drain', () => {
  expect(byName(objects, 'Deployment')).toMatchObject({
    'site-worker-watch': { spec: { replicas: 1, strategy: { type: 'Recreate' } } },
    'site-worker-mail': { spec: { replicas: 2, strategy: { type: 'RollingUpdate' } } },
  });
  expect(Object.keys(byName(objects, 'PodDisruptionBudget'))).toContain('site-worker-mail');
  expect(Object.keys(byName(objects, 'PodDisruptionBudget'))).not.toContain('site-worker-watch');
});

test('workers and jobs follow the builds of the tag', () => {
  const triggers = ['Deployment', 'CronJob'].flatMap((kind) =>
    Object.values(byName(objects, kind)).map((object) => JSON.stringify(object.metadata)),
  );
  expect(triggers).toHaveLength(4);
  for (const trigger of triggers) expect(trigger).toContain('site:stable');
});

const disk = { path: '/data', sizeGiB: 5, speed: 'standard', backup: 'daily' } as const;

test('a job has the disk too, on the node of the web pod, which starts near it if it can', () => {
  const found = render({ claim: { ...disk, sharing: 'one-pod' }, workers: [] });
  const onNode = { topologyKey: 'kubernetes.io/hostname' };
  expect(jobPod(found).spec).toMatchObject({
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { ...onNode, labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'site' } } },
        ],
      },
    },
    containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }, {}, {}] }],
    volumes: [{ persistentVolumeClaim: { claimName: 'site-data' } }, {}, {}],
  });
  expect(webPod(found).spec).toMatchObject({
    affinity: {
      podAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { podAffinityTerm: { ...onNode, labelSelector: { matchLabels: processes } } },
        ],
      },
    },
  });
});

test('a shared folder binds nobody to a node', () => {
  const found = render({ claim: { ...disk, sharing: 'many-pods' } });
  expect(JSON.stringify([jobPod(found), webPod(found)])).not.toContain('affinity');
  expect(jobPod(found).spec.containers[0]).toMatchObject({ volumeMounts: [{ mountPath: '/data' }, {}, {}] });
});

test('each tells when it goes wrong', () => {
  const alertsOf = (name: string) =>
    [...JSON.stringify(byName(objects, 'PrometheusRule')[name]).matchAll(/"alert":"(\w+)"/g)].map(([, alert]) => alert);
  expect(alertsOf('site-job-fetch')).toEqual(['ScheduledJobFailed', 'ScheduledJobLate']);
  expect(alertsOf('site-worker-mail')).toEqual(['WorkloadDown', 'WorkloadRestarts']);
  expect(alertsOf('site-migration')).toEqual(['MigrationFailed']);
  // Half an hour without a start, twenty minutes for a run, an hour of grace.
  expect(JSON.stringify(byName(objects, 'PrometheusRule')['site-job-fetch'])).toContain(' > 6600');
});

test('without processes nothing of theirs is there', () => {
  const found = render({ migrate: undefined, workers: [], schedule: [] });
  expect(JSON.stringify(found)).not.toContain('process');
});
