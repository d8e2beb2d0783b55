import type { z } from 'zod';
import type { DeclaredService } from './declared-service';

/** A kind of service as whoever reads tenants' files knows it. `Service` is what a service of it is known by afterwards. */
export interface ServiceKind<Service extends DeclaredService = DeclaredService> {
  /** Its name, which a service says under `kind`. */
  readonly kind: string;
  /** What a tenant's file says of a service of this kind, which becomes the service. */
  readonly schema: z.ZodType<Service> & z.core.$ZodTypeDiscriminable;
  readonly hints: NewServiceHints;
}

/** What a new tenant's file says where nobody said otherwise. */
export interface NewServiceHints {
  /** The smallest quota that the defaults of the kind fit in. */
  readonly quota: 'small' | 'medium' | 'large';
  /** Lines of YAML below the required keys: what most tenants want to say, and comments on it. */
  readonly lines: readonly string[];
}

/** All kinds of services that a program knows, in the order in which people are told of them. */
export type ServiceKinds<Service extends DeclaredService = DeclaredService> = readonly [
  ServiceKind<Service>,
  ...ServiceKind<Service>[],
];
