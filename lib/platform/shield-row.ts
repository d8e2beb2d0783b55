import type { ShieldedPart } from '../../model/schema/shield';
import { DnsStack } from '../stacks/dns-stack';
import { GitLabStack } from '../stacks/gitlab-stack';
import { MachinesStack } from '../stacks/machines-stack';
import { NetworkStack } from '../stacks/network-stack';
import { PortsStack } from '../stacks/ports-stack';
import { ShieldStack, type ShieldedResource } from '../stacks/shield-stack';
import { SingleSignOnStack } from '../stacks/single-sign-on-stack';
import { stackRow } from './stack-row';

export const shieldRow = stackRow({
  noun: 'shield',
  stack: ShieldStack,
  when: ({ edge }) => edge.shield,
  needs: [],
  uses: [NetworkStack, DnsStack],
  after: [SingleSignOnStack, GitLabStack, PortsStack, MachinesStack],
  make: ({ app, place, asked, use, ifMade, allMade }) => {
    const addresses = (prefix: string, allocations: ReadonlyMap<string, string> = new Map()) =>
      [...allocations].map(([name, allocation]) => ({
        name: `${prefix}-${name}`,
        arn: `arn:aws:ec2:${place.region}:${place.account}:eip-allocation/${allocation}`,
      }));
    const balancerArn = ifMade(SingleSignOnStack)?.balancerArn;
    const parts: Readonly<Record<ShieldedPart, readonly ShieldedResource[]>> = {
      nat: addresses('nat', use(NetworkStack).natAllocations),
      'git-ssh': addresses('git-ssh', ifMade(GitLabStack)?.sshAllocations),
      ports: addresses('ports', ifMade(PortsStack)?.allocations),
      hosts: allMade(MachinesStack).flatMap(({ allocations }) => addresses('host', allocations)),
      'single-sign-on': balancerArn === undefined ? [] : [{ name: 'single-sign-on', arn: balancerArn }],
      zones: [...use(DnsStack).publicZoneIds].map(([name, id]) => ({
        name: `zone-${name}`,
        arn: `arn:aws:route53:::hostedzone/${id}`,
      })),
    };
    return new ShieldStack(app, place.stackName, { ...place, resources: asked.protect.flatMap((part) => parts[part]) });
  },
});
