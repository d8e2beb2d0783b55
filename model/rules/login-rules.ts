import { findingIf, repeatFindings, type Finding } from '../finding';
import type { DeclaredLogin, DeclaredService } from '../kinds/declared-service';
import { hostsServedBy } from '../kinds/host-claims';
import { answersPath, servedHostName, type ServedHost } from '../kinds/served-hosts';
import { oneOrMore } from '../one-or-more';
import type { PathStep } from '../problem';
import type { Tenant } from '../tenant';

/** Findings on the login of a service: browsers come back to paths that it answers, and apps prove that they asked. */
export function serviceLoginFindings(
  service: DeclaredService,
  tenant: Pick<Tenant, 'hosts'>,
  path: readonly PathStep[],
): readonly Finding[] {
  const { login } = service;
  if (login === undefined) return [];
  const served = hostsServedBy(service, tenant.hosts);
  const at = [...path, 'login'];
  return [
    ...pathFindings(login.callback, served, [...at, 'callback']),
    ...pathFindings(login.afterLogout ?? [], served, [...at, 'afterLogout']),
    ...pathFindings(login.backchannelLogout ?? [], served, [...at, 'backchannelLogout']),
    ...appFindings(login, at),
  ];
}

function pathFindings(
  said: string | readonly string[],
  served: readonly ServedHost[],
  at: readonly PathStep[],
): readonly Finding[] {
  const [first] = served;
  const key = String(at.at(-1));
  const place = (index: number) => (typeof said === 'string' ? at : [...at, index]);
  const paths = oneOrMore(said);
  return [
    ...paths.flatMap((each, index) =>
      findingIf(
        first !== undefined && !served.some((host) => answersPath(host, each)),
        place(index),
        `${each} is not below any path that the service answers`,
        `add it to the paths of ${first === undefined ? 'a host' : servedHostName(first)}, or serve a whole host`,
      ),
    ),
    ...repeatFindings(paths, place, (index) => `repeats ${key}[${index}]`, 'name each path once'),
  ];
}

/**
 * Another app of a device can register the same scheme, and get the code. With a challenge only whoever asked for a code can redeem it
 * (RFC 8252, section 8.1).
 */
const appFindings = ({ appCallbacks = [], pkce }: DeclaredLogin, at: readonly PathStep[]): readonly Finding[] => [
  ...repeatFindings(
    appCallbacks.map(({ uri }) => uri),
    (index) => [...at, 'appCallbacks', index, 'uri'],
    (index) => `repeats appCallbacks[${index}]`,
    'name each address once',
  ),
  ...findingIf(
    appCallbacks.length > 0 && pkce !== undefined,
    [...at, 'appCallbacks'],
    'lets apps log in without PKCE, where another app of the same device could use their codes',
    'remove pkce: { none: … } if the application sends challenges, or remove appCallbacks',
  ),
];
