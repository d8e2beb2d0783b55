import type { Environment } from './environment';
import { gitlabHosts } from './gitlab-names';

/** Host names that the platform itself answers at: single sign-on, the directory, the repository and GitLab. */
export function platformHosts({
  singleSignOn,
  repository,
  gitlab,
  directory,
}: Pick<Environment, 'singleSignOn' | 'repository' | 'gitlab' | 'directory'>): readonly string[] {
  const { issuer, keycloak } = singleSignOn;
  return [
    ...[issuer, repository.url].map((url) => new URL(url).hostname),
    ...(keycloak?.placement === 'ecs' ? [keycloak.adminHost] : []),
    ...gitlabHosts({ gitlab }).map(({ host }) => host),
    ...(gitlab === undefined ? [] : [gitlab.ssh.host]),
    ...(directory === undefined ? [] : [directory.web.host]),
  ];
}
