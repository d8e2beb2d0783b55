import type { DraftedService } from './drafted-service';
import type { NotTakenOver } from './not-taken-over';

/** A tenant's file as it is drafted, before it is text. */
export interface TenantDraft {
  /** Name of the tenant. */
  readonly name: string;
  readonly hosts: readonly string[];
  /** Whether the hosts are of the input; otherwise a person has to decide. */
  readonly hostsAreKnown: boolean;
  readonly services: readonly DraftedService[];
  readonly left: readonly NotTakenOver[];
}
