import type { Construct } from 'constructs';
import { ignitionPointer } from '../../constructs/openshift/ignition-pointer';
import { AutoScalingNodePool, type AutoScalingNodePoolSpec } from '../../constructs/openshift/auto-scaling-node-pool';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface NodePoolsStackProps extends PlatformStackProps {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  readonly clusterDomain: string;
  /** Certificate authority of the machine config server, as a data URL. */
  readonly machineConfigServerCa: string;
  /** Subnet ids by zone. */
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  readonly nodeSecurityGroupId: string;
  /** Name of the instance profile of workers. */
  readonly instanceProfile: string;
  readonly pools: readonly AutoScalingNodePoolSpec[];
}

/** Workers in Auto Scaling groups, without the machine API. Changes often, and everything on them can be made again. */
export class NodePoolsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: NodePoolsStackProps) {
    super(scope, id, props, { description: 'Workers that CloudFormation owns', terminationProtection: false });
    const { infraId, clusterDomain, machineConfigServerCa, instanceProfile } = props;
    // Every machine first gets the configuration of workers, and that of its own pool once its node has the label.
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
