import type { App } from 'aws-cdk-lib/core';
import { clusterDomain, type Environment } from '../environments/environment';
import type { Facts } from '../environments/facts';
import { namesOf } from '../environments/naming';
import { DnsStack } from './stacks/dns-stack';
import { NetworkStack } from './stacks/network-stack';

/** The map of all stacks of an environment, in the order of their deployment. */
export function platform(app: App, environment: Environment, facts: Partial<Facts>): void {
  const { name, account, region, zones, network, edge, cluster } = environment;
  const { infraId } = facts;
  const names = namesOf(environment);
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

  new DnsStack(app, names.stack('dns'), {
    ...place('dns'),
    region: 'us-east-1',
    publicZone: cluster.baseDomain,
    signingKeyAlias: names.keyAlias('dnssec'),
    clusterDomain: clusterDomain(environment),
    privateZones: environment.privateZones,
    infraId,
    vpcId: networkStack.vpcId,
    vpcRegion: region,
  });
}
