import type { Environment } from '../environment';
import type { PathStep } from '../problem';
import type { Tenant } from '../tenant';

/** A broken rule that a schema cannot express; the path says where in the file. */
export interface Finding {
  readonly path: readonly PathStep[];
  readonly reason: string;
  readonly remedy: string;
}

/** A finding in the file of one tenant. */
export interface TenantFinding extends Finding {
  readonly tenant: string;
}

/** What the environment's own file says, before the tenants are read. */
export type EnvironmentFile = Omit<Environment, 'tenants'>;

/** Rules between the tenants' files and with the environment's. */
export type TenantRule = (tenants: readonly Tenant[], environment: EnvironmentFile) => readonly TenantFinding[];

/** Positions of values that occurred before in the list, with the index of the first occurrence. */
export function repeats(values: readonly string[]): readonly { readonly index: number; readonly first: number }[] {
  return values
    .map((value, index) => ({ index, first: values.indexOf(value) }))
    .filter(({ index, first }) => first < index);
}
