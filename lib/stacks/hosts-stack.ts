import type { Construct } from 'constructs';
import { RunnerHosts, type RunnerHostsProps, type RunnerHostsSpec } from '../../constructs/hosts/runner-hosts';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface HostsStackProps extends PlatformStackProps, Pick<RunnerHostsProps, 'vpcId' | 'vpcBlock' | 'key'> {
  /** Ids of the subnets for machines outside the cluster, by zone. */
  readonly hostsSubnetIds: ReadonlyMap<string, string>;
  readonly runners: readonly RunnerHostsSpec[];
}

/** Machines outside the cluster; everything on them can be made again. */
export class HostsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: HostsStackProps) {
    super(scope, id, props, { description: 'Machines beside the cluster', terminationProtection: true });
    const { region, vpcId, vpcBlock, key, hostsSubnetIds } = props;
    for (const runner of props.runners) {
      new RunnerHosts(this, pascalCase(`runner-${runner.name}`), {
        ...runner,
        region,
        vpcId,
        vpcBlock,
        key,
        subnetIds: [...hostsSubnetIds.values()],
      });
    }
  }
}
