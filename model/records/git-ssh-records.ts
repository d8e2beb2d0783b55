import type { Environment } from '../environment';
import type { Facts } from '../facts';
import type { ProviderRecord } from './zone-record';

/**
 * The DNS record for Git over SSH. It points to its load balancer, because a CDN does not forward SSH. Empty without GitLab.
 */
export function gitSshRecords(
  { gitlab }: Pick<Environment, 'gitlab'>,
  { gitSshBalancer }: Partial<Facts>,
): readonly ProviderRecord[] {
  if (gitlab === undefined) return [];
  const record = { host: gitlab.ssh.host, type: 'CNAME', why: 'Git over SSH' } as const;
  return gitSshBalancer === undefined
    ? [{ ...record, waitsFor: ['gitSshBalancer'] }]
    : [{ ...record, value: `${gitSshBalancer}.` }];
}
