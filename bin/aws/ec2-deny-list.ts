import { DescribeNetworkAclsCommand, EC2Client, ReplaceNetworkAclEntryCommand } from '@aws-sdk/client-ec2';
import type { DenySlot } from '../../model/deny-slots';
import { denyListName } from '../../model/edge-names';
import type { Environment } from '../../model/environment';
import { fileProblem } from '../../model/file-problem';
import { environmentTag } from '../../model/platform-tags';
import { ProblemsError } from '../../model/problem';
import type { DenyList } from '../../lib/operations/edge/carry-out';
import type { LiveSlots } from '../../lib/operations/edge/deny-plan';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** The deny entries of an environment's network ACL in EC2, which is found by its name. */
export class Ec2DenyList implements DenyList {
  private readonly client: EC2Client;
  private aclId = '';

  constructor(private readonly environment: Pick<Environment, 'name' | 'region'>) {
    this.client = new EC2Client(clientSettings(environment.region));
  }

  /**
   * @throws ProblemsError when there is no such ACL, or several.
   * @throws AwsCallError when AWS does not answer.
   */
  readonly live = async (): Promise<LiveSlots> => {
    const { name } = this.environment;
    const aclName = denyListName(name);
    const command = new DescribeNetworkAclsCommand({
      Filters: [
        { Name: 'tag:Name', Values: [aclName] },
        { Name: `tag:${environmentTag}`, Values: [name] },
      ],
    });
    const { NetworkAcls: [acl, ...others] = [] } = await callAws('ec2:DescribeNetworkAcls', () =>
      this.client.send(command),
    );
    if (acl?.NetworkAclId === undefined || others.length > 0) {
      const found = others.length > 0 ? 'several network ACLs' : 'no network ACL';
      const remedy = others.length > 0 ? 'take the tag Name from those that no stack made' : `deploy ${name}-network`;
      throw new ProblemsError([
        fileProblem(`environments/${name}/environment.yaml`, `has ${found} ${aclName} in AWS`, remedy),
      ]);
    }
    this.aclId = acl.NetworkAclId;
    const denied = (acl.Entries ?? []).filter(({ Egress, RuleAction }) => Egress === false && RuleAction === 'deny');
    return new Map(
      denied.flatMap(({ RuleNumber, CidrBlock, Ipv6CidrBlock }): readonly (readonly [number, string])[] => {
        const block = CidrBlock ?? Ipv6CidrBlock;
        return RuleNumber === undefined || block === undefined ? [] : [[RuleNumber, block]];
      }),
    );
  };

  /** @throws AwsCallError when AWS refuses. */
  readonly replace = async ({ family, ruleNumber, block }: DenySlot): Promise<void> => {
    const command = new ReplaceNetworkAclEntryCommand({
      NetworkAclId: this.aclId,
      RuleNumber: ruleNumber,
      RuleAction: 'deny',
      Egress: false,
      Protocol: '-1',
      CidrBlock: family === 'IPv4' ? block : undefined,
      Ipv6CidrBlock: family === 'IPv6' ? block : undefined,
    });
    await callAws('ec2:ReplaceNetworkAclEntry', () => this.client.send(command));
  };
}
