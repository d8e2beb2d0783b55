import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Facts } from '../environments/facts';
import type { NamingContext } from '../environments/naming';
import { folders } from './project';

/**
 * Writes the facts of an environment, all of them, whole or not at all.
 *
 * @returns the path of the file as the person would type it
 */
export function writeFacts({ name, account, region }: NamingContext, facts: Partial<Facts>): string {
  const file = join(folders.environments, name, 'facts.json');
  const ordered = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ environment: name, account, region, facts: ordered }, undefined, 2)}\n`;
  try {
    writeFileSync(`${file}.next`, text);
    renameSync(`${file}.next`, file);
  } finally {
    rmSync(`${file}.next`, { force: true });
  }
  return relative(process.cwd(), file);
}
