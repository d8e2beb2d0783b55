import type { Environment } from '../environment';
import { gitlabNames } from '../gitlab-names';
import { resourceNames } from '../naming';
import { gitlabMailUser } from './mail-accounts';
import { mailAccountSecret } from '../service-needs';
import { findMailRelay } from './mail-relay';

/** How GitLab sends mail. */
export interface GitLabMail {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  /**
   * Its account there: the user, the name of the secret with the password alone, and who fills that.
   * @default it sends without an account
   */
  readonly account?: {
    readonly user: string;
    readonly remotePassword: string;
    readonly filled: 'by people' | 'by Secrets Manager';
  };
}

/** How GitLab sends mail: through the server that it names, or the community's own; undefined if it sends none. */
export function findGitLabMail(
  environment: Pick<Environment, 'name' | 'account' | 'region' | 'gitlab' | 'mail' | 'hosts'>,
): GitLabMail | undefined {
  const declared = environment.gitlab?.mail;
  if (declared === undefined) return undefined;
  const { host, port, from, user } = declared;
  const names = resourceNames(environment);
  if (host !== undefined) {
    const remotePassword = gitlabNames(names).mailSecret;
    return {
      host,
      port,
      from,
      account: user === undefined ? undefined : { user, remotePassword, filled: 'by people' },
    };
  }
  const relay = findMailRelay(environment);
  return (
    relay && {
      host: relay.host,
      port: relay.port,
      from,
      account: {
        user: gitlabMailUser,
        remotePassword: names.secret('gitlab', mailAccountSecret),
        filled: 'by Secrets Manager',
      },
    }
  );
}
