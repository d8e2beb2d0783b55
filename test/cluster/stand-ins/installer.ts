import type { KubeApi } from '../support/kube-api';
import type { KubeObject } from '../support/kube-object';
import { assertTaken } from './stand-in';

/** What OpenShift's installer has given a cluster. */
export interface Installation {
  /** Its name with the letters that make it the only one, by which machines know what they belong to. */
  readonly name: string;
  readonly region: string;
}

const label = 'machine.openshift.io/cluster-api-cluster';

/** The name that rendered MachineSets belong to; any where there are none. */
export const clusterNameIn = (manifests: readonly KubeObject[]): string =>
  manifests.filter(({ kind }) => kind === 'MachineSet').flatMap(({ metadata }) => metadata.labels?.[label] ?? [])[0] ??
  'cluster-00000';

/** Stands in for what the installer writes down of a cluster on AWS, and for the secrets that its machines start with. */
export async function standInForInstaller(api: KubeApi, { name, region }: Installation): Promise<void> {
  const infrastructure = {
    apiVersion: 'config.openshift.io/v1',
    kind: 'Infrastructure',
    metadata: { name: 'cluster' },
  };
  const status = {
    infrastructureName: name,
    platform: 'AWS',
    platformStatus: { type: 'AWS', aws: { region } },
    controlPlaneTopology: 'HighlyAvailable',
    infrastructureTopology: 'HighlyAvailable',
    apiServerURL: 'https://api.cluster.example:6443',
    apiServerInternalURI: 'https://api-int.cluster.example:6443',
    etcdDiscoveryDomain: '',
  };
  assertTaken('Infrastructure', await api.merge(infrastructure, { status }, 'status', 'installer'));
  await api.applyAll(
    ['aws-cloud-credentials', 'worker-user-data'].map((secret) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secret, namespace: 'openshift-machine-api' },
    })),
    { manager: 'installer' },
  );
}
