import { missingFactProblems } from '../../lib/operations/install/missing-facts';
import { peerConfiguration } from '../../lib/operations/tunnel/peer-configuration';
import { didYouMean } from '../../model/did-you-mean';
import { hasFacts } from '../../model/facts';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { declaredTunnel } from '../declared-tunnel';
import { loadedEnvironment } from '../loaded-environment';

/**
 * Prints the configuration of a peer, with a place for the private key that only the peer has.
 *
 * @throws ProblemsError when there is no such peer, or the gateways' key and address are not recorded
 */
export function wireguardPeer(name: string, peerName: string): void {
  const { environment, facts } = loadedEnvironment(name);
  const wireguard = declaredTunnel(environment);
  const names = wireguard.peers.map((peer) => peer.name);
  const peer = wireguard.peers.find((each) => each.name === peerName);
  if (peer === undefined) {
    const remedy = didYouMean(peerName, names, `write one of: ${names.join(', ')}`);
    throw new ProblemsError([
      fileProblem(`environments/${name}/environment.yaml`, `has no peer ${peerName} in access.wireguard`, remedy),
    ]);
  }
  const needed = ['wireguardAddress', 'wireguardKey'] as const;
  if (!hasFacts(facts, needed)) throw new ProblemsError(missingFactProblems(environment, facts, needed));
  console.log(peerConfiguration(peer, wireguard, environment, facts).trimEnd());
}
