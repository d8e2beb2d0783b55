import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '..');
const names = z.record(z.string(), z.string()).default({});
const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({ optionalDependencies: names, license: z.string().default(''), dev: z.boolean().default(false) }),
  ),
});
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
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:[a-z-]+@)?\d/.test(version),
  );
  expect(ranges).toEqual([]);
  expect(devDependencies['aws-cdk']).toMatch(/^2\./);
});

const page = readFileSync(resolve(root, 'docs/dependencies.md'), 'utf8');
const [installed = '', development = ''] = page.split('## For development alone');

/** Package and licence of each row. */
const rowsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^\| (\S+) +\| .*? +\| (\S+) +\|/gm)]
    .map(([, name = '', licence = '']) => `${name} ${licence}`)
    .filter((row) => !/^(package|-+) /.test(row))
    .sort();

const expectedRows = (of: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(of)
    .map((name) => `${name} ${packages[`node_modules/${name}`]?.license ?? ''}`)
    .sort();

test('the page of dependencies has each, with its licence, and no other', () => {
  expect(rowsOf(installed)).toEqual(expectedRows(dependencies));
  expect(rowsOf(development)).toEqual(expectedRows(devDependencies));
});

test('whatever a home installs may be used, changed and passed on by everybody', () => {
  const free = ['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'PSF-2.0', 'BlueOak-1.0.0'];
  for (const licence of free) expect(page).toContain(licence);
  const others = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .filter(
      ([, { license }]) =>
        !license
          .replace(/[()]/g, '')
          .split(' OR ')
          .some((each) => free.includes(each)),
    )
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(others).toEqual([]);
});
