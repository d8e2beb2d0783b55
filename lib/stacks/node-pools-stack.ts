import type { Construct } from 'constructs';
import { ignitionPointer } from '../../constructs/openshift/ignition-pointer';
import { AutoScalingNodePool, type AutoScalingNodePoolSpec } from '../../constructs/openshift/auto-scaling-node-pool';
import { pascalCase } from '../../constructs/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface NodePoolsStackProps extends PlatformStackProps {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  readonly clusterDomain: string;
  /** Certificate authority of the machine config server, as a data URL. */
  readonly machineConfigServerCa: string;
  /** Subnet ids by zone. */
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  readonly nodeSecurityGroupId: string;
  /** Instance profile of workers by name. */
  readonly instanceProfile: string;
  readonly pools: readonly AutoScalingNodePoolSpec[];
}

/** Workers that CloudFormation owns: changes often, and holds nothing that cannot be made again. */
export class NodePoolsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: NodePoolsStackProps) {
    super(scope, id, props, { description: 'Workers that CloudFormation owns', terminationProtection: false });
    const { infraId, clusterDomain, machineConfigServerCa, instanceProfile } = props;
    // Every pool begins with the configuration of workers; one of its own is fetched once the node is labelled.
    const userData = ignitionPointer({ pool: 'worker', clusterDomain, certificateAuthority: machineConfigServerCa });
    for (const pool of props.pools) {
      new AutoScalingNodePool(this, pascalCase(pool.name), {
        ...pool,
        infraId,
        subnetIds: props.privateSubnetIds,
        securityGroupId: props.nodeSecurityGroupId,
        instanceProfile,
        userData,
      });
    }
  }
}
