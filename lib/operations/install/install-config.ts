import { podNetwork, serviceNetwork } from '../../../model/data/cluster-internal-blocks';
import { clusterProxy } from '../../../model/cluster-proxy';
import type { Environment, NodePool } from '../../../model/environment';
import { platformTags } from '../../../model/platform-tags';
import { controlPlaneZones } from './control-plane-machines';
import { controlPlanePool } from './control-plane-pool';
import { blockYaml } from '../../../model/formats/block-yaml';

/** What the installer needs besides the environment. */
export interface InstallConfigProps {
  readonly pullSecret: string;
  readonly sshKey: string;
}

/**
 * `install-config.yaml` of a cluster whose infrastructure is ours: no workers of the installer, credentials by hand.
 * The machines that the installer plans are deleted, but it checks their types and zones before: that AWS offers them there,
 * that they are of the architecture, and that they are large enough (`model/rules/instance-type-rules.ts`).
 * Source: openshift/installer:pkg/types/installconfig.go, pkg/types/aws/platform.go, docs/user/aws/install_upi.md.
 */
export function installConfig(environment: Environment, { pullSecret, sshKey }: InstallConfigProps): string {
  const { region, network, cluster } = environment;
  const controlPlane = controlPlanePool(environment);
  // The installer takes one pool of workers. It makes no machine of it, and refuses a type that could not be one.
  const compute = cluster.pools.find(({ role }) => role === 'worker') ?? controlPlane;
  const machines = ({ architecture, instanceTypes: [type] }: NodePool, zones: readonly string[]) => ({
    architecture,
    platform: { aws: { type, zones } },
  });
  const { registryMirrors } = cluster.nodes;
  const bundle = cluster.additionalTrustBundle;
  const config = {
    apiVersion: 'v1',
    baseDomain: cluster.baseDomain,
    metadata: { name: cluster.name },
    credentialsMode: 'Manual',
    publish: cluster.api === 'vpc' ? 'Internal' : 'External',
    controlPlane: { name: 'master', replicas: 3, ...machines(controlPlane, controlPlaneZones(environment)) },
    compute: [{ name: 'worker', replicas: 0, ...machines(compute, compute.zones ?? environment.zones) }],
    networking: {
      networkType: 'OVNKubernetes',
      machineNetwork: [{ cidr: network.block }],
      clusterNetwork: [{ cidr: podNetwork, hostPrefix: 23 }],
      serviceNetwork: [serviceNetwork],
    },
    platform: {
      aws: {
        region,
        lbType: cluster.ingress.balancer === 'network' ? 'NLB' : 'Classic',
        // Disks, balancers and buckets that the cluster makes for itself carry them too: propagated, they stand in the
        // status of its Infrastructure object, where its operators read them.
        userTags: platformTags(environment),
        propagateUserTags: true,
      },
    },
    ...(cluster.cryptography === 'fips' && { fips: true }),
    proxy: clusterProxy(environment),
    // Without a proxy the installer would have machines not believe it.
    ...(bundle !== undefined && { additionalTrustBundle: bundle, additionalTrustBundlePolicy: 'Always' }),
    // The bootstrap machine fetches the images of the release before there is an object that would name mirrors.
    ...(registryMirrors.length > 0 && { imageDigestSources: registryMirrors }),
    pullSecret,
    sshKey,
  };
  return blockYaml(config);
}
