import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const runbook = readFileSync(resolve(__dirname, '../../docs/runbook.md'), 'utf8');

/**
 * What a section of the runbook has people type, block by block, for an environment.
 *
 * @throws Error when there is no such section, or it has no commands.
 */
export function runbookCommands(section: string, environment: string): readonly [string, ...string[]] {
  const [, text = ''] = new RegExp(`\\n## ${section}\\n([^]*?)\\n## `).exec(runbook) ?? [];
  const [first, ...others] = [...text.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].map(([, block = '']) =>
    block.replaceAll('<environment>', environment),
  );
  if (first === undefined) throw new Error(`the runbook has no section “${section}” with commands`);
  return [first, ...others];
}
