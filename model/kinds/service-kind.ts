import type { z } from 'zod';
import type { DeclaredService } from './declared-service';

/** A kind of service, for code that reads tenants' files. `Service` is the type that its schema returns. */
export interface ServiceKind<Service extends DeclaredService = DeclaredService> {
  /** Its name, the value of `kind` in a tenant's file. */
  readonly kind: string;
  /** Schema of a service of this kind in a tenant's file; its output is the service. */
  readonly schema: z.ZodType<Service> & z.core.$ZodTypeDiscriminable;
  readonly hints: NewServiceHints;
}

/** What the file of a new tenant with such a service contains. */
export interface NewServiceHints {
  /** The smallest quota in which the kind fits with its defaults. */
  readonly quota: 'small' | 'medium' | 'large';
  /** Lines of YAML below the required keys: what most tenants set, with comments. */
  readonly lines: readonly string[];
}

/** All kinds of services that a program knows, in the order in which messages list them. */
export type ServiceKinds<Service extends DeclaredService = DeclaredService> = readonly [
  ServiceKind<Service>,
  ...ServiceKind<Service>[],
];
