import type { DeclaredService } from './declared-service';

/** What the rules of a kind may know of what is around a service. */
export interface Surroundings {
  /** Hosts that the service serves. */
  readonly hosts: readonly string[];
  /** All services of its tenant, itself among them. */
  readonly services: readonly DeclaredService[];
  /** Architectures of the workers that take any pod. */
  readonly architectures: readonly string[];
  /** Seconds after which the load balancer cuts a silent connection; none where it never does. */
  readonly idleTimeoutSeconds?: number;
}
