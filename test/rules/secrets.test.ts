import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { filesBelow, manifests, renderedFolder, resources, values } from '../support/rendered';

const files = filesBelow(renderedFolder, /./);

/** What secrets look like, whatever they are called. */
const shapes: Readonly<Record<string, RegExp>> = {
  'an AWS access key': /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a token of GitLab, GitHub or Slack': /\b(glpat-|ghp_|gho_|xox[abp]-)[A-Za-z0-9_-]{10,}/,
  'a JSON web token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  'a password inside an address': /[a-z]+:\/\/[^:/\s$]+:[^@$\s/]+@/,
};

test.each(Object.entries(shapes))('no rendered file holds %s', (_, shape) => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => shape.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test.each([
  ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a password inside an address', 'postgres://app:hunter2@db:5432/app'],
])('the search would find %s', (shape, text) => {
  expect(text).toMatch(shapes[shape] ?? /never/);
});

test('nothing is rendered as a Secret: External Secrets makes them in the cluster', () => {
  expect(manifests.filter(({ kind }) => kind === 'Secret').map(({ at }) => at)).toEqual([]);
});

test('every variable that sounds like a secret takes its value from one', () => {
  const variable = z.object({ name: z.string(), value: z.string().optional() });
  const secretive = /(PASSWORD|PASSWD|SECRET|TOKEN|_KEY|CREDENTIAL)/;
  const variables = manifests.flatMap((manifest) =>
    [...values(manifest)].flatMap(([path, value]) => {
      const parsed = /\.env\.\d+$/.test(path) ? variable.safeParse(value) : undefined;
      return parsed?.success ? [{ at: `${manifest.at} ${parsed.data.name}`, ...parsed.data }] : [];
    }),
  );
  // An address is no secret, though its name may end in one's.
  const written = variables.filter(
    ({ name, value }) => secretive.test(name) && value !== undefined && !value.startsWith('https://'),
  );
  expect(variables.length).toBeGreaterThan(100);
  expect(written.map(({ at }) => at)).toEqual([]);
});

test('no template takes a secret as a parameter or writes one out', () => {
  const written = resources.flatMap(({ at, resource }) =>
    [...values(resource.Properties)]
      .filter(
        ([path, value]) => /\.(SecretString|MasterUserPassword|Password)$/.test(path) && typeof value === 'string',
      )
      .map(([path]) => `${at} ${path}`),
  );
  expect(written).toEqual([]);
});
