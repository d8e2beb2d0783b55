import { outsideDomains } from './data/outside-domains';
import { isWithin } from './domain-names';
import type { Environment } from './environment';
import { gitlabHosts } from './gitlab-names';
import { privateRecords } from './host-machines';
import type { Tenant } from './tenant';

/** A name that the VPC finds in public DNS. */
export interface LookedUpName {
  readonly name: string;
  readonly why: string;
  /** Whether names below it are looked up too, without being listed anywhere. */
  readonly withBelow?: true;
}

/** Names of the environment's own at the DNS provider. */
export function ownPublicNames(
  environment: Pick<Environment, 'directory' | 'gitlab' | 'hosts' | 'singleSignOn'>,
  tenants: readonly Pick<Tenant, 'hosts' | 'name'>[],
): readonly LookedUpName[] {
  const { directory } = environment;
  const { issuer, keycloak } = environment.singleSignOn;
  return [
    ...(keycloak === undefined ? [] : [{ name: new URL(issuer).hostname, why: 'singleSignOn.issuer' }]),
    ...(keycloak?.placement === 'ecs' ? [{ name: keycloak.adminHost, why: 'singleSignOn.keycloak.adminHost' }] : []),
    ...gitlabPublicNames(environment),
    ...(directory === undefined ? [] : [{ name: directory.web.host, why: 'directory.web.host' }]),
    ...hostPublicNames(environment),
    ...tenants.flatMap((tenant) => tenant.hosts.map((name) => ({ name, why: `tenant ${tenant.name}` }))),
  ];
}

/** Public names of hosts, except those that are made in a private zone as well. */
export function hostPublicNames({ hosts }: Pick<Environment, 'hosts'>): readonly LookedUpName[] {
  const made = new Set(hosts.machines.flatMap(privateRecords).map(({ name }) => name));
  return hosts.machines
    .flatMap(({ name: host, records }) => records.public.map((name) => ({ name, why: `host ${host}` })))
    .filter(({ name }) => !made.has(name));
}

/** Names of GitLab at the DNS provider, and the domain of its sites. */
export const gitlabPublicNames = ({ gitlab }: Pick<Environment, 'gitlab'>): readonly LookedUpName[] =>
  gitlab === undefined
    ? []
    : [
        ...gitlabHosts({ gitlab }).map(({ host, path }) => ({ name: host, why: path.join('.') })),
        { name: gitlab.ssh.host, why: 'gitlab.ssh.host' },
        ...(gitlab.pages === undefined
          ? []
          : [{ name: gitlab.pages.domain, why: 'gitlab.pages.domain', withBelow: true as const }]),
      ];

/** Domains of others that every environment looks names up in. */
export const outsideNames: readonly LookedUpName[] = Object.entries(outsideDomains).map(([name, why]) => ({
  name,
  why,
  withBelow: true,
}));

/** The first of these names that a zone in the VPC would answer for. */
export const nameHiddenBy = (zone: string, names: readonly LookedUpName[]): LookedUpName | undefined =>
  names.find(({ name, withBelow }) => isWithin(name, zone) || (withBelow === true && isWithin(zone, name)));
