import { directoryReplicas } from '../directory-replicas';
import { hostMachinePlaces, privateRecords } from '../host-machines';
import { declaredAccountSecret, dkimSecret } from '../mail/mail-accounts';
import { findOwnMail } from '../mail/own-mail';
import type { PathStep } from '../problem';
import { gatewayKeySecret } from '../wireguard';
import type { EnvironmentFile } from './findings';

/** A name in the environment's file that is in the ids of constructs. */
export interface ConstructName {
  readonly path: readonly PathStep[];
  /** What is named by it beside its siblings, by the part of an id that says what it is. */
  readonly ids: readonly { readonly kind: string; readonly name: string }[];
}

type Named = readonly { readonly name: string }[];

const nameEntries = (named: Named, path: readonly PathStep[]): readonly ConstructName[] =>
  named.map(({ name }, index) => ({ path: [...path, index, 'name'], ids: [{ kind: '', name }] }));

/**
 * Names that are ids of siblings in a stack, list by list: what `pascalCase` must tell apart. The ids are made in `lib/stacks` and
 * `constructs`.
 */
export const constructNames = (environment: EnvironmentFile): readonly (readonly ConstructName[])[] => {
  const { access, caches, certificates, cluster, gitlab, hosts, resolver } = environment;
  return [
    hostNames(environment),
    secretNames(environment),
    ...hosts.machines.map(({ disks }, index) => nameEntries(disks, ['hosts', 'machines', index, 'disks'])),
    nameEntries(hosts.runners, ['hosts', 'runners']),
    nameEntries(gitlab?.runners ?? [], ['gitlab', 'runners']),
    nameEntries(caches, ['caches']),
    nameEntries(cluster.pools, ['cluster', 'pools']).filter((_, index) => {
      const pool = cluster.pools[index];
      return pool?.role === 'worker' && pool.owner === 'cloudformation';
    }),
    nameEntries(access.contributors, ['access', 'contributors']),
    nameEntries(access.wireguard?.peers ?? [], ['access', 'wireguard', 'peers']),
    nameEntries(access.bastion?.people ?? [], ['access', 'bastion', 'people']),
    nameEntries(certificates.challenges, ['certificates', 'challenges']),
    (resolver?.forward ?? []).map(({ zone }, index) => ({
      path: ['resolver', 'forward', index, 'zone'],
      ids: [{ kind: '', name: zone }],
    })),
  ];
};

/** Hosts and the directory: their machines have alarms in one stack, and hosts with names in one zone have records in one. */
function hostNames(environment: EnvironmentFile): readonly ConstructName[] {
  const { directory, hosts, network } = environment;
  const places = hostMachinePlaces(environment);
  return [
    ...hosts.machines.map((host, index) => ({
      path: ['hosts', 'machines', index, 'name'],
      ids: [
        { kind: 'group', name: host.name },
        ...places.filter((place) => place.index === index).map(({ name }) => ({ kind: 'host', name })),
        ...privateRecords(host).map(({ name }) => ({ kind: 'record', name })),
      ],
    })),
    ...(directory === undefined
      ? []
      : [
          {
            path: ['directory', 'name'],
            ids: directoryReplicas(directory, network).map(({ machine }) => ({ kind: 'host', name: machine })),
          },
        ]),
  ];
}

/** Secrets of hosts, which are in one stack by host and last part: those of the platform first, as nobody chose their names. */
function secretNames(environment: EnvironmentFile): readonly ConstructName[] {
  const { access, hosts } = environment;
  const mail = findOwnMail(environment);
  const secret = (host: string, last: string) => [{ kind: 'secret', name: `${host}/${last}` }];
  return [
    ...(access.wireguard === undefined
      ? []
      : [{ path: ['access', 'wireguard', 'host'], ids: secret(access.wireguard.host, gatewayKeySecret.name) }]),
    ...(mail?.selectors ?? []).map((selector, index) => ({
      path: ['mail', 'selectors', index],
      ids: secret(mail?.machine ?? '', dkimSecret(selector)),
    })),
    ...(mail?.accounts ?? []).map(({ name }, index) => ({
      path: ['mail', 'accounts', index, 'name'],
      ids: secret(mail?.machine ?? '', declaredAccountSecret(name)),
    })),
    ...hosts.machines.flatMap(({ name, secrets }, index) =>
      secrets.map((last, at) => ({ path: ['hosts', 'machines', index, 'secrets', at], ids: secret(name, last) })),
    ),
  ];
}
