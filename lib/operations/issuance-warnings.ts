import { letsEncrypt } from '../../model/data/certificate-authorities';
import { isWithin } from '../../model/domain-names';
import type { Environment } from '../../model/environment';
import { findingIf, type Finding } from '../../model/finding';
import { acmeCertificates } from '../rendered-certificates';
import type { RenderedObject } from '../rendered';

/**
 * Registered domains below which a new cluster asks for more certificates at once than their authority issues in a week. What depends
 * on the others waits. A cluster that runs has its certificates, and renewals do not count.
 */
export function issuanceWarnings(
  objects: readonly RenderedObject[],
  {
    domains,
    cluster,
  }: { readonly domains: Environment['domains']; readonly cluster: Pick<Environment['cluster'], 'phase'> },
): readonly Finding[] {
  if (cluster.phase === 'running') return [];
  const { name, weeklyOfDomain } = letsEncrypt;
  const asked = acmeCertificates(objects);
  return domains.flatMap((domain, index) => {
    const count = asked.filter(({ hosts }) => hosts.some((host) => isWithin(host, domain))).length;
    const late = count - weeklyOfDomain;
    return findingIf(
      late > 0,
      ['domains', index],
      `needs ${count} certificates when the cluster is first installed, and ${name} issues ${weeklyOfDomain} for new names of a registered domain in a week: the last one comes ${daysFor(late)} later`,
      `ask for more weeks before (https://letsencrypt.org/docs/rate-limits), or add the last tenants later; names that had a certificate before, as in a cluster that is replaced, do not count`,
    );
  });
}

/** How long so many further certificates take, which the authority allows evenly over the week. */
function daysFor(certificates: number): string {
  const days = Math.ceil((certificates * 7) / letsEncrypt.weeklyOfDomain);
  return days === 1 ? 'up to a day' : `${days} days`;
}
