import { quotaOverruns } from '../../../cdk8s/applications/quota-overruns';

const object = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'x' }, spec });
const resources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } };
const template = { spec: { containers: [{ resources }] } };
const volumeOf = (storage: string) => ({ resources: { requests: { storage } } });
const own = { cpu: 1, memoryGiB: 4, storageGiB: 10, because: 'exactly this' };

test.each([
  ['two pods that fit', [object('StatefulSet', { replicas: 2, template })], []],
  [
    'three pods',
    [object('Deployment', { replicas: 3, template })],
    ['1.5 of cpu, but the quota gives 1', '6 of memoryGiB, but the quota gives 4'],
  ],
  [
    'poolers',
    [object('Pooler', { instances: 3, template })],
    ['1.5 of cpu, but the quota gives 1', '6 of memoryGiB, but the quota gives 4'],
  ],
  [
    'a database, for each instance with its log',
    [
      object('Cluster', {
        instances: 2,
        resources: { limits: { memory: '512Mi' } },
        storage: { size: '4Gi' },
        walStorage: { size: '2Gi' },
      }),
    ],
    ['12 of storageGiB, but the quota gives 10'],
  ],
  [
    'the container that backs a database up',
    [
      object('Cluster', {
        instances: 2,
        resources: { limits: { memory: '1920Mi' } },
        plugins: [{ parameters: { barmanObjectName: 'x' } }],
        storage: { size: '1Gi' },
        walStorage: { size: '1Gi' },
      }),
      object('ObjectStore', { instanceSidecarConfiguration: { resources: { limits: { memory: '256Mi' } } } }),
    ],
    ['4.3 of memoryGiB, but the quota gives 4'],
  ],
  [
    'the pods of a StatefulSet, each with its volumes',
    [object('StatefulSet', { replicas: 3, template, volumeClaimTemplates: [{ spec: volumeOf('4Gi') }] })],
    [
      '1.5 of cpu, but the quota gives 1',
      '6 of memoryGiB, but the quota gives 4',
      '12 of storageGiB, but the quota gives 10',
    ],
  ],
  [
    'the disk that comes with each pod of a deployment',
    [
      object('Deployment', {
        replicas: 2,
        template: {
          spec: {
            containers: [],
            volumes: [{ emptyDir: {} }, { ephemeral: { volumeClaimTemplate: { spec: volumeOf('6Gi') } } }],
          },
        },
      }),
    ],
    ['12 of storageGiB, but the quota gives 10'],
  ],
  [
    'a job once, though it runs again and again',
    [1, 2, 3].map(() => object('CronJob', { jobTemplate: { spec: { template } } })),
    ['1.5 of cpu, but the quota gives 1', '6 of memoryGiB, but the quota gives 4'],
  ],
  [
    'MySQL with what is beside it, and its proxies',
    [
      object('PerconaXtraDBCluster', {
        pxc: {
          size: 3,
          resources,
          sidecars: [{ resources }],
          volumeSpec: { persistentVolumeClaim: volumeOf('5Gi') },
        },
        haproxy: { size: 2, resources },
      }),
    ],
    [
      '4 of cpu, but the quota gives 1',
      '16 of memoryGiB, but the quota gives 4',
      '15 of storageGiB, but the quota gives 10',
    ],
  ],
  [
    'a database by Crunchy with all that is beside it',
    [
      object('PostgresCluster', {
        instances: [
          {
            replicas: 2,
            resources,
            sidecars: { copy: { resources } },
            dataVolumeClaimSpec: volumeOf('4Gi'),
            walVolumeClaimSpec: volumeOf('2Gi'),
          },
        ],
        monitoring: { pgmonitor: { exporter: { resources } } },
        backups: { pgbackrest: { sidecars: { server: { resources } } } },
        proxy: { pgBouncer: { replicas: 1, resources, sidecars: { settings: { resources } } } },
      }),
    ],
    [
      '5 of cpu, but the quota gives 1',
      '20 of memoryGiB, but the quota gives 4',
      '12 of storageGiB, but the quota gives 10',
    ],
  ],
  [
    'the largest job before a pod, if it is more than all containers',
    [
      object('Deployment', {
        replicas: 2,
        template: {
          spec: {
            containers: [{ resources }],
            initContainers: [
              { resources: { requests: { cpu: '3' }, limits: { memory: '1Gi' } } },
              { resources: { requests: { cpu: '2' }, limits: { memory: '9Gi' } } },
            ],
          },
        },
      }),
    ],
    ['6 of cpu, but the quota gives 1', '18 of memoryGiB, but the quota gives 4'],
  ],
  [
    'claims together',
    [1, 2].map(() => object('PersistentVolumeClaim', { resources: { requests: { storage: '6Gi' } } })),
    ['12 of storageGiB, but the quota gives 10'],
  ],
  ['what costs nothing', [object('Service', { ports: [] })], []],
])('counts %s', (_, manifests, expected) => {
  expect(quotaOverruns(own, manifests)).toEqual(expected);
});

test('a class has figures', () => {
  const claim = object('PersistentVolumeClaim', { resources: { requests: { storage: '1Ti' } } });
  expect(quotaOverruns('small', [claim])).toEqual(['1024 of storageGiB, but the quota gives 60']);
  expect(quotaOverruns('large', [claim])).toEqual(['1024 of storageGiB, but the quota gives 600']);
});

test.each([
  [
    'that start first',
    undefined,
    ['1.5 of cpu while a new pod of Deployment/x takes the place of an old one, but the quota gives 1'],
  ],
  ['of which none may be missing', { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }, 1],
  ['that start after the old one has ended', { type: 'Recreate' }, []],
  ['of which one may be missing', { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }, []],
  ['of which half may be missing', { rollingUpdate: { maxUnavailable: '50%', maxSurge: '25%' } }, []],
])('has room in a full quota for pods %s', (_, strategy, expected) => {
  const full = [object('Deployment', { replicas: 2, template, strategy })];
  const overruns = quotaOverruns({ ...own, memoryGiB: 6 }, full);
  if (typeof expected === 'number') expect(overruns).toHaveLength(expected);
  else expect(overruns).toEqual(expected);
});

test('a rollout has the room of jobs, which end', () => {
  const deployment = object('Deployment', { replicas: 1, template });
  const job = object('CronJob', { jobTemplate: { spec: { template } } });
  expect(quotaOverruns(own, [deployment, job])).toEqual([]);
});

const tiny = { spec: { containers: [{}] } };

test('counts pods, and the new one of a rollout', () => {
  const pods = (replicas: number, kind = 'StatefulSet') => object(kind, { replicas, template: tiny });
  const claim = object('PersistentVolumeClaim', volumeOf('1Gi'));
  expect(quotaOverruns('small', [pods(20), claim])).toEqual([]);
  expect(quotaOverruns('small', [pods(21)])).toEqual(['21 of pods, but the quota gives 20']);
  expect(quotaOverruns('small', [pods(18), pods(1, 'Deployment')])).toEqual([]);
  expect(quotaOverruns('small', [pods(19), pods(1, 'Deployment')])).toEqual([
    '21 of pods while a new pod of Deployment/x takes the place of an old one, but the quota gives 20',
  ]);
  expect(quotaOverruns(own, [pods(81)])).toEqual(['81 of pods, but the quota gives 80']);
  expect(quotaOverruns({ ...own, pods: 120 }, [pods(120)])).toEqual([]);
});
