import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  LoadBalancerNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { resourceNames, type NamingContext } from '../../model/naming';
import type { StackNoun } from '../../model/purposes';
import type { TargetHealth } from '../../lib/operations/install/installation-state';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';
import { cloudFormationClient } from './cloudformation-client';

/** Reads the state of an environment's installation from AWS. */
export class AwsInstallation {
  private readonly balancers: ElasticLoadBalancingV2Client;

  constructor(private readonly environment: NamingContext) {
    this.balancers = new ElasticLoadBalancingV2Client(clientSettings(environment.region));
  }

  /** Status of a stack as CloudFormation names it; undefined when there is no such stack. */
  stackStatus(noun: StackNoun, region: string): Promise<string | undefined> {
    const client = cloudFormationClient(region);
    const question = new DescribeStacksCommand({ StackName: resourceNames(this.environment).stack(noun) });
    return callAws('cloudformation:DescribeStacks', async () => {
      try {
        const { Stacks = [] } = await client.send(question);
        return Stacks[0]?.StackStatus;
      } catch (error) {
        if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist'))
          return undefined;
        throw error;
      }
    });
  }

  /** Targets behind port 6443 of the internal load balancer; undefined when there is no load balancer. */
  async apiTargets(infraId: string): Promise<TargetHealth | undefined> {
    const { balancers } = this;
    const arn = await callAws('elasticloadbalancing:DescribeLoadBalancers', async () => {
      try {
        const question = new DescribeLoadBalancersCommand({ Names: [`${infraId}-int`] });
        return (await balancers.send(question)).LoadBalancers?.[0]?.LoadBalancerArn;
      } catch (error) {
        if (error instanceof LoadBalancerNotFoundException) return undefined;
        throw error;
      }
    });
    if (arn === undefined) return undefined;
    const { TargetGroups = [] } = await callAws('elasticloadbalancing:DescribeTargetGroups', () =>
      balancers.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn })),
    );
    const group = TargetGroups.find(({ Port }) => Port === 6443);
    if (group === undefined) return undefined;
    const { TargetHealthDescriptions: targets = [] } = await callAws('elasticloadbalancing:DescribeTargetHealth', () =>
      balancers.send(new DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn })),
    );
    return {
      healthy: targets.filter(({ TargetHealth: health }) => health?.State === 'healthy').length,
      all: targets.length,
    };
  }
}
