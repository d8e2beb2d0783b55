import type { Environment } from '../environment';
import type { Finding } from '../finding';
import type { Tenant } from '../tenant';

/** A finding in the file of one tenant. */
export interface TenantFinding extends Finding {
  readonly tenant: string;
}

/** The contents of `environment.yaml`, before tenants, records, images and keys are read. */
export type EnvironmentFile = Omit<Environment, 'tenants' | 'images' | 'records' | 'signingKeys'>;

/** A rule for all tenants' files together, and for how they fit the environment's file. */
export type TenantRule = (tenants: readonly Tenant[], environment: EnvironmentFile) => readonly TenantFinding[];
