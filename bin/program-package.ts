import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProgramPackage } from '../lib/operations/home/new-home';
import { programFolder } from './program-folder';

const packageSchema = z.object({
  version: z.string(),
  devDependencies: z.object({ 'aws-cdk': z.string() }),
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(programFolder(), file), 'utf8'));

/** The version of this program, and its settings that a home copies. */
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
