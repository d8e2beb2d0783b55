import { findingIf, type Finding } from '../finding';
import { recordsSessions, type RecordedSessions } from '../records-sessions';

/** An environment, and the account and region that it is in. */
export interface PlacedEnvironment extends RecordedSessions {
  readonly name: string;
  readonly account: string;
  /** Undefined where its file names none. */
  readonly region?: string;
}

/**
 * Findings for environments that share an AWS account. The rights of deploys are restricted to names and tags of the environment
 * where AWS supports it; resources with generated ids are only separated by the account, and what exists once in an account cannot be
 * made twice.
 */
export function sharedAccounts(
  environment: PlacedEnvironment,
  others: readonly PlacedEnvironment[],
): {
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
} {
  const path = ['account'];
  const neighbours = others.filter(({ name, account }) => name !== environment.name && account === environment.account);
  const within = neighbours.filter(({ name }) => name.startsWith(`${environment.name}-`));
  const names = (those: readonly PlacedEnvironment[]) => those.map(({ name }) => name).join(' and ');
  const recording = neighbours.filter((each) => each.region === environment.region && recordsSessions(each));
  return {
    findings: [
      ...findingIf(
        within.length > 0,
        path,
        `${names(within)} is in this account too, and all its names begin with ${environment.name}-: each deploy of ${environment.name} may change it`,
        'give each environment an account of its own, or another name',
      ),
      ...findingIf(
        recordsSessions(environment) && recording.length > 0,
        ['access', 'sessions'],
        `are recorded by ${names(recording)} in this account and region too, where Session Manager has one document of preferences: the second deploy fails`,
        'give each environment an account of its own, or write access: { sessions: { none: <where they are recorded> } } in one',
      ),
    ],
    warnings: findingIf(
      neighbours.length > within.length,
      path,
      `${names(neighbours.filter((each) => !within.includes(each)))} is in this account too: a deploy of one can change networks, keys and zones of the other, where AWS does not separate by name`,
      'give each environment an account of its own',
    ),
  };
}
