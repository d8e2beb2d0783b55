import type { Environment } from '../environment';
import type { Finding } from '../finding';
import type { Tenant } from '../tenant';

/** A finding in the file of one tenant. */
export interface TenantFinding extends Finding {
  readonly tenant: string;
}

/** What the environment's own file says, before tenants, images and keys are read. */
export type EnvironmentFile = Omit<Environment, 'tenants' | 'images' | 'signingKeys'>;

/** Rules for the tenants' files, also between them and with the environment's. */
export type TenantRule = (tenants: readonly Tenant[], environment: EnvironmentFile) => readonly TenantFinding[];
