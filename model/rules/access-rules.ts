import { trustedIssuers } from '../trusted-issuers';
import { didYouMean } from '../did-you-mean';
import type { Tenant } from '../tenant';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Roles of contributors and CI: each name once, and each grant about a tenant that is there. */
export function accessFindings(environment: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const { contributors, ci } = environment.access;
  const known = tenants.map(({ name }) => name);
  return [
    ...repeatFindings(
      contributors.map(({ name }) => name),
      (index) => ['access', 'contributors', index, 'name'],
      (first) => `repeats the name of contributors[${first}]`,
      'give each role a name of its own, or join their grants',
    ),
    ...contributors.flatMap(({ grants }, index) =>
      grants.flatMap((grant, place) =>
        'tenant' in grant
          ? findingIf(
              !known.includes(grant.tenant),
              ['access', 'contributors', index, 'grants', place, 'tenant'],
              `${grant.tenant} is not a tenant of this environment`,
              tenantRemedy(grant.tenant, known),
            )
          : [],
      ),
    ),
    ...trustedIssuers(environment)
      .filter(({ ours }) => !ours)
      .flatMap(({ issuer, path }) =>
        findingIf(
          /^https:\/\/[^/]+:\d/.test(issuer),
          path,
          'has a port, and IAM accepts no issuer with a port',
          'serve it at port 443, and omit the port',
        ),
      ),
    ...repeatFindings(
      ci?.branches ?? [],
      (index) => ['access', 'ci', 'branches', index],
      (first) => `repeats branches[${first}]`,
      'name each branch once',
    ),
  ];
}

const tenantRemedy = (name: string, known: readonly string[]): string =>
  didYouMean(name, known, 'name one that has a file in tenants/');
