import { pascalCase } from '../../model/formats/pascal-case';

/** A port of a balancer that leads to a node port. */
export interface ForwardedPort {
  /** Last part of the ids of its resources, unique in the balancer; empty for the one port of a balancer that has no other. */
  readonly id: string;
  readonly port: number;
  /** `TCP_UDP` for both at one number, which then lead to one node port. */
  readonly protocol: 'TCP' | 'UDP' | 'TCP_UDP';
  readonly nodePort: number;
  /** What answers there, in the characters that EC2 takes for the description of a rule. */
  readonly description: string;
  /** Whether a connection begins with the client's address; for `TCP` alone. */
  readonly clientAddress: 'hidden' | 'proxy-protocol';
}

/**
 * Port at which each machine answers HTTP while it passes traffic on to pods. UDP itself answers no health check. Source:
 * openshift/cluster-network-operator#1715; ovn-kubernetes/ovn-kubernetes#3423.
 */
export const healthPort = 10256;

/** Whether the health of its targets is asked at `healthPort`, and not at its node port. */
export const isChecked = ({ protocol }: ForwardedPort): boolean => protocol === 'UDP';

/** Protocols of a port, as rules of security groups name them. */
export const forwardedProtocols = ({ protocol }: ForwardedPort): readonly ('tcp' | 'udp')[] =>
  protocol === 'TCP_UDP' ? ['tcp', 'udp'] : [protocol === 'TCP' ? 'tcp' : 'udp'];

/** Last part of the id of a rule: it has the protocol, so that a second one never takes the place of the first. */
export const ruleId = ({ id }: ForwardedPort, protocol: 'tcp' | 'udp'): string =>
  id === '' ? '' : `${id}${pascalCase(protocol)}`;

/** The rule between balancer and machines for health checks at `healthPort`. */
export const healthPortUsers = {
  id: 'Health',
  rule: { ipProtocol: 'tcp', fromPort: healthPort, toPort: healthPort, description: 'Health of machines' },
} as const;
