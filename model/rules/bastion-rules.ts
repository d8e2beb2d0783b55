import { findingIf, repeatFindings, type Finding } from '../finding';
import { didYouMean } from '../did-you-mean';
import { sshKeyBody } from '../formats/ssh-key-body';
import { isGatewayHost } from '../wireguard';
import type { EnvironmentFile } from './findings';

const base = ['access', 'bastion'];

/** The bastion: a private host that peers of the tunnel reach, people who are told apart, and hosts that have a name to be reached by. */
export function bastionFindings(environment: EnvironmentFile): readonly Finding[] {
  const { access, hosts } = environment;
  const { bastion } = access;
  const asking = hosts.machines.flatMap((host, index) => (host.access === 'bastion' ? [{ host, index }] : []));
  const peers = access.wireguard?.peers ?? [];
  const reaching = peers.flatMap((peer, index) => (peer.reaches.includes('bastion') ? [{ peer, index }] : []));
  if (bastion === undefined) {
    return [
      ...asking.map(({ index }) => ({
        path: ['hosts', 'machines', index, 'access'],
        reason: 'is the bastion, and the environment has none',
        remedy: 'write access.bastion, or session-manager here',
      })),
      ...reaching.map(({ peer, index }) => ({
        path: ['access', 'wireguard', 'peers', index, 'reaches', peer.reaches.indexOf('bastion')],
        reason: 'is the bastion, and the environment has none',
        remedy: 'write access.bastion, or leave it out',
      })),
    ];
  }
  const names = hosts.machines.map(({ name }) => name);
  const at = names.indexOf(bastion.host);
  const host = hosts.machines[at];
  const keys = bastion.people.flatMap((person, index) =>
    person.keys.map((key, place) => ({ body: sshKeyBody(key), index, place })),
  );
  return [
    ...findingIf(
      host === undefined,
      [...base, 'host'],
      `${bastion.host} is not a host of hosts.machines`,
      didYouMean(bastion.host, names, `write one of: ${names.join(', ')}`),
    ),
    ...(host === undefined
      ? []
      : [
          ...findingIf(
            isGatewayHost(environment, host),
            [...base, 'host'],
            'is the pair of gateways too, whose address would be that of a shell',
            'give the bastion a host of its own',
          ),
          ...findingIf(
            host.address !== 'private' && !isGatewayHost(environment, host),
            ['hosts', 'machines', at, 'address'],
            'is public, and people reach the bastion through the tunnel alone',
            'leave it out',
          ),
          ...findingIf(
            host.access === 'bastion',
            ['hosts', 'machines', at, 'access'],
            'is the bastion itself',
            'leave it out: whoever repairs the bastion comes by Session Manager',
          ),
        ]),
    ...findingIf(
      reaching.length === 0,
      [...base, 'host'],
      'is reached by no peer of the tunnel',
      'write bastion under reaches of a peer in access.wireguard',
    ),
    ...findingIf(
      environment.logs.syslog === undefined,
      base,
      'keeps the record of who logged in on the host alone',
      'write logs.syslog, so that it goes to the cluster at once',
    ),
    ...repeatFindings(
      bastion.people.map(({ name }) => name),
      (index) => [...base, 'people', index, 'name'],
      (first) => `repeats people[${first}]`,
      'name each person once, with all keys',
    ),
    ...keys.flatMap(({ body, index, place }, nth) =>
      findingIf(
        keys.findIndex((other) => other.body === body) < nth,
        [...base, 'people', index, 'keys', place],
        'is there twice',
        'give each person keys of their own: the log tells them apart by nothing else',
      ),
    ),
    ...asking.flatMap(({ host: asked, index }) => [
      ...findingIf(
        asked.records.private === undefined,
        ['hosts', 'machines', index, 'records'],
        'give it no name, and the bastion leads to names alone',
        'write records: { private: <zone> }',
      ),
      ...findingIf(
        isGatewayHost(environment, asked),
        ['hosts', 'machines', index, 'access'],
        'is the bastion, which is behind these gateways',
        'leave it out: whoever repairs the tunnel comes by Session Manager',
      ),
    ]),
  ];
}
