import { findingIf, type Finding } from '../finding';
import { formatPath, type PathStep } from '../problem';

/** A port that a pod listens on, and where the tenant's file says so, relative to the service. */
export interface PlacedPort {
  readonly port: number;
  /**
   * Protocol of the port.
   * @default 'TCP'
   */
  readonly protocol?: 'TCP' | 'UDP';
  readonly at: readonly PathStep[];
}

/** Findings on ports that are named twice in one pod: only one program of a pod can listen on a port. */
export const podPortFindings = (ports: readonly PlacedPort[]): readonly Finding[] =>
  ports.flatMap(({ port, protocol = 'TCP', at }, index) => {
    const first = ports.slice(0, index).find((other) => other.port === port && (other.protocol ?? 'TCP') === protocol);
    return findingIf(
      first !== undefined,
      at,
      `is ${port}, which is ${formatPath(first?.at ?? [])} already, and a pod has each port only once`,
      'leave it out if it is the same port, else have the program listen on another',
    );
  });
