import { clusterProxy } from '../../model/cluster-proxy';
import type { OpenShiftReleaseName } from '../../model/data/openshift-releases';
import type { Environment, NodePool } from '../../model/environment';
import { applicationWaves } from '../base/delivery/sync';
import { MachineConfiguration } from '../platform/machine-configuration/machine-configuration';
import {
  configurationNamespace,
  ClusterProxyConfiguration,
} from '../platform/machine-configuration/cluster-proxy-configuration';
import { PinnedBootImages } from '../platform/machine-configuration/pinned-boot-images';
import { TunedPool, type TunedPoolProps } from '../platform/machine-configuration/tuned-pool';
import {
  clusterWideManifests,
  platformApplication,
  type ClusterApplication,
  type Context,
  type ManifestFiles,
} from './application';

/** Configuration of all machines, and of pools with a configuration of their own. */
export function machineConfigurationApplication(context: Context): ClusterApplication {
  const outboundCalls = outboundCallsFiles(context);
  const hasOutboundCalls = Object.keys(outboundCalls).length > 0;
  return platformApplication(
    context,
    { ...machineConfigurationFiles(context), ...outboundCalls },
    {
      name: 'machine-configuration',
      description: 'What the machines of the cluster are configured with',
      namespaces: ['openshift-machine-config-operator', ...(hasOutboundCalls ? [configurationNamespace] : [])],
      clusterKinds: [
        ...['MachineConfig', 'MachineConfigPool', 'KubeletConfig'].map((kind) => ({
          group: 'machineconfiguration.openshift.io',
          kind,
        })),
        { group: 'operator.openshift.io', kind: 'MachineConfiguration' },
        ...['ImageDigestMirrorSet', 'ImageTagMirrorSet', ...(hasOutboundCalls ? ['Proxy'] : [])].map((kind) => ({
          group: 'config.openshift.io',
          kind,
        })),
      ],
      wave: applicationWaves.platform,
    },
  );
}

/**
 * Releases that update the boot images of MachineSets by default. Source: openshift/machine-config-operator,
 * pkg/operator/sync.go, isDefaultOnBootImageUpdatePlatform.
 */
const movingBootImages: readonly OpenShiftReleaseName[] = ['4.19', '4.20'];

/** The cluster's proxy and trusted authorities, if declared; at the installation, the installer makes the Proxy object itself. */
function outboundCallsFiles(context: Context): ManifestFiles {
  const { environment } = context;
  const { additionalTrustBundle } = environment.cluster;
  const proxy = clusterProxy(environment);
  if (proxy === undefined && additionalTrustBundle === undefined) return {};
  const manifests = clusterWideManifests(context, (chart) => {
    new ClusterProxyConfiguration(chart, 'outbound-calls', { proxy, additionalTrustBundle });
  });
  return { 'machine-configuration/outbound-calls.yaml': manifests };
}

/** Returns the configuration of machines that must be there at their first start, also without Argo CD. */
export function machineConfigurationFiles(context: Context): ManifestFiles {
  const { environment } = context;
  const { nodes, pools, release } = environment.cluster;
  const tuned = pools.flatMap(({ name, tuning, capacity }) => {
    if (tuning === undefined) return [];
    const manifests = clusterWideManifests(context, (chart) => {
      new TunedPool(chart, name, {
        name,
        sysctls: tuning.sysctls,
        kubelet: kubeletProps(tuning, nodes),
        interruptible: capacity !== 'on-demand',
      });
    });
    return [[`machine-configuration/pool-${name}.yaml`, manifests] as const];
  });
  const common = clusterWideManifests(context, (chart) => {
    new MachineConfiguration(chart, 'all', nodes);
    if (movingBootImages.includes(release)) new PinnedBootImages(chart, 'boot-images');
  });
  return { 'machine-configuration/all-machines.yaml': common, ...Object.fromEntries(tuned) };
}

/**
 * Returns the kubelet settings of a pool; undefined if it has none of its own. A pool has only one KubeletConfig, so settings
 * that all machines have are repeated in it.
 */
function kubeletProps(
  { podPidsLimit, systemReserved }: NonNullable<NodePool['tuning']>,
  nodes: Environment['cluster']['nodes'],
): TunedPoolProps['kubelet'] {
  if (podPidsLimit === undefined && systemReserved === undefined) return undefined;
  return {
    podPidsLimit: podPidsLimit ?? nodes.podPidsLimit,
    systemReserved: systemReserved ?? nodes.systemReserved,
  };
}
