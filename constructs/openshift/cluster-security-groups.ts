import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { CfnTag } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { giveReason } from '../give-reason';
import { pascalCase } from '../../model/formats/pascal-case';
import { blockNames, portMatrix, type BlockName, type PortRule, type SecurityGroupName } from './port-matrix';

export interface ClusterSecurityGroupsProps {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  readonly vpcId: string;
  /** Security groups to make. Rules for or from other groups are left out. */
  readonly groups: readonly SecurityGroupName[];
  /** IPv4 blocks by their use. */
  readonly blocks: Readonly<Record<BlockName, readonly string[]>>;
  /**
   * Why a block is the whole internet.
   * @default no reason is recorded, which `commons verify` accepts only if no block is 0.0.0.0/0
   */
  readonly openBecause?: string;
}

/**
 * The security groups of a cluster, with the rules of the port matrix. Each rule is a resource of its own: groups refer
 * to each other, and the in-cluster cloud provider adds rules of its own, which an update of a group must not remove.
 */
export class ClusterSecurityGroups extends Construct {
  private readonly groups = new Map<string, CfnSecurityGroup>();

  constructor(scope: Construct, id: string, props: ClusterSecurityGroupsProps) {
    super(scope, id);
    const { infraId, vpcId, groups, blocks, openBecause } = props;
    for (const name of groups) {
      const { suffix, description, tagged } = kinds[name];
      const cluster: CfnTag = { key: `kubernetes.io/cluster/${infraId}`, value: 'shared' };
      const group = new CfnSecurityGroup(this, pascalCase(name), {
        vpcId,
        groupDescription: description,
        tags: [{ key: 'Name', value: `${infraId}-${suffix}` }, ...(tagged ? [cluster] : [])],
      });
      this.groups.set(name, group);
    }
    for (const rule of portMatrix.filter(({ group }) => this.groups.has(group))) {
      for (const source of this.sourcesOf(rule, blocks)) {
        const allowed = this.allow(rule, source);
        if ('cidrIp' in source && source.cidrIp === '0.0.0.0/0' && openBecause !== undefined) {
          giveReason(allowed, 'openToAll', openBecause);
        }
      }
    }
  }

  /**
   * Returns the id of a security group.
   *
   * @throws Error when the cluster has no such group
   */
  idOf(name: SecurityGroupName): string {
    const group = this.groups.get(name);
    if (group === undefined) throw new Error(`this cluster has no security group ${name}`);
    return group.attrGroupId;
  }

  private sourcesOf({ source }: PortRule, blocks: ClusterSecurityGroupsProps['blocks']): readonly RuleSource[] {
    const block = blockNames.find((name) => name === source);
    if (block !== undefined) {
      // The block of the VPC never changes; other blocks do, so their logical ids have the block.
      const label = (cidr: string) => pascalCase(block) + (block === 'vpc' ? '' : `-${cidr.replace('/', '-')}`);
      return [...new Set(blocks[block])].map((cidrIp) => ({ label: label(cidrIp), cidrIp }));
    }
    const group = this.groups.get(source);
    return group === undefined ? [] : [{ label: pascalCase(source), sourceSecurityGroupId: group.attrGroupId }];
  }

  /**
   * Adds a rule. Its logical id says what the rule allows, so a changed rule is a new resource beside the old one. EC2
   * refuses a second rule that allows the same, so renaming must not change the id.
   */
  private allow(
    { group, protocol, fromPort, toPort, purpose }: PortRule,
    { label, ...from }: RuleSource,
  ): CfnSecurityGroupIngress {
    const ports = [...new Set([fromPort, toPort])].filter((port) => port !== undefined && port !== -1);
    const what = pascalCase([group, protocol, ports.join('to')].join('-'));
    return new CfnSecurityGroupIngress(this, `${what}From${label}`, {
      groupId: this.idOf(group),
      ipProtocol: protocol,
      fromPort,
      toPort,
      description: purpose,
      ...from,
    });
  }
}

type RuleSource = { readonly label: string } & (
  | { readonly cidrIp: string }
  | { readonly sourceSecurityGroupId: string }
);

/**
 * A machine must have exactly one security group with the cluster's tag, in which the in-cluster cloud provider opens
 * node ports. The bootstrap machine has the group of the control plane besides its own, so its own is not tagged
 * (kubernetes/cloud-provider-aws, findSecurityGroupForInstance).
 */
const kinds = {
  'control-plane': { suffix: 'controlplane', tagged: true, description: 'OpenShift: control plane' },
  node: { suffix: 'node', tagged: true, description: 'OpenShift: workers' },
  bootstrap: { suffix: 'bootstrap', tagged: false, description: 'OpenShift: bootstrap machine' },
  'api-internal': { suffix: 'apiserver-lb', tagged: false, description: 'OpenShift: balancer of the API in the VPC' },
  'api-external': { suffix: 'apiserver-lb-ext', tagged: false, description: 'OpenShift: public balancer of the API' },
} as const satisfies Readonly<Record<SecurityGroupName, unknown>>;
