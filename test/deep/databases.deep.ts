import { z } from 'zod';
import { PostgresDatabase, type PostgresDatabaseProps } from '../../cdk8s/base/databases/postgres-database';
import type { ParameterKind } from '../../model/data/parameter-kinds';
import { extensionsIn } from '../../model/data/postgres-extensions';
import { postgresParameterKinds } from '../../model/data/postgres-parameters';
import { parameterFindings } from '../../model/rules/parameter-rules';
import { byName, objectsOf } from '../support/charts';
import { PostgresServer } from './support/postgres-server';

/** A real PostgreSQL with what is rendered for CloudNativePG's: locale, parameters, roles and who gets in. */

const props: PostgresDatabaseProps = {
  name: 'site-db',
  version: '17',
  storageGiB: 20,
  speed: 'fast',
  size: 'small',
  instances: 2,
  extensions: ['vector', 'pgaudit', 'pg_trgm'],
  locale: 'de',
  preloaded: ['pgaudit'],
  parameters: { statement_timeout: '30s', jit: 'off', max_connections: '60', 'pgaudit.log': 'ddl, -role' },
  further: [
    { name: 'bytes', extensions: ['hstore'], locale: 'C', remotePassword: 'test/team/site/database-bytes-password' },
    { name: 'letters', extensions: [], locale: 'C.UTF-8', remotePassword: 'test/team/site/database-letters-password' },
  ],
  backup: { none: 'The tests miss nothing' },
  backupTarget: { bucket: 'backups', prefix: 'team/site', roleArn: 'arn:aws:iam::111122223333:role/test' },
  pooling: 'transaction',
  clients: { 'app.kubernetes.io/name': 'site' },
};
const objects = objectsOf((chart) => new PostgresDatabase(chart, 'database', props));

const localeFields = {
  localeCollate: z.string(),
  localeCType: z.string(),
  localeProvider: z.string().optional(),
  icuLocale: z.string().optional(),
};
const cluster = z
  .looseObject({
    bootstrap: z.looseObject({ initdb: z.looseObject(localeFields) }),
    managed: z.looseObject({ roles: z.array(z.looseObject({ name: z.string() })) }),
    postgresql: z.looseObject({
      parameters: z.record(z.string(), z.string()),
      pg_hba: z.array(z.string()),
      shared_preload_libraries: z.array(z.string()),
    }),
  })
  .parse(byName(objects, 'Cluster')['site-db']?.spec);
const databaseSchema = z.looseObject({
  name: z.string(),
  owner: z.string(),
  encoding: z.string(),
  template: z.string(),
  extensions: z.array(z.looseObject({ name: z.string() })).default([]),
  ...localeFields,
});
const databases = Object.values(byName(objects, 'Database'))
  .filter(({ metadata }) => metadata.name !== 'site-db')
  .map(({ spec }) => databaseSchema.parse(spec));

/** As the operator passes them to `initdb`. Source: cloudnative-pg/cloudnative-pg:pkg/management/postgres/initdb.go. */
function initdbArguments(): readonly string[] {
  const { localeCollate, localeCType, localeProvider, icuLocale } = cluster.bootstrap.initdb;
  return [
    '--encoding=UTF8',
    `--lc-collate=${localeCollate}`,
    `--lc-ctype=${localeCType}`,
    ...(localeProvider === undefined ? [] : [`--locale-provider=${localeProvider}`]),
    ...(icuLocale === undefined ? [] : [`--icu-locale=${icuLocale}`]),
  ];
}

let server: PostgresServer;

beforeAll(async () => {
  const { parameters, shared_preload_libraries: libraries } = cluster.postgresql;
  const preloaded = ['pg_stat_statements', ...libraries].join(',');
  server = await PostgresServer.start(initdbArguments(), { ...parameters, shared_preload_libraries: preloaded });
  const said = [
    'create role app login',
    'create database app owner app',
    ...cluster.managed.roles.map(({ name }) => `create role "${name}" login`),
    ...databases.map(({ name, owner, encoding, template, localeCollate, localeCType, localeProvider, icuLocale }) =>
      [
        `create database "${name}" owner "${owner}" encoding '${encoding}' template ${template}`,
        `lc_collate '${localeCollate}' lc_ctype '${localeCType}'`,
        localeProvider === undefined ? "locale_provider 'libc'" : `locale_provider ${localeProvider}`,
        icuLocale === undefined ? '' : `icu_locale '${icuLocale}'`,
      ].join(' '),
    ),
  ].map((statement) => server.says(statement));
  expect(said.filter((answer) => answer !== '')).toEqual([]);
}, 300_000);
afterAll(() => server.stop());

