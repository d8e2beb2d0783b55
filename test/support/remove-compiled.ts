import { rmSync } from 'node:fs';
import { compiledProgramVariable } from './compiled-program';

/** Removes what `compile-once.ts` has compiled. */
export default function removeCompiled(): void {
  const folder = process.env[compiledProgramVariable];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
