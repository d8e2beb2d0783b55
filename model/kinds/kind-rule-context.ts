import type { DeclaredPort } from './declared-service';
import type { FoundMailRelay } from '../schema/mail';
import type { ServiceNeeds } from '../service-needs';

/** What the rules of a service may know of another service of the same tenant. */
export interface SiblingService {
  readonly name: string;
  readonly needs: ServiceNeeds;
  /**
   * Port of its pods for HTTP that other services of the tenant may call.
   * @default none: others call only `ports`
   */
  readonly listens?: number;
  /**
   * Its ports besides that.
   * @default none
   */
  readonly ports?: readonly DeclaredPort[];
  /**
   * Names of services of the tenant that it calls.
   * @default none
   */
  readonly calls?: readonly string[];
  /**
   * Folder of its part of the bucket that a web gateway may show.
   * @default all of its part
   */
  readonly publicFolder?: string;
}

/** What the rules of a kind may know besides the service itself. */
export interface KindRuleContext {
  /** Hosts that the service serves. */
  readonly hosts: readonly string[];
  /** Hosts that the other services of its tenant serve. */
  readonly hostsBeside: readonly string[];
  /** All services of its tenant, this one included. */
  readonly services: readonly SiblingService[];
  /** Architectures of the workers that have no taint against ordinary pods. */
  readonly architectures: readonly string[];
  /** Whether the environment has hosts or a directory, which services may call. */
  readonly hasHosts: boolean;
  /**
   * The relay that takes mail.
   * @default the environment has none
   */
  readonly mail?: FoundMailRelay;
  /**
   * Seconds after which the load balancer closes a connection without traffic.
   * @default never, as with a network load balancer
   */
  readonly idleTimeoutSeconds?: number;
}
