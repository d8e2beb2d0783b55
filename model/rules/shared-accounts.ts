import type { NamingContext } from '../naming';
import { findingIf, type Finding } from '../finding';

type Placed = Pick<NamingContext, 'name' | 'account'>;

/**
 * Findings for environments that share an AWS account. The rights of deploys are restricted to names and tags of the environment
 * where AWS supports it; resources with generated ids are only separated by the account.
 */
export function sharedAccounts(
  environment: Placed,
  others: readonly Placed[],
): {
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
} {
  const path = ['account'];
  const neighbours = others.filter(({ name, account }) => name !== environment.name && account === environment.account);
  const within = neighbours.filter(({ name }) => name.startsWith(`${environment.name}-`));
  const names = (those: readonly Placed[]) => those.map(({ name }) => name).join(' and ');
  return {
    findings: findingIf(
      within.length > 0,
      path,
      `${names(within)} is in this account too, and all its names begin with ${environment.name}-: each deploy of ${environment.name} may change it`,
      'give each environment an account of its own, or another name',
    ),
    warnings: findingIf(
      neighbours.length > within.length,
      path,
      `${names(neighbours.filter((each) => !within.includes(each)))} is in this account too: a deploy of one can change networks, keys and zones of the other, where AWS does not separate by name`,
      'give each environment an account of its own',
    ),
  };
}
