import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { editorSchemas } from '../../environments/editor-schemas';
import { folders } from '../project';

/** Writes the JSON Schemas that editors check and complete environment files with. */
export function writeSchemas(): void {
  for (const [file, text] of Object.entries(editorSchemas())) {
    const path = join(folders.environments, file);
    writeFileSync(path, text);
    console.log(relative(process.cwd(), path));
  }
}
