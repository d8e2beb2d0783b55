import type { RenderedSnapshot } from '../rendered-snapshot';
import { routesByHost } from '../routes';
import { isZone, readZones } from '../zones/zone-records';

const known = new WeakMap<RenderedSnapshot, readonly string[]>();

/** Hosts of Routes, and names and domains of zone files; longer ones first, since shorter ones may be a part of them. */
export function hostsInUse(snapshot: RenderedSnapshot): readonly string[] {
  const answer = known.get(snapshot) ?? searchHosts(snapshot);
  known.set(snapshot, answer);
  return answer;
}

function searchHosts(snapshot: RenderedSnapshot): readonly string[] {
  const { domains, values } = readZones(snapshot, [...snapshot.files.keys()].filter(isZone));
  const hosts = [...routesByHost(snapshot).keys(), ...values.keys(), ...domains];
  return [...new Set(hosts.map((host) => host.replace(/^\*\./, '')))]
    .filter((host) => host.includes('.'))
    .toSorted((one, other) => other.length - one.length);
}
