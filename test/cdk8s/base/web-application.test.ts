import { WebApplication } from '../../../cdk8s/base/web-application';
import type { WebApplicationProps } from '../../../cdk8s/base/web-application-props';
import { byName, chartContext, objectsOf } from '../../support/charts';

/** Metrics at a port of their own take the place of those at `port`. */
const everyProp: Required<Omit<WebApplicationProps, 'metricsPort'>> = {
  name: 'site',
  image: 'quay.io/team/site:stable',
  updates: 'automatic',
  architecture: 'any',
  command: ['bin/site'],
  args: ['--quiet'],
  port: 8080,
  ports: [{ name: 'gossip', port: 7946, protocol: 'UDP' }],
  health: { path: '/healthz' },
  startSeconds: 60,
  stopSeconds: 45,
  timeoutSeconds: 120,
  metricsPath: '/metrics',
  metricsCredentials: { token: { secret: 'site', key: 'TOKEN' } },
  closedPaths: ['/admin'],
  hosts: [{ host: 'site.example', certificate: 'acme' }],
  paths: {},
  size: 'small',
  replicas: { count: 2 },
  volumes: [],
  before: [],
  beside: [],
  near: { 'app.kubernetes.io/component': 'process' },
  variables: { MODE: 'production', TOKEN: { secret: 'site', key: 'TOKEN' } },
  files: { '/etc/app/app.ini': '[app]\nmode = quiet\n' },
  secretFiles: { secret: 'site-files', keys: { '/etc/app/login.ini': 'file-1' } },
  scratch: ['/tmp', '/var/cache/app'],
  roleArn: 'arn:aws:iam::111122223333:role/team-site',
  reaches: 'https-outside',
  calls: [{ peers: [{ podSelector: {} }], ports: [5432] }],
};

const render = (change: Partial<WebApplicationProps> = {}) =>
  objectsOf((chart) => new WebApplication(chart, 'site', { ...everyProp, ...change }));

const deploymentOf = (change?: Partial<WebApplicationProps>) => byName(render(change), 'Deployment').site;

const claim = { path: '/data', sizeGiB: 5, speed: 'standard', backup: 'daily' } as const;
const withClaim: WebApplicationProps['replicas'] = { single: { claim: { ...claim, sharing: 'one-pod' } } };

test('several pods roll one by one, spread over zones, and keep one through a drain', () => {
  expect(deploymentOf()).toMatchObject({
    spec: {
      replicas: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: { spec: { topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }, {}] } },
    },
  });
  expect(byName(render(), 'PodDisruptionBudget')).toMatchObject({ site: { spec: { maxUnavailable: 1 } } });
});

test('a single pod is replaced, never doubled, and no budget blocks the drain of its node', () => {
  const objects = render({ replicas: withClaim });
  expect(byName(objects, 'Deployment').site).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
  expect(byName(objects, 'PodDisruptionBudget')).toEqual({});
});

test('a claim is mounted, backed up, watched, and stays when its file goes', () => {
  const objects = render({ replicas: withClaim });
  expect(byName(objects, 'PersistentVolumeClaim')['site-data']).toMatchObject({
    metadata: {
      labels: { 'commons-platform/backup': 'daily' },
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard-daily',
      resources: { requests: { storage: '5Gi' } },
    },
  });
  expect(byName(objects, 'Deployment').site).toMatchObject({
    spec: {
      template: { spec: { containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }, {}, {}, {}, {}] }] } },
    },
  });
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).toContain('VolumeFilling');
  expect(JSON.stringify(byName(render(), 'PrometheusRule'))).not.toContain('VolumeFilling');
});

test('a file is a part of the pod, so that a change of it is a rollout', () => {
  const annotation = 'commons-platform/file-1';
  expect(deploymentOf()).toMatchObject({
    spec: {
      template: {
        metadata: { annotations: { [annotation]: '[app]\nmode = quiet\n' } },
        spec: {
          containers: [
            {
              volumeMounts: [
                {},
                {},
                { mountPath: '/etc/app/app.ini', subPath: 'file-1', readOnly: true },
                { name: 'secret-files', mountPath: '/etc/app/login.ini', subPath: 'file-1', readOnly: true },
              ],
            },
          ],
          volumes: [
            {},
            {},
            {
              downwardAPI: {
                items: [{ path: 'file-1', fieldRef: { fieldPath: `metadata.annotations['${annotation}']` } }],
              },
            },
            { name: 'secret-files', secret: { secretName: 'site-files' } },
          ],
        },
      },
    },
  });
  expect(JSON.stringify(deploymentOf({ files: {} }))).not.toContain('downwardAPI');
});

