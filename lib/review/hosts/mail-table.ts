import type { TemplateResource } from '../../rendered';

/** A row of a table of Postfix: an address, and what it stands for. */
export type MailRow = readonly [address: string, values: readonly string[]];

/** A table of Postfix that says who gets mail, or who sends in whose name. */
export interface MailTable {
  readonly name: 'aliases' | 'senders';
  readonly rows: readonly MailRow[];
}

/** Returns the table that a parameter holds; undefined if it is another parameter. */
export function mailTable(resource: TemplateResource | undefined): MailTable | undefined {
  const { Name, Value } = resource?.Properties ?? {};
  const [, name] = /\/postfix\/commons\/(aliases|senders)$/.exec(String(Name)) ?? [];
  return name === 'aliases' || name === 'senders' ? { name, rows: rowsIn(String(Value)) } : undefined;
}

const rowsIn = (text: string): readonly MailRow[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [address = '', ...values] = line.split(/,?\s+/);
      return [address, values];
    });
