import type { ZoneState } from './zone-at-provider';
import { table } from '../table';

/** Most characters of a value in a table. */
const width = 60;

/** What `commons dns` prints about a zone: its changes, and what stays. */
export function zoneReport(domain: string, state: ZoneState): string {
  const { changes, adopted, foreign } = state;
  const rows = changes.map(({ kind, name, type, before, after }) => [
    verbs[kind],
    name === '' ? '@' : name,
    type,
    shortened(before),
    shortened(after),
  ]);
  const stays = `${foreign.length} records of others stay`;
  const heading = changes.length === 0 ? `${domain}: as rendered` : `${domain}: ${changes.length} changes`;
  return [
    `${heading}, ${stays}`,
    ...(changes.length === 0 ? [] : [table(['', 'name', 'type', 'at the provider', 'then'], rows)]),
    ...(adopted.length === 0 ? [] : [`${adopted.length} are there as declared, and are marked as ours`]),
  ].join('\n');
}

const verbs = { create: 'add', update: 'change', delete: 'remove' } as const;

function shortened(values: readonly string[] = []): string {
  const text = values.join(', ');
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
