import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { giveReason } from '../give-reason';
import { ruleDescription } from '../network/rule-description';
import { hostTags } from './host-tags';

/** Ports between a host and others, with the reason. */
export interface HostPorts {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly lastPort: number;
  readonly because: string;
}

/** Ports between a host and addresses. */
export interface HostRule extends HostPorts {
  /** IPv4 and IPv6 blocks. */
  readonly blocks: readonly string[];
}

export interface HostGroupProps {
  /** Name of the host. */
  readonly host: string;
  /** `Name` tag. */
  readonly title: string;
  readonly purpose: string;
  readonly vpcId: string;
  /**
   * Whether it is the bastion, which alone may have a port for logging in.
   * @default false
   */
  readonly bastion?: boolean;
  readonly ingress: readonly HostRule[];
  readonly egress: readonly HostRule[];
}

/** Security group of the machines of a host. Each rule says why it is there; none is for logging in. */
export class HostGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, props: HostGroupProps) {
    super(scope, id);
    const { host, title, purpose, vpcId, ingress, egress } = props;
    const group = new CfnSecurityGroup(this, 'Resource', {
      vpcId,
      groupDescription: ruleDescription(`${host}: ${purpose}`),
      securityGroupIngress: toRules(ingress),
      securityGroupEgress: toRules(egress),
      tags: Object.entries({
        Name: title,
        [hostTags.host]: host,
        ...(props.bastion === true ? { [hostTags.bastion]: host } : {}),
      }).map(([key, value]) => ({ key, value })),
    });
    const open = ingress.filter(({ blocks }) => blocks.some(isEverybody));
    if (open.length > 0) {
      const reason = open
        .map(({ port, lastPort, protocol, because }) => `${inWords(port, lastPort)}/${protocol}: ${because}`)
        .join('; ');
      acknowledgeRules(group, ['AwsSolutions-EC23', 'CloudFormation-Validate::W2508'], reason);
      giveReason(group, 'openToAll', reason);
    }
    this.groupId = group.attrGroupId;
  }

  /** Lets the machines of another host call, with a rule on both sides, which `stack` makes: that of the one or of the other. */
  letIn(other: HostGroup, ports: HostPorts, stack: Stack): void {
    this.admit(other, ports, stack);
    this.letOut(other, ports, stack);
  }

  /** Lets in what the machines of another host call here. */
  admit(other: HostGroup, ports: HostPorts, stack: Stack): void {
    new CfnSecurityGroupIngress(...this.placeIn(stack, other, `From${pairId(other, ports)}`), {
      ...toRule(ports),
      groupId: this.groupId,
      sourceSecurityGroupId: other.groupId,
    });
  }

  /** Lets the machines of another host call here, on their side. */
  letOut(other: HostGroup, ports: HostPorts, stack: Stack): void {
    new CfnSecurityGroupEgress(...this.placeIn(stack, other, `To${pairId(other, ports)}`), {
      ...toRule(ports),
      groupId: other.groupId,
      destinationSecurityGroupId: this.groupId,
    });
  }

  /** Scope and id of a rule between two groups: below this one, or below the other one if that is in the stack that makes it. */
  private placeIn(stack: Stack, other: HostGroup, id: string): [scope: Construct, id: string] {
    return Stack.of(this) === stack ? [this, id] : [other, `At${this.node.id}${id}`];
  }
}

const pairId = (other: HostGroup, { protocol, port }: HostPorts): string => `${other.node.id}${protocol}${port}`;

const toRule = ({ protocol, port, lastPort, because }: HostPorts) => ({
  ipProtocol: protocol,
  fromPort: port,
  toPort: lastPort,
  description: ruleDescription(because),
});

const inWords = (port: number, lastPort: number): string => (port === lastPort ? `${port}` : `${port}-${lastPort}`);

const isEverybody = (block: string): boolean => block.endsWith('/0');

/** EC2 takes a rule once, so what is there for several reasons names them all. */
function toRules(rules: readonly HostRule[]) {
  const merged = new Map<
    string,
    { readonly ports: HostPorts; readonly block: string; readonly reasons: Set<string> }
  >();
  for (const { blocks, ...ports } of rules) {
    for (const block of blocks) {
      const key = `${ports.protocol} ${ports.port} ${ports.lastPort} ${block}`;
      const rule = merged.get(key) ?? { ports, block, reasons: new Set<string>() };
      rule.reasons.add(ports.because);
      merged.set(key, rule);
    }
  }
  return [...merged.values()].map(({ ports, block, reasons }) => ({
    ...toRule({ ...ports, because: [...reasons].join('; ') }),
    ...(block.includes(':') ? { cidrIpv6: block } : { cidrIp: block }),
  }));
}
