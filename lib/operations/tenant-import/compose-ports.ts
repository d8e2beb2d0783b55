import { interpolate } from './compose-interpolation';
import type { ImportedPort } from './imported-application';
import { knownText } from './imported-text';
import type { InputNode } from './input-node';
import type { Notes } from './notes';

/** Reads `ports` and `expose` of a service; ports of the machine are of no interest. */
export function composePorts(service: InputNode, notes: Notes): readonly ImportedPort[] {
  const read = (key: 'ports' | 'expose') =>
    (service.find(key)?.items ?? []).flatMap((item) => {
      const port = item.form === 'map' ? longPort(item) : shortPort(item);
      if (port === undefined) {
        notes.addKey(item, 'the port in the container is not said in numbers', 'write it under port');
        return [];
      }
      if (port.isRange)
        notes.addKey(
          item,
          'is a range of ports, and the draft has the first',
          'have the program use one port, as media servers can by a multiplexed one, or name the others one by one',
        );
      return [{ port: port.number, protocol: port.protocol, isPublished: key === 'ports', at: item.at }];
    });
  return [...read('ports'), ...read('expose')];
}

interface ContainerPort {
  readonly number: number;
  readonly protocol: ImportedPort['protocol'];
  readonly isRange: boolean;
}

const longPort = (item: InputNode): ContainerPort | undefined =>
  toPort(knownText(interpolate(item.textAt('target') ?? '')), item.textAt('protocol'));

/** `[[address:]port:]port[/protocol]`, of which the last port is that in the container. */
function shortPort({ text }: InputNode): ContainerPort | undefined {
  if (text === undefined) return undefined;
  const pieces = interpolate(text).map((piece) => ('text' in piece ? piece.text : '?'));
  const [, last, protocol] = /([^:/]*)(?:\/(\w+))?$/.exec(pieces.join('')) ?? [];
  return toPort(last, protocol);
}

function toPort(text: string | undefined, protocol: string | undefined): ContainerPort | undefined {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? '') ?? [];
  const number = Number(first ?? 0);
  if (number < 1 || number > 65_535) return undefined;
  return { number, protocol: protocol === 'udp' ? 'udp' : 'tcp', isRange: last !== undefined };
}
