import type { Environment } from './environment';
import { gitlabHosts } from './gitlab-names';

/** Host names that the platform itself answers at, or sends passwords to: single sign-on, the directory, the repository, GitLab and the relay of mail. */
export function platformHosts({
  singleSignOn,
  repository,
  gitlab,
  directory,
  mail,
}: Pick<Environment, 'singleSignOn' | 'repository' | 'gitlab' | 'directory' | 'mail'>): readonly string[] {
  const { issuer, keycloak } = singleSignOn;
  return [
    ...[issuer, repository.url].map((url) => new URL(url).hostname),
    ...(keycloak?.placement === 'ecs' ? [keycloak.adminHost] : []),
    ...gitlabHosts({ gitlab }).map(({ host }) => host),
    ...(gitlab === undefined ? [] : [gitlab.ssh.host]),
    ...(directory === undefined ? [] : [directory.web.host]),
    ...(mail !== undefined && 'host' in mail ? [mail.host] : []),
  ];
}

/** Hosts at which people enter passwords: a page below one could set cookies of it (RFC 6265, section 5.3). */
export const loginHosts = ({
  singleSignOn: { issuer, keycloak },
  directory,
}: Pick<Environment, 'singleSignOn' | 'directory'>): readonly string[] => [
  new URL(issuer).hostname,
  ...(keycloak?.placement === 'ecs' ? [keycloak.adminHost] : []),
  ...(directory === undefined ? [] : [directory.web.host]),
];
