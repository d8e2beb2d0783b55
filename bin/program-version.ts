import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from './program-folder';

/** The version of this program, read by hand: every command asks for it, and would load a library of schemas. */
export function programVersion(): string {
  const content: unknown = JSON.parse(readFileSync(join(programFolder(), 'package.json'), 'utf8'));
  if (typeof content === 'object' && content !== null && 'version' in content && typeof content.version === 'string') {
    return content.version;
  }
  throw new Error('package.json of the program has no version');
}
