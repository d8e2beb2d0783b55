import type { ReviewClass } from '../review-finding';

/** Something that is delivered to, or from, another place. */
export interface DeliveryChange {
  readonly class: ReviewClass;
  readonly what: string;
  /** Where in the object. */
  readonly path: readonly string[];
}
