import type { CertificateAuthority } from '../data/certificate-authorities';
import { isWithin } from '../domain-names';

/** The CAA records of a name. */
export interface AuthoritySet {
  readonly name: string;
  readonly values: readonly { readonly tag: string; readonly value: string }[];
}

/**
 * The CAA records to which a host is subject: those at its own name, or else at the nearest name above. Source: RFC 8659, section 3.
 *
 * @param host may begin with `*.`
 */
export const authoritiesFor = <Each extends AuthoritySet>(host: string, sets: readonly Each[]): Each | undefined =>
  sets
    .filter(({ name }) => isWithin(host.replace(/^\*\./, ''), name))
    .toSorted((a, b) => b.name.length - a.name.length)[0];

/** The tag that decides for a host: `issuewild` for a wildcard if there is any, else `issue`. */
export const decidingTag = (host: string, { values }: AuthoritySet): 'issue' | 'issuewild' =>
  host.startsWith('*.') && values.some(({ tag }) => tag === 'issuewild') ? 'issuewild' : 'issue';

/** Whether CAA records let an authority issue for a host, in the way in which it sees that the host is ours. */
export function admitsAuthority(set: AuthoritySet, host: string, authority: CertificateAuthority): boolean {
  const tag = decidingTag(host, set);
  const deciding = set.values.filter((each) => each.tag === tag);
  return (
    deciding.length === 0 ||
    deciding.some(({ value }) => {
      const [domain = '', ...parameters] = value.split(';').map((part) => part.trim());
      const methods = parameters.find((parameter) => parameter.startsWith('validationmethods='))?.split('=')[1];
      return (
        authority.domains.includes(domain) &&
        (methods === undefined || methods.split(',').includes(authority.validation))
      );
    })
  );
}
