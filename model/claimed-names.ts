import type { Environment } from './environment';
import { gitlabHosts } from './gitlab-names';
import { findOwnMail } from './mail/own-mail';
import type { PathStep } from './problem';

/** A name in public DNS that an environment makes records for, and where its files say so. */
export interface ClaimedName {
  readonly name: string;
  /** `zone` for one in Route 53 with everything below it; `mail` for a domain whose MX records are made. */
  readonly as: 'host' | 'mail' | 'zone';
  /** The tenant whose file has it; undefined for the environment's own file. */
  readonly tenant?: string;
  readonly path: readonly PathStep[];
}

/** Hosts of a tenant, as its file has them. */
export interface TenantHosts {
  readonly name: string;
  readonly hosts: readonly string[];
}

/**
 * Names in public DNS that an environment makes records for. Registered domains are not among them: several environments may have hosts
 * in one, because `commons dns` writes only the records of its own environment there.
 */
export function claimedNames(
  environment: Pick<Environment, 'cluster' | 'directory' | 'gitlab' | 'hosts' | 'mail' | 'singleSignOn'>,
  tenants: readonly TenantHosts[],
): readonly ClaimedName[] {
  const { cluster, directory, gitlab, hosts } = environment;
  const { issuer, keycloak } = environment.singleSignOn;
  const mail = findOwnMail(environment);
  const host = (name: string, ...path: readonly PathStep[]): ClaimedName => ({ name, as: 'host', path });
  return [
    { name: cluster.baseDomain, as: 'zone', path: ['cluster', 'baseDomain'] },
    // Another one's issuer may serve several environments.
    ...(keycloak === undefined ? [] : [host(new URL(issuer).hostname, 'singleSignOn', 'issuer')]),
    ...(keycloak?.placement === 'ecs' ? [host(keycloak.adminHost, 'singleSignOn', 'keycloak', 'adminHost')] : []),
    ...gitlabHosts(environment).map(({ host: name, path }) => host(name, ...path)),
    ...(gitlab === undefined ? [] : [host(gitlab.ssh.host, 'gitlab', 'ssh', 'host')]),
    ...(gitlab?.pages === undefined
      ? []
      : [{ name: gitlab.pages.domain, as: 'zone' as const, path: ['gitlab', 'pages', 'domain'] }]),
    ...(directory === undefined ? [] : [host(directory.web.host, 'directory', 'web', 'host')]),
    ...hosts.machines.flatMap(({ records }, index) =>
      records.public.map((name, at) => host(name, 'hosts', 'machines', index, 'records', 'public', at)),
    ),
    ...(mail?.domains ?? []).map(({ name }, index) => ({
      name,
      as: 'mail' as const,
      path: ['mail', 'domains', index, 'name'],
    })),
    ...tenants.flatMap((tenant) =>
      tenant.hosts.map((name, index) => ({ ...host(name, 'hosts', index), tenant: tenant.name })),
    ),
  ];
}
