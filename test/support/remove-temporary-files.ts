import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { temporaryFolderPrefix } from './compile-once';

/** Removes the folder that `compile-once.ts` has made. */
export default function removeTemporaryFiles(): void {
  const folder = tmpdir();
  if (basename(folder).startsWith(temporaryFolderPrefix)) rmSync(folder, { recursive: true, force: true });
}
