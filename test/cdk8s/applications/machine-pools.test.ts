import { loadFixture } from '../../support/fixture-home';
import { createContext } from '../../../cdk8s/applications/application';
import { machinePoolsApplications } from '../../../cdk8s/applications/machine-pools';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { byName } from '../../support/charts';

const { environment, facts } = loadFixture('production');
const { cluster } = environment;

function rendered(change: Partial<Environment['cluster']> = {}, known: Partial<Facts> = facts) {
  const [application] = machinePoolsApplications(
    createContext({ ...environment, cluster: { ...cluster, ...change } }),
    known,
  );
  const files = application?.files ?? {};
  return { application, files, objects: Object.values(files).flat() };
}

const only = (...names: readonly string[]) => ({ pools: cluster.pools.filter(({ name }) => names.includes(name)) });

const delivery = (objects: readonly KubernetesObject[]) => byName(objects, 'Application')['machine-pools'];

test('every pool of the machine API has a file, and no other pool has', () => {
  const { files, objects } = rendered();
  expect(Object.keys(files)).toEqual([
    ...['workers', 'infra', 'gitaly', 'ci-arm64', 'ci-amd64', 'ci-releases'].map(
      (pool) => `machine-pools/${pool}.yaml`,
    ),
    'machine-pools/cluster-autoscaler.yaml',
    'applications/machine-pools.yaml',
  ]);
  expect(Object.keys(byName(objects, 'MachineSet')).filter((name) => /legacy|control-plane/.test(name))).toEqual([]);
  expect(Object.keys(byName(objects, 'MachineSet'))).toHaveLength(17);
});

test('a pool is made of what the environment says and the facts know', () => {
  const { 'commons-x7k2p-workers-us-east-1b': workers } = byName(rendered().objects, 'MachineSet');
  expect(workers).toMatchObject({
    metadata: {
      namespace: 'openshift-machine-api',
      annotations: { 'machine.openshift.io/vCPU': '16', 'machine.openshift.io/memoryMb': '65536' },
    },
    spec: {
      replicas: 2,
      template: {
        spec: {
          metadata: { labels: { 'commons-platform/pool': 'workers' } },
          providerSpec: {
            value: {
              ami: { id: facts.machineImages?.['4.20']?.arm64?.imageId },
              iamInstanceProfile: { id: 'production-worker' },
              instanceType: 'm7g.4xlarge',
              subnet: { filters: [{ values: ['production-private-us-east-1b'] }] },
            },
          },
        },
      },
    },
  });
});

test('what is said of a pool’s configuration and capacity reaches its machines', () => {
  const { 'commons-x7k2p-ci-arm64-us-east-1a': ci, 'commons-x7k2p-infra-us-east-1a': infra } = byName(
    rendered().objects,
    'MachineSet',
  );
  expect(JSON.stringify(ci)).toMatch(/"node-role\.kubernetes\.io\/ci-arm64":"".*"spotMarketOptions":{}/);
  expect(JSON.stringify(infra)).not.toMatch(/node-role\.kubernetes\.io\/(?!infra)|spotMarketOptions/);
});

test('a pool may have zones of its own', () => {
  const pools = cluster.pools.map((pool) => (pool.name === 'infra' ? { ...pool, zones: ['us-east-1c'] } : pool));
  const sets = Object.keys(byName(rendered({ pools }).objects, 'MachineSet')).filter((name) => name.includes('infra'));
  expect(sets).toEqual(['commons-x7k2p-infra-us-east-1c']);
});

test('the autoscaler may fill every pool, whoever owns it, beside the control plane', () => {
  // 3 of the control plane, 15 workers, 7 for the platform, 3 for Gitaly, 3 legacy ones, 8, 8 and 2 for CI.
  expect(byName(rendered().objects, 'ClusterAutoscaler').default).toMatchObject({
    spec: { resourceLimits: { maxNodesTotal: 49 } },
  });
  expect(byName(rendered().objects, 'ClusterAutoscaler').default?.metadata).not.toHaveProperty('namespace');
});

test('without a range there is no autoscaler, and Argo CD keeps the size', () => {
  const { objects } = rendered(only('control-plane', 'infra'));
  expect(Object.keys(byName(objects, 'MachineSet'))).toHaveLength(3);
  expect(byName(objects, 'ClusterAutoscaler')).toEqual({});
  expect(JSON.stringify(delivery(objects))).not.toContain('/spec/replicas');
  expect(JSON.stringify(delivery(rendered().objects)).match(/\/spec\/replicas/g)).toHaveLength(11);
});

test('without a pool of the machine API there is nothing', () => {
  expect(rendered(only('control-plane', 'legacy')).application).toBeUndefined();
});

test('images of another release or architecture are not the ones', () => {
  expect(rendered({ release: '4.19' }).application).toMatchObject({ waitsFor: ['machineImages'], files: {} });
  const { arm64 } = facts.machineImages?.['4.20'] ?? {};
  const half = { ...facts, machineImages: { '4.20': { arm64 } } };
  expect(rendered({}, half).application).toMatchObject({ waitsFor: ['machineImages'] });
  expect(rendered(only('control-plane', 'workers'), half).application).toMatchObject({ waitsFor: [] });
});
