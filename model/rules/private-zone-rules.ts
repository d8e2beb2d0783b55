import { isWithin } from '../domain-names';
import { clusterDomain } from '../environment';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { privateRecords } from '../host-machines';
import { gitlabPublicNames, hostPublicNames, nameHiddenBy, outsideNames, type LookedUpName } from '../looked-up-names';
import type { EnvironmentFile } from './findings';

/**
 * Private zones hide nothing that the VPC looks up: where the most specific private zone lacks a name, its resolver says that there is
 * none, and does not ask public DNS. Source: Route 53 developer guide, "Considerations when working with a private hosted zone".
 */
export function privateZoneFindings(environment: EnvironmentFile): readonly Finding[] {
  const { privateZones } = environment;
  return [
    ...repeatFindings(
      privateZones,
      (index) => ['privateZones', index],
      (first) => `repeats privateZones[${first}]`,
      'name each zone once',
    ),
    ...privateZones.flatMap((zone, index) => {
      const wrong = zoneProblem(zone, environment);
      return wrong === undefined ? [] : [{ path: ['privateZones', index], ...wrong }];
    }),
  ];
}

/** Warnings for names of others, which people may have written into the private zone on purpose. */
export function privateZoneWarnings(environment: EnvironmentFile): readonly Finding[] {
  const { privateZones, cluster, hosts } = environment;
  const made = new Set(hosts.machines.flatMap(privateRecords).map(({ name }) => name));
  const names = calledNames(environment).filter(({ name }) => !made.has(name));
  return privateZones.flatMap((zone, index) => {
    const path = ['privateZones', index];
    const hidden = nameHiddenBy(zone, names);
    return [
      ...findingIf(
        hidden !== undefined,
        path,
        `${zone} hides ${hidden?.name ?? ''} (${hidden?.why ?? ''}) from the VPC, unless somebody writes it into the zone`,
        'write it there by hand, or choose a zone without it',
      ),
      ...findingIf(
        isWithin(zone, cluster.baseDomain),
        path,
        `${zone} is below ${cluster.baseDomain}, where only the cluster has names`,
        'choose a zone outside it',
      ),
    ];
  });
}

function zoneProblem(zone: string, environment: EnvironmentFile): Omit<Finding, 'path'> | undefined {
  const { domains, cluster, edge } = environment;
  const own = clusterDomain(environment);
  if (domains.some((domain) => isWithin(domain, zone)) || isWithin(cluster.baseDomain, zone)) {
    return {
      reason: `${zone} has public names, which the VPC could no longer resolve`,
      remedy:
        isWithin(cluster.baseDomain, zone) && !domains.includes(zone)
          ? 'choose a zone outside it'
          : `choose a name below it, such as internal.${zone}`,
    };
  }
  if (zone === own) {
    return { reason: 'is the cluster’s own private zone, which exists anyway', remedy: 'remove it from the list' };
  }
  const challenges = `acme.${cluster.baseDomain}`;
  const answered = [own, challenges].find((domain) => isWithin(zone, domain));
  if (answered !== undefined) {
    return {
      reason: `${zone} is in ${answered}, where the cluster itself has names`,
      remedy: `choose a zone outside ${cluster.baseDomain}`,
    };
  }
  // Hosts of tenants, of the single sign-on and of the directory are found at their own places.
  const names: readonly LookedUpName[] = [
    ...gitlabPublicNames(environment),
    ...hostPublicNames(environment),
    ...('none' in edge.cdn ? [] : [{ name: edge.cdn.canonicalName, why: 'the CDN' }]),
    ...outsideNames,
  ];
  const hidden = nameHiddenBy(zone, names);
  return hidden === undefined
    ? undefined
    : {
        reason: `${zone} hides ${hidden.name} (${hidden.why}): the VPC would find no name there that the zone lacks`,
        remedy: `choose a zone of names that the VPC alone has, such as internal.${domains[0] ?? ''}`,
      };
}

/** Names of others that machines and pods call, as the environment's file has them. */
function calledNames({ mail, repository, singleSignOn, cluster, gitlab }: EnvironmentFile): readonly LookedUpName[] {
  const hostname = (url: string) => new URL(url).hostname;
  const own = gitlabPublicNames({ gitlab }).map(({ name }) => name);
  return [
    ...(mail !== undefined && 'host' in mail ? [{ name: mail.host, why: 'mail.host' }] : []),
    ...(gitlab?.mail?.host === undefined ? [] : [{ name: gitlab.mail.host, why: 'gitlab.mail.host' }]),
    { name: hostname(repository.url), why: 'repository.url' },
    ...('url' in repository.mirror ? [{ name: hostname(repository.mirror.url), why: 'repository.mirror' }] : []),
    ...(singleSignOn.keycloak === undefined
      ? [{ name: hostname(singleSignOn.issuer), why: 'singleSignOn.issuer' }]
      : []),
    ...cluster.nodes.registryMirrors.flatMap(({ mirrors }) =>
      mirrors.map((mirror) => ({ name: mirror.split(/[:/]/)[0] ?? mirror, why: 'cluster.nodes.registryMirrors' })),
    ),
  ].filter(({ name }) => !own.includes(name));
}
