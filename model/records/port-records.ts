import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { outsidePorts } from '../outside-ports';
import type { ProviderRecord } from './zone-record';

/** DNS records for hosts that lead to ports. They point to the balancer for these, because a CDN forwards HTTP alone. */
export function portRecords(
  { tenants }: Pick<Environment, 'tenants'>,
  { portsBalancer }: Partial<Facts>,
): readonly ProviderRecord[] {
  const owners = new Map(outsidePorts(tenants).map(({ outside, tenant }) => [outside.host, tenant]));
  return [...owners].map(([host, tenant]): ProviderRecord => {
    const record = { host, type: 'CNAME', why: `ports of tenant ${tenant}` } as const;
    return portsBalancer === undefined
      ? { ...record, waitsFor: ['portsBalancer'] }
      : { ...record, value: `${portsBalancer}.` };
  });
}
