import { nearest } from '../nearest';
import type { PathStep } from '../problem';
import { needsOf } from '../service-needs';
import type { Service, ServiceOfKind, Tenant } from '../tenant';
import { findingIf, type Finding } from './findings';

/** What must hold for services that are of use to others, of the same tenant or outside. */
export const communityFindings = (service: Service, tenant: Tenant, path: readonly PathStep[]) => [
  ...(service.kind === 'web-gateway' && 'service' in service.content
    ? contentFindings(service.content, tenant.services, [...path, 'content'])
    : []),
  ...(service.kind === 'discourse' && 'shared' in service.database
    ? extensionFindings(service.database.extensions, [...path, 'database', 'extensions'])
    : []),
  ...(service.kind === 'automation' ? neighbourFindings(service, tenant, path) : []),
  ...(service.kind === 'git-fetch-cache' ? upstreamFindings(service, service.hosts ?? tenant.hosts, path) : []),
];

/**
 * Whoever may start jobs may start any pod, with every secret of its namespace. The part of an automation that the internet
 * calls may, so that there must be no secrets of others.
 */
const neighbourFindings = (
  { name }: ServiceOfKind<'automation'>,
  { services }: Tenant,
  path: readonly PathStep[],
): readonly Finding[] =>
  findingIf(
    services.length > 1,
    path,
    `${name} has other services beside it, whose secrets would be in reach of whoever breaks into it`,
    'give it a tenant of its own, in another file',
  );

/** A cache is a host of its own: under GitLab's name it would ask itself. */
const upstreamFindings = (
  { gitlab }: ServiceOfKind<'git-fetch-cache'>,
  hosts: readonly string[],
  path: readonly PathStep[],
): readonly Finding[] =>
  findingIf(
    hosts.includes(new URL(gitlab).hostname),
    [...path, 'gitlab'],
    `${gitlab} is a host that the cache itself serves, so that it would ask itself`,
    'name the host of GitLab, and serve another one',
  );

/** A gateway shows what another service keeps, and of a forum its uploads alone: its backups are beside them. */
function contentFindings(
  { service: shown, folder }: { readonly service: string; readonly folder?: string },
  services: readonly Service[],
  path: readonly PathStep[],
): readonly Finding[] {
  const keepers = services.filter((each) => needsOf(each).bucket !== undefined);
  const keeper = keepers.find(({ name }) => name === shown);
  const names = keepers.map(({ name }) => name);
  const meant = nearest(shown, names);
  return [
    ...findingIf(
      keeper === undefined,
      [...path, 'service'],
      `${shown} is no service of this tenant with a part of its bucket`,
      meant === undefined ? `name one of: ${names.join(', ') || 'none has one yet'}` : `did you mean ${meant}?`,
    ),
    ...findingIf(
      keeper?.kind === 'discourse' && folder !== 'uploads',
      [...path, folder === undefined ? 'service' : 'folder'],
      `shows all that ${shown} keeps, with its backups`,
      'write folder: uploads',
    ),
  ];
}

/** Source: discourse/discourse: its migrations, and the bundled AI plugin. */
const forumExtensions = ['hstore', 'pg_trgm', 'unaccent', 'vector'];

const extensionFindings = (extensions: readonly string[], path: readonly PathStep[]): readonly Finding[] => {
  const missing = forumExtensions.filter((extension) => !extensions.includes(extension));
  return findingIf(
    missing.length > 0,
    path,
    `lacks ${missing.join(', ')}, which Discourse needs`,
    `write extensions: [${forumExtensions.join(', ')}]`,
  );
};
