import type { Construct } from 'constructs';
import { TenantResources, type TenantSpec } from '../../constructs/tenancy/tenant-resources';
import type { Tenancy } from '../../constructs/tenancy/tenant-service';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface TenantsStackProps extends PlatformStackProps {
  readonly tenancy: Tenancy;
  readonly tenants: readonly TenantSpec[];
}

/** Buckets, secrets and roles of some of the tenants; `model/tenant-stacks.ts` chooses the stack of a tenant. */
export class TenantsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: TenantsStackProps) {
    super(scope, id, props, { description: 'Buckets, secrets and roles of tenants', terminationProtection: true });
    for (const tenant of props.tenants) new TenantResources(this, props.tenancy, tenant);
  }
}
