import { interpolate } from './compose-interpolation';
import { healthRequest } from './health-request';
import type { ImportedHealth, ImportedProcess } from './imported-application';
import { literalText, tenantText } from './imported-text';
import type { InputNode } from './input-node';
import type { Notes } from './notes';
import { toSeconds } from './quantities';

/** Reads `healthcheck` of a service. */
export function composeHealth(service: InputNode, notes: Notes): Pick<ImportedProcess, 'health' | 'startSeconds'> {
  const check = service.find('healthcheck');
  if (check === undefined) return {};
  const told = ['interval', 'timeout', 'retries', 'start_interval'].filter((key) => check.find(key) !== undefined);
  if (told.length > 0) {
    notes.addKey(check, `${told.join(', ')}: the platform asks in a rhythm of its own`);
  }
  const startSeconds = toSeconds(check.textAt('start_period') ?? '');
  const test = check.find('test');
  const isOff = check.textAt('disable') === 'true' || test?.items[0]?.text === 'NONE';
  if (test === undefined || isOff) return { startSeconds };
  return { health: toHealth(test), startSeconds };
}

/** A test is words after `CMD`, or a line for a shell. */
function toHealth(test: InputNode): ImportedHealth | undefined {
  const [first, ...others] = test.items.flatMap(({ text }) => text ?? []);
  const line = test.text ?? (first === 'CMD-SHELL' ? others.join(' ') : undefined);
  const words = line === undefined ? others : ['sh', '-c', line];
  if (words.length === 0) return undefined;
  const plain = words.map((word) =>
    interpolate(word)
      .map((piece) => ('text' in piece ? piece.text : ''))
      .join(''),
  );
  const request = healthRequest(plain);
  const { at } = test;
  if (request !== undefined) return { get: request.path, port: request.port, at };
  return {
    command: words.map((word) =>
      line === undefined ? tenantText(interpolate(word)) : literalText(word.replaceAll('$$', '$')),
    ),
    at,
  };
}
