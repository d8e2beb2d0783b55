import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { exampleHome, loadExample } from '../support/example-home';
import { environmentNames } from '../../model/load';
import { secretLikeness } from '../../model/secret-likeness';
import { filesBelow, manifests, resources, values } from '../support/rendered';

const files = filesBelow(exampleHome.rendered, /./);

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

/** Keys under which operators look for settings in a Secret, and all that may stand there. */
const settings: Readonly<Record<string, RegExp>> = {
  bucketnames: /^[a-z0-9-]+$/,
  region: /^[a-z0-9-]+$/,
  role_arn: /^arn:aws:iam::\d{12}:role\/[a-z0-9-]+$/,
  connection: /^provider: AWS\nregion: [a-z0-9-]+\nuse_iam_profile: true\n$/,
  registry: /^s3:\n {2}bucket: [a-z0-9-]+\n {2}region: [a-z0-9-]+\n {2}v4auth: true\n$/,
  s3cmd: /^\[default\]\nbucket_location = [a-z0-9-]+\n$/,
  audience: /^(openshift|sts\.amazonaws\.com)$/,
  credentials:
    /^\[default\]\nrole_arn = arn:aws:iam::\d{12}:role\/[a-z0-9-]+\nweb_identity_token_file = [a-z/]+\nregion = [a-z0-9-]+\nsts_regional_endpoints = regional\n$/,
};

const isSetting = ([key, value]: [string, string]): boolean => settings[key]?.test(value) ?? false;

test('a Secret that is rendered has settings only: External Secrets makes all others in the cluster', () => {
  const secrets = manifests.filter(({ kind }) => kind === 'Secret');
  expect(secrets.filter(({ data }) => data !== undefined).map(({ at }) => at)).toEqual([]);
  const secretive = secrets.filter(
    ({ stringData }) => !Object.entries(z.record(z.string(), z.string()).parse(stringData)).every(isSetting),
  );
  expect(secrets.length).toBeGreaterThan(3);
  expect(secretive.map(({ at }) => at)).toEqual([]);
});

test.each([
  ['password', 'production-logs'],
  ['region', 'hunter2hunter2 hunter2'],
  ['connection', 'provider: AWS\nregion: us-east-1\naws_secret_access_key: wJalrXUtnFEMI\n'],
  ['credentials', '[default]\naws_secret_access_key = wJalrXUtnFEMI\n'],
])('%s would be found if it were %j', (key, value) => {
  expect(isSetting([key, value])).toBe(false);
});

/** Settings of which a tenant's file says why they are no secret: environment, tenant and variable. */
const reasoned = environmentNames(exampleHome.environments).flatMap((environment) =>
  loadExample(environment).environment.tenants.flatMap(({ name, services }) =>
    services.flatMap((service) =>
      Object.entries(service.settings ?? {}).flatMap(([variable, setting]) =>
        typeof setting === 'string' ? [] : [`${environment} ${name} ${variable}`],
      ),
    ),
  ),
);

test('every variable that sounds like a secret takes its value from one', () => {
  const variable = z.object({ name: z.string(), value: z.string().optional() });
  const variables = manifests.flatMap((manifest) =>
    [...values(manifest)].flatMap(([path, value]) => {
      const parsed = /\.env\.\d+$/.test(path) ? variable.safeParse(value) : undefined;
      if (parsed?.success !== true) return [];
      const { environment, at, metadata } = manifest;
      const { name, value: text } = parsed.data;
      return [{ at: `${at} ${name}`, name, text, key: `${environment} ${metadata.namespace ?? ''} ${name}` }];
    }),
  );
  // An address is no secret, though its name may end in one's.
  const written = variables.filter(
    ({ name, text, key }) =>
      text !== undefined &&
      !text.startsWith('https://') &&
      secretLikeness(name, text) !== undefined &&
      !reasoned.includes(key),
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
