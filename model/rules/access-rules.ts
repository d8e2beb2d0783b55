import { trustedIssuers } from '../trusted-issuers';
import { didYouMean } from '../did-you-mean';
import type { Tenant } from '../tenant';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { areNested } from '../nested-branches';
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
    ...(ci === undefined ? [] : ciFindings(ci)),
  ];
}

/** Issuers of other forges, whose tokens name project and branch in another way. Source: what each documents of OpenID Connect. */
const otherForges =
  /^https:\/\/(token\.actions\.githubusercontent\.com|api\.bitbucket\.org|oidc\.circleci\.com|agent\.buildkite\.com|vstoken\.dev\.azure\.com)(\/|$)/;

function ciFindings({ issuer, branches }: NonNullable<EnvironmentFile['access']['ci']>): readonly Finding[] {
  return [
    ...findingIf(
      otherForges.test(issuer),
      ['access', 'ci', 'issuer'],
      'is not a GitLab, and the role is only for jobs of GitLab, by the subject of their tokens',
      'deploy by hand or from a GitLab, and leave access.ci out until then: see docs/pipeline.md',
    ),
    ...branches.flatMap((branch, index) => {
      const other = branches.slice(0, index).find((each) => areNested(each, branch));
      return findingIf(
        other !== undefined,
        ['access', 'ci', 'branches', index],
        `cannot be beside ${other ?? ''}: to Git, one is a folder of the other`,
        'name branches that the project has',
      );
    }),
  ];
}

const tenantRemedy = (name: string, known: readonly string[]): string =>
  didYouMean(name, known, 'name one that has a file in tenants/');
