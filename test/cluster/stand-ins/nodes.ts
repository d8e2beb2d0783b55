import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import type { ControlPlane } from '../support/control-plane';

/** What the machines of a cluster are told apart by. */
export interface Machine {
  readonly name: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly role: 'worker' | 'infra';
  readonly zone: string;
}

const room = { cpu: '64', memory: '512Gi', pods: '500', 'ephemeral-storage': '500Gi' };

/** Three machines of both architectures, in as many zones of a region. */
export const machinesIn = (region: string): readonly Machine[] => [
  { name: 'node-0', architecture: 'amd64', role: 'worker', zone: `${region}a` },
  { name: 'node-1', architecture: 'arm64', role: 'worker', zone: `${region}b` },
  { name: 'node-2', architecture: 'arm64', role: 'infra', zone: `${region}c` },
];

/** Stands in for machines and their kubelets: kwok says of each pod that it runs, without running anything. */
export async function standInForNodes(
  { api, processes, administrator }: ControlPlane,
  machines: readonly Machine[],
): Promise<void> {
  processes.start('kwok', [
    programOf('control-plane', 'kwok'),
    `--kubeconfig=${administrator}`,
    '--manage-all-nodes=true',
    // Its default has the nodes lose their lease, and everything evicted.
    '--node-lease-duration-seconds=40',
    `--server-address=127.0.0.1:${await freePort()}`,
  ]);
  await api.applyAll(
    machines.map(({ name, architecture, role, zone }) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { 'kwok.x-k8s.io/node': 'fake' },
        labels: {
          'kubernetes.io/arch': architecture,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/hostname': name,
          'node-role.kubernetes.io/worker': '',
          [`node-role.kubernetes.io/${role}`]: '',
          'topology.kubernetes.io/zone': zone,
          'topology.kubernetes.io/region': zone.slice(0, -1),
        },
      },
      status: { allocatable: room, capacity: room },
    })),
  );
}
