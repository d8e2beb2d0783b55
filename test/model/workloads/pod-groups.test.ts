import { podGroups } from '../../../model/workloads/pod-groups';
import { onePerMachine, machineKey } from '../../../model/workloads/scheduling';

const object = (kind: string, spec: object, name = 'x') => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'pad' },
  spec,
});
const nodeSelector = { 'kubernetes.io/arch': 'amd64' };
const topologySpreadConstraints = [
  { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
];

test('a pod goes where its template says, with the claims it names, and starts with its first containers', () => {
  const spec = {
    containers: [{}],
    initContainers: [{ resources: { requests: { cpu: '2' } } }],
    nodeSelector,
    volumes: [{ persistentVolumeClaim: { claimName: 'data' } }, { emptyDir: {} }],
  };
  expect(podGroups([object('Deployment', { replicas: 2, template: { spec } })])).toMatchObject([
    {
      workload: 'Deployment/x',
      namespace: 'pad',
      count: 2,
      least: 2,
      claims: ['data'],
      volumes: [],
      initContainers: [{ requests: { cpu: '2' } }],
      scheduling: { nodeSelector },
    },
  ]);
});

test('what scales a deployment says how many there are, of its own namespace alone', () => {
  const template = { spec: { containers: [{}] } };
  const scaler = object('HorizontalPodAutoscaler', { scaleTargetRef: { name: 'x' }, minReplicas: 2, maxReplicas: 6 });
  const elsewhere = { ...scaler, metadata: { name: 'x', namespace: 'forum' } };
  const deployment = object('Deployment', { template });
  expect(podGroups([deployment, scaler])).toMatchObject([{ count: 6, least: 2 }]);
  expect(podGroups([deployment, elsewhere])).toMatchObject([{ count: 1, least: 1 }]);
});

test.each([
  [
    'CloudNativePG',
    object('Cluster', {
      instances: 2,
      storage: { size: '1Gi', storageClass: 'fast' },
      walStorage: { size: '1Gi' },
      affinity: { podAntiAffinityType: 'required', nodeSelector },
      topologySpreadConstraints,
    }),
    { ...onePerMachine, nodeSelector, topologySpreadConstraints },
  ],
  [
    'Percona',
    object('PerconaXtraDBCluster', {
      pxc: {
        size: 3,
        sidecars: [],
        volumeSpec: { persistentVolumeClaim: { resources: {} } },
        affinity: { antiAffinityTopologyKey: machineKey },
      },
      haproxy: { size: 2 },
    }),
    onePerMachine,
  ],
])('a database of %s keeps its pods apart', (_, database, scheduling) => {
  expect(podGroups([database])[0]?.scheduling).toMatchObject(scheduling);
});
