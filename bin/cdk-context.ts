import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { home } from './home';
import { programFolder } from './program-folder';

const settings = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

const contextIn = (folder: string): Record<string, unknown> => {
  const file = join(folder, 'cdk.json');
  return existsSync(file) ? settings.parse(JSON.parse(readFileSync(file, 'utf8'))).context : {};
};

/** CDK's context: the feature flags of the program's own `cdk.json`, and what the home's says besides. */
export const cdkContext = (): Record<string, unknown> => ({ ...contextIn(programFolder()), ...contextIn(home.folder) });
