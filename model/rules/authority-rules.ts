import { admitsAuthority, authoritiesFor, decidingTag } from '../records/admits-authority';
import { certifiedHosts } from '../records/certified-hosts';
import type { Tenant } from '../tenant';
import type { EnvironmentFile } from './findings';
import type { DeclaredAt, RecordFinding } from './record-rules';

/** CAA records let those issue who issue the certificates of the environment. */
export function authorityFindings(
  declared: readonly DeclaredAt[],
  environment: EnvironmentFile & { readonly tenants: readonly Tenant[] },
): readonly RecordFinding[] {
  const hosts = certifiedHosts(environment);
  const sets = declared.flatMap(({ record, domain, path }) =>
    record.type === 'CAA' ? [{ name: record.name, values: record.values, domain, path }] : [],
  );
  return sets.flatMap((set) => {
    const subjects = hosts.filter(({ host }) => authoritiesFor(host, sets) === set);
    const shutOut = subjects.filter(({ host, authority }) => !admitsAuthority(set, host, authority));
    const authorities = [...new Set(shutOut.map(({ authority }) => authority))];
    return authorities.map((authority) => {
      const [first = '', ...others] = shutOut.filter((each) => each.authority === authority).map(({ host }) => host);
      const what = others.length === 0 ? first : `${first} and ${others.length} more`;
      return {
        domain: set.domain,
        path: [...set.path, 'values'],
        reason: `lets ${authority.name} issue no certificate for ${what}`,
        remedy: `add { tag: ${decidingTag(first, set)}, value: ${authority.domains[0] ?? ''} }, or say it at a name that has no such host below`,
      };
    });
  });
}
