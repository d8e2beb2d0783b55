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

/** What machines are configured with: all of them, and the pools that have something of their own. */
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
 * Releases that move MachineSets to newer boot images unless they are told not to.
 * Source: openshift/machine-config-operator, pkg/operator/sync.go, isDefaultOnBootImageUpdatePlatform.
 */
const movingBootImages: readonly OpenShiftReleaseName[] = ['4.19', '4.20'];

/** The installer makes the first of these objects itself. */
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

/** What machines are configured with from their first start, without Argo CD. */
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

/** What the kubelets of a pool are told; a pool has one KubeletConfig, so what is not its own is said again. */
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
