import { podHostPrefix, podNetwork, serviceNetwork } from '../../../model/data/cluster-internal-blocks';
import { clusterProxy } from '../../../model/cluster-proxy';
import type { Environment, NodePool } from '../../../model/environment';
import { platformTags } from '../../../model/platform-tags';
import { controlPlaneZones } from './control-plane-machines';
import { controlPlanePool } from './control-plane-pool';
import { blockYaml } from '../../../model/formats/block-yaml';

/** Inputs of the installer that are not in the environment. */
export interface InstallConfigProps {
  readonly pullSecret: string;
  readonly sshKey: string;
}

/**
 * `install-config.yaml` of a cluster on infrastructure that CloudFormation makes: the installer makes no workers, and
 * credentials are manual. The Machine objects that the installer writes are deleted, but it still checks their types
 * and zones: that AWS offers them, and that they have the right architecture and size
 * (`model/rules/instance-type-rules.ts`). Source: openshift/installer:pkg/types/installconfig.go,
 * pkg/types/aws/platform.go, docs/user/aws/install_upi.md.
 */
export function installConfig(environment: Environment, { pullSecret, sshKey }: InstallConfigProps): string {
  const { region, network, cluster } = environment;
  const controlPlane = controlPlanePool(environment);
  // The installer requires one pool of workers. It makes no machine of the pool, but checks its instance type.
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
      clusterNetwork: [{ cidr: podNetwork, hostPrefix: podHostPrefix }],
      serviceNetwork: [serviceNetwork],
    },
    platform: {
      aws: {
        region,
        lbType: cluster.ingress.balancer === 'network' ? 'NLB' : 'Classic',
        // With propagation the tags are in the status of the Infrastructure object, so the cluster's operators set them
        // on the disks, load balancers and buckets that they make.
        userTags: platformTags(environment),
        propagateUserTags: true,
      },
    },
    ...(cluster.cryptography === 'fips' && { fips: true }),
    proxy: clusterProxy(environment),
    // By default the installer adds the bundle to machines only if there is a proxy.
    ...(bundle !== undefined && { additionalTrustBundle: bundle, additionalTrustBundlePolicy: 'Always' }),
    // The bootstrap machine pulls the release's images before the cluster has an object that names mirrors.
    ...(registryMirrors.length > 0 && { imageDigestSources: registryMirrors }),
    pullSecret,
    sshKey,
  };
  return blockYaml(config);
}
