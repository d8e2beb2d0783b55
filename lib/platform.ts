import type { App } from 'aws-cdk-lib/core';
import { cloudPools, clusterDomain, type Environment } from '../environments/environment';
import { hasFacts, type Facts } from '../environments/facts';
import { namesOf } from '../environments/naming';
import { cloudPoolSpecs } from './cloud-pools';
import { contributorsOf } from './contributors';
import { stackFacts, waitingStacks, type WaitingStack } from './stack-facts';
import { ClusterStack } from './stacks/cluster-stack';
import { DnsStack } from './stacks/dns-stack';
import { IdentityStack } from './stacks/identity-stack';
import { IssuerStack } from './stacks/issuer-stack';
import { NetworkStack } from './stacks/network-stack';
import { NodePoolsStack } from './stacks/node-pools-stack';

/**
 * The map of all stacks of an environment, in the order of their deployment.
 *
 * @returns the stacks that wait for a fact
 */
export function platform(app: App, environment: Environment, facts: Partial<Facts>): readonly WaitingStack[] {
  const { name, account, region, zones, network, edge, cluster, access } = environment;
  const { infraId } = facts;
  const names = namesOf(environment);
  const domain = clusterDomain(environment);
  const place = (noun: string) => ({ stackName: names.stack(noun), environment: name, account, region, zones });

  const networkStack = new NetworkStack(app, names.stack('network'), {
    ...place('network'),
    network,
    infraId,
    interfaceEndpoints: network.interfaceEndpoints,
    flowLogs: { bucketName: names.bucket('flow-logs'), ...network.flowLogs },
    cdnRanges: 'none' in edge.cdn ? { ipv4: [], ipv6: [] } : edge.cdn.ranges,
    deniedBlocks: edge.denied.map(({ block }) => block),
  });
  const { vpcId, publicSubnetIds, privateSubnetIds } = networkStack;

  const { publicZoneId, privateZoneId } = new DnsStack(app, names.stack('dns'), {
    ...place('dns'),
    region: 'us-east-1',
    publicZone: cluster.baseDomain,
    signingKeyAlias: names.keyAlias('dnssec'),
    clusterDomain: domain,
    privateZones: environment.privateZones,
    infraId,
    vpcId,
    vpcRegion: region,
  });

  if (hasFacts(facts, stackFacts.issuer)) {
    new IssuerStack(app, names.stack('issuer'), { ...place('issuer'), keys: facts.serviceAccountKeys });
  }

  const pools = cloudPools(environment);
  if (hasFacts(facts, stackFacts.identity)) {
    new IdentityStack(app, names.stack('identity'), {
      ...place('identity'),
      release: cluster.release,
      clusterName: cluster.name,
      issuer: facts.serviceAccountIssuer,
      roleName: names.roleName,
      bootstrapBucketName: names.bucket('bootstrap'),
      publicZone: { id: facts.clusterZoneId, name: cluster.baseDomain },
      privateZoneId: facts.clusterPrivateZoneId,
      nodeAdmission: pools.length > 0,
      contributors: contributorsOf(environment),
      ci: access.ci,
    });
  }

  if (hasFacts(facts, stackFacts.cluster)) {
    const { machineConfigServerCa, controlPlane } = facts;
    const ofCluster = { infraId: facts.infraId, clusterDomain: domain, machineConfigServerCa, privateSubnetIds };
    const peers = edge.peers.map(({ block }) => block);
    const { nodeSecurityGroupId } = new ClusterStack(app, names.stack('cluster'), {
      ...place('cluster'),
      ...ofCluster,
      vpcId,
      vpcBlock: network.block,
      publicSubnetIds,
      publicZoneId,
      privateZoneId,
      api: cluster.api === 'peers' ? { clients: peers } : cluster.api,
      controlPlane,
      instanceProfiles: { controlPlane: names.roleName('control-plane'), bootstrap: names.roleName('bootstrap') },
      bootstrap:
        cluster.phase === 'bootstrapping' ? { bucketName: names.bucket('bootstrap'), installers: peers } : undefined,
    });

    const specs = cloudPoolSpecs(pools, environment, facts);
    if (specs.length > 0 && specs.length === pools.length) {
      new NodePoolsStack(app, names.stack('node-pools'), {
        ...place('node-pools'),
        ...ofCluster,
        nodeSecurityGroupId,
        instanceProfile: names.roleName('worker'),
        pools: specs,
      });
    }
  }
  return waitingStacks(environment, facts);
}
