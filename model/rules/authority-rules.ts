import { isWithin } from '../domain-names';
import { certifiedHosts, type CertifiedHost } from '../records/certified-hosts';
import type { RecordDeclaration } from '../schema/records';
import type { Tenant } from '../tenant';
import type { EnvironmentFile } from './findings';
import type { DeclaredAt, RecordFinding } from './record-rules';

type Authorities = Extract<RecordDeclaration, { readonly type: 'CAA' }>;

/**
 * CAA records let those issue who issue the certificates of the environment. A host is subject to the records at its own name, or
 * else to those of the nearest name above. Source: RFC 8659, section 3.
 */
export function authorityFindings(
  declared: readonly DeclaredAt[],
  environment: EnvironmentFile & { readonly tenants: readonly Tenant[] },
): readonly RecordFinding[] {
  const hosts = certifiedHosts(environment);
  const sets = declared.flatMap(({ record, ...place }) => (record.type === 'CAA' ? [{ record, ...place }] : []));
  return sets.flatMap(({ record, domain, path }) => {
    const subjects = hosts.filter(({ host }) => nearest(host, sets)?.path === path);
    const shutOut = subjects.filter((subject) => !admits(record, subject));
    const authorities = [...new Set(shutOut.map(({ authority }) => authority))];
    return authorities.map((authority) => {
      const [first, ...others] = shutOut.filter((each) => each.authority === authority).map(({ host }) => host);
      const what = others.length === 0 ? (first ?? '') : `${first ?? ''} and ${others.length} more`;
      return {
        domain,
        path: [...path, 'values'],
        reason: `lets ${authority.name} issue no certificate for ${what}`,
        remedy: `add { tag: ${first?.startsWith('*.') === true && hasTag(record, 'issuewild') ? 'issuewild' : 'issue'}, value: ${authority.domains[0] ?? ''} }, or say it at a name that has no such host below`,
      };
    });
  });
}

/** The records to which a host is subject. */
const nearest = <Place extends { readonly record: Authorities }>(host: string, sets: readonly Place[]) =>
  sets
    .filter(({ record: { name } }) => isWithin(host.replace(/^\*\./, ''), name))
    .toSorted((a, b) => b.record.name.length - a.record.name.length)[0];

const hasTag = ({ values }: Authorities, tag: 'issue' | 'issuewild'): boolean =>
  values.some((value) => value.tag === tag);

function admits(record: Authorities, { host, authority }: CertifiedHost): boolean {
  const tag = host.startsWith('*.') && hasTag(record, 'issuewild') ? 'issuewild' : 'issue';
  return (
    !hasTag(record, tag) ||
    record.values.some((each) => {
      const [domain = '', ...parameters] = each.value.split(';').map((part) => part.trim());
      const methods = parameters.find((parameter) => parameter.startsWith('validationmethods='))?.split('=')[1];
      return (
        each.tag === tag &&
        authority.domains.includes(domain) &&
        (methods === undefined || methods.split(',').includes(authority.validation))
      );
    })
  );
}
