import { z } from 'zod';
import type { Interval } from '../network/boxes';
import { parseProtocol } from '../network/traffic';

/** Ports of a protocol, or one that the pod at the other end names. */
export interface PolicyPort {
  readonly protocol: Interval;
  readonly ports: Interval | string;
}

/** Ports of pods that have a name are behind the last port, if the pod's own ports are not known. */
export const allPodPorts: Interval = [0n, 1n << 21n];

const port = z.union([z.number(), z.string()]);
const protocol = z.enum(['TCP', 'UDP', 'SCTP']).default('TCP');
const portsSchema = z
  .array(
    z.looseObject({
      protocol,
      port: port.optional(),
      endPort: z.number().optional(),
      portNumber: z.looseObject({ protocol, port: z.number() }).optional(),
      portRange: z.looseObject({ protocol, start: z.number(), end: z.number() }).optional(),
      namedPort: z.string().optional(),
    }),
  )
  .nullish();

/** Returns the ports of a rule, of a NetworkPolicy or of an administrator's policy; undefined for all, `unknown` for what cannot be read. */
export function toPolicyPorts(value: unknown): readonly PolicyPort[] | undefined | 'unknown' {
  const { success, data } = portsSchema.safeParse(value);
  if (!success) return 'unknown';
  if (data === undefined || data === null || data.length === 0) return undefined;
  return data.map((each) => {
    const { portNumber, portRange, namedPort } = each;
    if (portNumber !== undefined) return toPort(portNumber.protocol, portNumber.port);
    if (portRange !== undefined) return toPort(portRange.protocol, portRange.start, portRange.end);
    return toPort(each.protocol, namedPort ?? each.port, each.endPort);
  });
}

function toPort(name: string, first: number | string | undefined, last?: number): PolicyPort {
  const number = parseProtocol(name) ?? [0n, 255n];
  if (first === undefined) return { protocol: number, ports: allPodPorts };
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { protocol: number, ports: first };
  return { protocol: number, ports: [BigInt(first), BigInt(last ?? first)] };
}

/** A number for a name of a port that no pod explains: the same for the same name. */
export function numberForName(name: string): bigint {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return 65_536n + BigInt(sum);
}
