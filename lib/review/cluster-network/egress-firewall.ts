import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import { allAddresses, parseAddresses } from '../network/addresses';
import { subtractBoxes, type Box } from '../network/boxes';
import { toPolicyPorts, allPodPorts } from './policy-ports';
import { allProtocols } from '../network/traffic';

/** What leaves the cluster from a namespace (OVN-Kubernetes' EgressFirewall). */
export interface EgressFirewall {
  readonly object: RenderedObject;
  readonly allowed: readonly Box[];
  /** Names of the internet that are allowed, of which the addresses are not known. */
  readonly names: readonly string[];
}

const firewallSchema = z.looseObject({
  egress: z.array(
    z.looseObject({
      type: z.enum(['Allow', 'Deny']),
      to: z.looseObject({ cidrSelector: z.string().optional(), dnsName: z.string().optional() }),
      ports: z.unknown().optional(),
    }),
  ),
});

/** Reads an EgressFirewall; undefined if it cannot be read. The first rule that matches decides, and the rest is allowed. */
export function toEgressFirewall(object: RenderedObject): EgressFirewall | undefined {
  const { data } = firewallSchema.safeParse(object.spec);
  if (data === undefined) return undefined;
  const earlier: Box[] = [];
  const allowed: Box[] = [];
  const names: string[] = [];
  for (const { type, to, ports } of data.egress) {
    const read = toPolicyPorts(ports);
    if (read === 'unknown') return undefined;
    if (to.dnsName !== undefined && type === 'Allow') names.push(to.dnsName);
    if (to.cidrSelector === undefined) continue;
    const block = parseAddresses(to.cidrSelector);
    if (block === undefined) return undefined;
    const boxes = (read ?? [{ protocol: allProtocols, ports: allPodPorts }]).map((each): Box => [
      block,
      each.protocol,
      typeof each.ports === 'string' ? allPodPorts : each.ports,
    ]);
    if (type === 'Allow') allowed.push(...subtractBoxes(boxes, earlier));
    earlier.push(...boxes);
  }
  const rest = allAddresses.map((block): Box => [block, allProtocols, allPodPorts]);
  return { object, allowed: [...allowed, ...subtractBoxes(rest, earlier)], names };
}
