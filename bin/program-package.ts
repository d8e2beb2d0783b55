import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ProgramPackage } from '../lib/operations/home/new-home';

/** The folder of the program, which is one level higher where it is compiled. */
export function programFolder(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : programFolder(dirname(folder));
}

const packageSchema = z.object({
  version: z.string(),
  devDependencies: z.object({ 'aws-cdk': z.string() }),
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(programFolder(), file), 'utf8'));

/** The version of this program. */
export const programVersion = (): string => packageSchema.parse(readJson('package.json')).version;

/** What this program says of itself. */
export function programPackage(): ProgramPackage {
  const { version, devDependencies } = packageSchema.parse(readJson('package.json'));
  const settings = z.record(z.string(), z.unknown());
  return {
    version,
    cdkVersion: devDependencies['aws-cdk'],
    cdkSettings: settings.parse(readJson('cdk.json')),
    renovate: settings.parse(readJson('renovate.json')),
  };
}
