import { Template } from 'aws-cdk-lib/assertions';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { ClusterStack, type ClusterStackProps } from '../../../lib/stacks/cluster-stack';
import { controlPlaneMachineName } from '../../../model/control-plane-machine-name';
import type { PinnedMachine } from '../../../constructs/openshift/control-plane';

const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const byZone = (prefix: string) => new Map(zones.map((zone) => [zone, `${prefix}-${zone.slice(-1)}`]));

/** A control-plane machine. */
export const pinned: PinnedMachine = {
  generation: 1,
  imageId: 'ami-0123456789abcdef0',
  instanceType: 'm6i.xlarge',
  volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 250 },
};

/** A cluster that runs and whose API peers reach. */
export const running: ClusterStackProps = {
  stackName: 'test-cluster',
  environment: 'test',
  account: '111122223333',
  region: 'eu-west-1',
  zones,
  infraId: 'commons-x7k2p',
  clusterDomain: 'commons.cluster.example',
  vpcId: 'vpc-1',
  vpcBlock: '10.0.0.0/16',
  publicSubnetIds: byZone('public'),
  privateSubnetIds: byZone('private'),
  publicZoneId: 'Z1PUBLIC',
  privateZoneId: 'Z2PRIVATE',
  api: { clients: ['203.0.113.8/29', '192.0.2.201/32'] },
  tunnelClients: [],
  controlPlane: { 'eu-west-1c': pinned, 'eu-west-1a': pinned, 'eu-west-1b': pinned },
  controlPlaneMachineName: (zone, generation) => controlPlaneMachineName('commons-x7k2p', zone, generation),
  machineConfigServerCa: 'data:text/plain;charset=utf-8;base64,LS0tLS1CRUdJTg==',
  instanceProfiles: { controlPlane: 'test-control-plane', bootstrap: 'test-bootstrap' },
};

/** The same cluster while it is installed. */
export const bootstrapping: ClusterStackProps = {
  ...running,
  bootstrap: { bucketName: 'test-bootstrap-111122223333-eu-west-1', installers: ['203.0.113.8/29'] },
};

/** The cluster stack as a template. */
export function clusterTemplate(props: ClusterStackProps): Template {
  return Template.fromStack(new ClusterStack(cloudApp({ context: cdkContext() }), 'Cluster', props));
}
