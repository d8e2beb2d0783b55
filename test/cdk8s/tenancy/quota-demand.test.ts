import { overdrafts } from '../../../cdk8s/tenancy/quota-demand';

const object = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'x' }, spec });
const resources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } };
const template = { spec: { containers: [{ resources }] } };
const own = { cpu: 1, memoryGiB: 4, storageGiB: 10, because: 'exactly this' };

test.each([
  ['two pods that fit', [object('Deployment', { replicas: 2, template })], []],
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
    [object('Cluster', { instances: 2, resources: { limits: { memory: '1920Mi' } }, plugins: [{}] })],
    ['4.3 of memoryGiB, but the quota gives 4'],
  ],
  [
    'claims together',
    [1, 2].map(() => object('PersistentVolumeClaim', { resources: { requests: { storage: '6Gi' } } })),
    ['12 of storageGiB, but the quota gives 10'],
  ],
  ['what costs nothing', [object('Service', { ports: [] })], []],
])('counts %s', (_, manifests, expected) => {
  expect(overdrafts(own, manifests)).toEqual(expected);
});

test('a class has figures', () => {
  const claim = object('PersistentVolumeClaim', { resources: { requests: { storage: '1Ti' } } });
  expect(overdrafts('small', [claim])).toEqual(['1024 of storageGiB, but the quota gives 60']);
  expect(overdrafts('large', [claim])).toEqual(['1024 of storageGiB, but the quota gives 600']);
});
