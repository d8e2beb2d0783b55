import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '..');
const names = z.record(z.string(), z.string()).default({});
const lockSchema = z.looseObject({ packages: z.record(z.string(), z.looseObject({ optionalDependencies: names })) });
const { packages } = lockSchema.parse(JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')));

/** npm leaves out what a registry does not have yet, and `npm ci` then fails for everybody: choose an older version. */
test('the lock file has the native packages of every platform', () => {
  const locked = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
  const native = Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies));
  expect(native.length).toBeGreaterThan(20);
  expect(native.filter((name) => !locked.includes(name))).toEqual([]);
});

const manifest = z.looseObject({ dependencies: names, devDependencies: names });
const { dependencies, devDependencies } = manifest.parse(
  JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')),
);

test('every dependency is pinned, and the CDK command is the real one: its 3.0.0 was published by accident', () => {
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d/.test(version));
  expect(ranges).toEqual([]);
  expect(devDependencies['aws-cdk']).toMatch(/^2\./);
});
