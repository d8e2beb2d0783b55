import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { findDomain, relativeName, zoneFile, type ExternalRecords } from './zone-file';

/**
 * DNS records for Git over SSH. They point to its load balancer, because a CDN does not forward SSH. Empty without
 * GitLab.
 */
export function gitSshRecords(
  environment: Environment,
  { gitSshBalancer }: Partial<Facts>,
): readonly ExternalRecords[] {
  if (environment.gitlab === undefined) return [];
  const { host } = environment.gitlab.ssh;
  const file = `${host}.zone`;
  if (gitSshBalancer === undefined) return [{ file, waitsFor: ['gitSshBalancer'] }];
  const domain = findDomain(host, environment) ?? host;
  const name = relativeName(host, domain);
  const records = [{ name, type: 'CNAME', value: `${gitSshBalancer}.`, why: 'Git over SSH' }] as const;
  return [{ file, text: zoneFile(domain, environment.name, records) }];
}
