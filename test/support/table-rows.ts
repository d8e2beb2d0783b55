import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Cells of the rows of the table below a heading of a page.
 *
 * @param page path of the page below `docs`
 */
export function rowsBelow(page: string, heading: string): readonly (readonly string[])[] {
  const text = readFileSync(resolve(__dirname, '../../docs', page), 'utf8');
  const [, section = ''] = new RegExp(`\n## ${heading}\n([^]*?)(\n## |$)`).exec(text) ?? [];
  const rows = [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
  return rows.slice(2);
}
