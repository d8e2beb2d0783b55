import { findingIf, repeatFindings, type Finding } from '../finding';
import { hostTier } from '../host-machines';
import type { EnvironmentFile } from './findings';

/** Addresses of one's own are for what stacks give an Elastic IP address to. */
export function addressPoolFindings({ network, gitlab, edge, hosts, cluster }: EnvironmentFile): readonly Finding[] {
  if (network.addressPool === undefined) return [];
  const uses = network.addressPool.for;
  const missing = {
    nat: undefined,
    'git-ssh': gitlab === undefined ? 'the environment has no gitlab' : undefined,
    ports: edge.ports === undefined ? 'the environment has no edge.ports' : undefined,
    hosts: hosts.machines.some((host) => hostTier(host) === 'public')
      ? undefined
      : 'no host of hosts.machines has a public address',
    routers:
      cluster.ingress.balancer === 'classic'
        ? 'a classic balancer takes no address of one’s own'
        : 'the cluster makes that balancer, with addresses of AWS',
  } as const;
  const path = (index: number) => ['network', 'addressPool', 'for', index];
  return [
    ...repeatFindings(uses, path, (first) => `repeats for[${first}]`, 'name each once'),
    ...uses.flatMap((use, index) =>
      findingIf(
        missing[use] !== undefined,
        path(index),
        `is ${use}, and ${missing[use] ?? ''}`,
        use === 'routers' ? 'leave it out, and put a CDN with fixed addresses in front' : 'leave it out',
      ),
    ),
  ];
}
