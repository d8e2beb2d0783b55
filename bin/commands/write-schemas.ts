import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { editorSchemas } from '../../model/editor-schemas';
import { home } from '../home';
import { homeKinds } from '../home-kinds';

/** Writes the JSON Schemas that editors check and complete environment files with. */
export function writeSchemas(): void {
  for (const [file, text] of Object.entries(editorSchemas(homeKinds()))) {
    const path = join(home.environments, file);
    writeFileSync(path, text);
    console.log(relative(process.cwd(), path));
  }
}
