import type { ServiceNeeds } from '../service-needs';

/** A service of a tenant as its neighbours may know it. */
export interface SiblingService {
  readonly name: string;
  readonly needs: ServiceNeeds;
  /** The one folder of its part of the bucket that may be shown to the world; all of it without one. */
  readonly publicFolder?: string;
}

/** What the rules of a kind may know of what is around a service. */
export interface KindRuleContext {
  /** Hosts that the service serves. */
  readonly hosts: readonly string[];
  /** All services of its tenant, itself among them. */
  readonly services: readonly SiblingService[];
  /** Architectures of the workers that take any pod. */
  readonly architectures: readonly string[];
  /** Seconds after which the load balancer cuts a silent connection; none where it never does. */
  readonly idleTimeoutSeconds?: number;
}