test('it runs with every rendered parameter', () => {
  const units = { statement_timeout: '30s', max_connections: '60', jit: 'off', 'pgaudit.log': 'ddl, -role' };
  for (const [name, value] of Object.entries(units)) expect(server.says(`show ${name}`)).toBe(value);
  const known = server.says('select name from pg_settings').split('\n');
  expect(Object.keys(cluster.postgresql.parameters).filter((name) => !known.includes(name))).toEqual([]);
});

test('text is sorted and known as the locale of each database says', () => {
  const sorted =
    "select string_agg(word, ' ' order by word) from (values ('Zebra'), ('apfel'), ('Äpfel')) as words(word)";
  const letters = "select lower('ÄÖ')";
  expect(server.says(sorted, { database: 'app' })).toBe('apfel Äpfel Zebra');
  expect(server.says(letters, { database: 'app' })).toBe('äö');
  expect(server.says(sorted, { database: 'app_bytes' })).toBe('Zebra apfel Äpfel');
  expect(server.says(letters, { database: 'app_bytes' })).toBe('ÄÖ');
  expect(server.says(sorted, { database: 'app_letters' })).toBe('Zebra apfel Äpfel');
  expect(server.says(letters, { database: 'app_letters' })).toBe('äö');
  const words = "select to_tsvector('simple', 'Ärger über Öl')";
  expect(server.says(words, { database: 'app' })).toBe("'ärger':1 'öl':3 'über':2");
});

test('each user gets into the database of its name alone', () => {
  const admitted = cluster.postgresql.pg_hba.map((line) => line.replace('scram-sha-256', 'trust'));
  server.admit(['host all postgres all trust', ...admitted]);
  const enters = (user: string, database: string) => server.says('select current_user', { user, database });
  expect(enters('app', 'app')).toBe('app');
  expect(enters('app_bytes', 'app_bytes')).toBe('app_bytes');
  expect(enters('app_bytes', 'app')).toContain('pg_hba.conf rejects connection');
  expect(enters('app', 'app_letters')).toContain('pg_hba.conf rejects connection');
});

test('it has every extension that the list says the image has of PostgreSQL itself and of Debian, and no other', () => {
  expect(server.extensions).toEqual(extensionsIn('standard', '17'));
  const wished = [...props.extensions, 'hstore'];
  const refused = wished.map((name) => server.says(`create extension "${name}"`)).filter((answer) => answer !== '');
  expect(refused).toEqual([]);
});

/** Values at the edges of what a parameter takes. */
function edges(kind: ParameterKind): readonly string[] {
  switch (kind.is) {
    case 'switch':
      return ['on', 'off'];
    case 'choice':
    case 'list':
      return kind.of;
    case 'text':
      return [kind.like];
    case 'number':
      return [String(kind.least), String(kind.most)];
    case 'memory':
      return [`${kind.least}kB`, `${kind.most}kB`, ...kind.also.map(String)];
    case 'time':
      return [`${kind.least}ms`, `${kind.most}ms`, ...kind.also.map(String)];
  }
}

test.each(Object.entries(postgresParameterKinds))('%s takes what the list says that it takes', (name, kind) => {
  for (const value of edges(kind)) {
    // It checks the value as at a start, without one.
    expect([value, server.says(`alter system set ${name} = '${value}'`)]).toEqual([value, '']);
    const known = { of: 'PostgreSQL', kinds: postgresParameterKinds, owned: [] };
    expect(parameterFindings({ [name]: value }, known, [])).toEqual([]);
  }
  expect(server.says(`alter system set ${name} = 'neither this nor that!'`)).toContain('ERROR');
});
