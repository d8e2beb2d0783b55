import { z } from 'zod';
import { authorityPem } from '../../support/authority-pem';
import { singleSignOnSchema } from '../../../model/schema/single-sign-on';

const issuer = 'https://sso.commons.example/realms/commons';
const directory = {
  hosts: ['idm01.commons.example'],
  baseDn: 'dc=commons,dc=example',
  authority: authorityPem,
};
const inCluster = { placement: 'cluster', administrators: 'infrastructure', directory };

test('an issuer alone is somebody else’s', () => {
  expect(singleSignOnSchema.parse({ issuer })).toEqual({ issuer });
  expect(singleSignOnSchema.parse({ issuer: 'https://login.example' })).toEqual({ issuer: 'https://login.example' });
});

test('both placements are declared in a few lines', () => {
  expect(singleSignOnSchema.parse({ issuer, keycloak: inCluster }).keycloak).toMatchObject({
    database: { storageGiB: 20, size: 'medium', backup: { keepDays: 30 } },
  });
  const onEcs = { ...inCluster, placement: 'ecs', adminHost: 'sso-admin.commons.example' };
  expect(singleSignOnSchema.parse({ issuer, keycloak: onEcs }).keycloak).toMatchObject({
    database: { instanceType: 'db.t4g.medium', keepDays: 35 },
    requestsPerAddress: 2000,
  });
});

test('a database is as small as its storage can be: 5 GiB in the cluster, 20 GiB on RDS', () => {
  const onEcs = { ...inCluster, placement: 'ecs', adminHost: 'sso-admin.commons.example' };
  const small = (keycloak: object, storageGiB: number) =>
    messages({ issuer, keycloak: { ...keycloak, database: { storageGiB } } });
  expect(small(inCluster, 5)).toEqual([]);
  expect(small(inCluster, 4)).toEqual([expect.stringMatching(/^keycloak\.database\.storageGiB: /)]);
  expect(small(onEcs, 20)).toEqual([]);
  expect(small(onEcs, 19)).toEqual(['keycloak.database.storageGiB: is less than 20 GiB']);
});

test.each([
  ['infrastructure', '/infrastructure'],
  ['/infrastructure', '/infrastructure'],
  ['/mirrors/infrastructure', '/mirrors/infrastructure'],
])('the group %s is %s', (written, administrators) => {
  const { keycloak } = singleSignOnSchema.parse({ issuer, keycloak: { ...inCluster, administrators: written } });
  expect(keycloak).toMatchObject({ administrators });
});

const messages = (value: unknown): readonly string[] => {
  const { error } = singleSignOnSchema.safeParse(value);
  return z
    .array(z.looseObject({ path: z.array(z.string()), message: z.string() }))
    .parse(error?.issues ?? [])
    .map(({ path, message }) => `${path.join('.')}: ${message.split('\n')[0] ?? ''}`);
};

test.each([
  [
    'an issuer that is no realm',
    { issuer: 'https://sso.commons.example', keycloak: inCluster },
    'issuer: is not a realm of Keycloak',
  ],
  [
    'Keycloak’s own realm',
    { issuer: 'https://sso.example/realms/master', keycloak: inCluster },
    'issuer: is not a realm of Keycloak',
  ],
  [
    'an issuer that no URL parser takes',
    { issuer: 'https://192.0.2.999', keycloak: inCluster },
    'issuer: is not a plain https address',
  ],
  ...['mirrors/infrastructure', '/mirrors/', '//infrastructure', '/', '/a b', '/mirrors~/infrastructure', 'x'].map(
    (administrators): [string, unknown, string] => [
      `the group ${administrators}`,
      { issuer, keycloak: { ...inCluster, administrators } },
      'keycloak.administrators: is neither the name of a group nor the path of one',
    ],
  ),
  [
    'a directory without its authority',
    { issuer, keycloak: { ...inCluster, directory: { ...directory, authority: 'MIIB' } } },
    'keycloak.directory.authority: is no certificate',
  ],
  ...['QUJD', '====', ''].map((body): [string, unknown, string] => [
    `an authority of ${body}`,
    {
      issuer,
      keycloak: {
        ...inCluster,
        directory: { ...directory, authority: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n` },
      },
    },
    'keycloak.directory.authority: is no certificate',
  ]),
  ...[
    'commons.example',
    'dc=commons, dc=example',
    ' dc=commons,dc=example',
    'dc=commons,dc=example ',
    'dc= commons,dc=example',
    'o=a;b,dc=example',
    'o=a+b,dc=example',
    'o="a",dc=example',
    'o=<a>,dc=example',
    'o=#a,dc=example',
    'o=a\\b,dc=example',
    'dc=commons dc=example',
    'dc=',
  ].map((baseDn): [string, unknown, string] => [
    `the distinguished name ${baseDn}`,
    { issuer, keycloak: { ...inCluster, directory: { ...directory, baseDn } } },
    'keycloak.directory.baseDn: is not a distinguished name',
  ]),
])('refuses %s', (_, value, message) => {
  expect(messages(value)).toEqual([message]);
});

test.each([
  'dc=example',
  'o=Commons\\, the,c=EU',
  'cn=Ada Lovelace,dc=example',
  'o=a\\20,dc=example',
  'o=Übung,dc=example',
])('takes the distinguished name %s', (baseDn) => {
  expect(messages({ issuer, keycloak: { ...inCluster, directory: { ...directory, baseDn } } })).toEqual([]);
});