test('its requests may take as long as it was said, and others as the routers say', () => {
  const annotation = 'haproxy.router.openshift.io/timeout';
  expect(JSON.stringify(byName(render(), 'Route'))).toContain(`"${annotation}":"120s"`);
  expect(JSON.stringify(byName(render({ timeoutSeconds: undefined }), 'Route'))).not.toContain(annotation);
});

test('a start may take as long as it was said', () => {
  expect(deploymentOf({ startSeconds: 300 })).toMatchObject({
    spec: { template: { spec: { containers: [{ startupProbe: { periodSeconds: 5, failureThreshold: 60 } }] } } },
  });
});

test('variables keep their order, and secret ones name their Secret', () => {
  expect(deploymentOf()).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [
                { name: 'MODE', value: 'production' },
                { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'site', key: 'TOKEN' } } },
              ],
            },
          ],
        },
      },
    },
  });
});

test('an image for one architecture goes to its nodes', () => {
  expect(deploymentOf({ architecture: 'amd64' })).toMatchObject({
    spec: { template: { spec: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } } } },
  });
  expect(JSON.stringify(deploymentOf())).not.toContain('nodeSelector');
});

test('routers and Prometheus call it, and it calls HTTPS outside and what was named', () => {
  const { site } = byName(render(), 'NetworkPolicy');
  expect(site).toMatchObject({
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'site' } },
      ingress: [{ from: [{}, {}], ports: [{ port: 8080 }] }],
      egress: [
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...chartContext.addresses.internal, '169.254.0.0/16'] } }],
          ports: [{ port: 443 }],
        },
        { ports: [{ port: 5432 }] },
      ],
    },
  });
});

test('metrics and closed paths lead nowhere from outside', () => {
  const routes = byName(render(), 'Route');
  const targets = Object.values(routes).map(({ spec }) => spec);
  expect(targets).toMatchObject([
    { host: 'site.example', to: { name: 'site' } },
    { host: 'site.example', path: '/metrics', to: { name: 'site-closed' } },
    { host: 'site.example', path: '/admin', to: { name: 'site-closed' } },
  ]);
  const { 'site-closed': closed } = byName(render(), 'Service');
  expect(closed).toBeDefined();
  expect(JSON.stringify(closed)).not.toContain('selector');
});

test('without metrics nothing is closed and nobody asks for them', () => {
  const objects = render({ metricsPath: undefined, closedPaths: [] });
  expect(Object.keys(byName(objects, 'Route'))).toEqual(['site-example']);
  expect(byName(objects, 'ServiceMonitor')).toEqual({});
  expect(Object.keys(byName(objects, 'Service'))).toEqual(['site']);
});

test('several pods share a folder, and roll one by one all the same', () => {
  const objects = render({ replicas: { count: 3, claim: { ...claim, sharing: 'many-pods' } } });
  expect(byName(objects, 'PersistentVolumeClaim')['site-data']).toMatchObject({
    spec: { accessModes: ['ReadWriteMany'], storageClassName: 'files' },
  });
  expect(byName(objects, 'Deployment').site).toMatchObject({
    spec: { replicas: 3, strategy: { type: 'RollingUpdate' } },
  });
});

test('its pods have the role they are given, and none else', () => {
  const annotation = 'eks.amazonaws.com/role-arn';
  const accountOf = (change: Partial<WebApplicationProps>) => byName(render(change), 'ServiceAccount').site;
  expect(accountOf({})).toMatchObject({ metadata: { annotations: { [annotation]: everyProp.roleArn } } });
  expect(JSON.stringify(accountOf({ roleArn: undefined }))).not.toContain(annotation);
});

test('one that works with the Kubernetes API has a token for it that ends, and does not get to the internet', () => {
  const objects = render({ reaches: 'kubernetes-api', calls: [] });
  expect(byName(objects, 'NetworkPolicy').site?.spec).toMatchObject({
    egress: [{ to: [{ ipBlock: { cidr: chartContext.addresses.machines } }], ports: [{ port: 6443 }] }],
  });
  const pod = JSON.stringify(byName(objects, 'Deployment').site?.spec);
  expect(pod).toContain('{"serviceAccountToken":{"expirationSeconds":3600,"path":"token"}}');
  expect(pod).toContain('"automountServiceAccountToken":false');
  expect(JSON.stringify(deploymentOf())).not.toContain('serviceAccountToken"');
});
