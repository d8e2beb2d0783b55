import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const shared = `databases: { shared: [{ name: general, storageGiB: 50, version: '17' }, { name: maps, storageGiB: 50, image: postgis }] }\n`;

/** What is said about a web application with this database, without the place in the file. */
const said = (database: string, environment = shared) =>
  report({
    'environment.yaml': `${minimalEnvironment}${environment}`,
    'tenants/site.yaml': `${minimalTenant}    database: ${database}\n`,
  }).map((line) => line.replace(/^tenants\/site\.yaml:\d+:\d+ services\[0\]\.database/, ''));

test.each([
  ['what PostgreSQL has itself', '{ extensions: [pg_trgm, uuid-ossp, pg_stat_statements] }'],
  ['what the standard image has', '{ extensions: [vector, pgaudit] }'],
  ['what the image with PostGIS has, and the standard one', '{ extensions: [postgis, pgrouting, vector, hstore] }'],
  ['what the image of Crunchy has', '{ operator: crunchy, extensions: [hypopg, vector] }'],
  ['PostGIS where the environment has its image', '{ shared: maps, extensions: [postgis] }'],
  ['locales', '{ locale: C, further: [{ name: words, locale: pt-BR }, { name: numbers, locale: C.UTF-8 }] }'],
  ['a locale in a shared cluster', '{ shared: general, locale: de }'],
  [
    'parameters',
    "{ parameters: { statement_timeout: 30s, work_mem: 4MB, jit: off, 'log_min_duration_statement': -1 } }",
  ],
  ['a list of values', "{ extensions: [pgaudit], parameters: { 'pgaudit.log': 'ddl, -role' } }"],
  [
    'parameters of MySQL',
    "{ engine: mysql, parameters: { max_allowed_packet: 256MB, lower_case_table_names: 1, sql_mode: '' } }",
  ],
  ['copies to read from', '{ readFrom: copies }'],
  ['further databases', '{ shared: general, further: [{ name: analytics }, { name: queue }] }'],
])('%s are taken', (_, database) => {
  expect(said(database)).toEqual([]);
});

test.each([
  [
    'an extension of the other operator',
    '{ extensions: [hypopg] }',
    '.extensions[0]: hypopg is not in ghcr.io/cloudnative-pg/postgresql, the standard image for PostgreSQL 17',
    'write operator: crunchy, whose image has it; the data has to be moved by a dump',
  ],
  [
    'an extension that Crunchy does not have',
    '{ operator: crunchy, extensions: [postgis] }',
    '.extensions[0]: postgis is not in the image of Crunchy for PostgreSQL 17',
    'write operator: cloudnative-pg, whose image has it; the data has to be moved by a dump',
  ],
  [
    'an extension of a further database',
    '{ further: [{ name: words, extensions: [pg_trgrm] }] }',
    '.further[0].extensions[0]: pg_trgrm is not in ghcr.io/cloudnative-pg/postgresql, the standard image for PostgreSQL 17',
    'did you mean pg_trgm?',
  ],
  [
    'an extension that a shared image does not have',
    '{ shared: general, extensions: [postgis] }',
    '.extensions[0]: postgis is not in ghcr.io/cloudnative-pg/postgresql, the standard image for PostgreSQL 17',
    'have image: postgis written at databases.shared[0] of the environment, which restarts it for everybody who uses it, or give the service a database of its own',
  ],
  [
    'an extension for which a shared server would have to start again',
    '{ shared: general, extensions: [pgaudit] }',
    '.extensions[0]: pgaudit works only if the server loads it at its start, and a shared server does not',
    'give the service a database of its own',
  ],
  [
    'TimescaleDB',
    '{ extensions: [timescaledb] }',
    '.extensions[0]: timescaledb is in no image that is used here: most of it has a licence that is not free',
    'partition the table, or ask the makers whether the application can do without',
  ],
  [
    'jobs in the database',
    '{ operator: crunchy, extensions: [pg_cron] }',
    '.extensions[0]: pg_cron runs jobs inside the database, where no alert sees them fail',
    'write each job under schedule of the service',
  ],
  ['an extension twice', '{ extensions: [hstore, hstore] }', '.extensions[1]: repeats extensions[0]', 'name each once'],
  [
    'a locale of Crunchy',
    '{ operator: crunchy, locale: C }',
    '.locale: cannot be chosen with the operator of Crunchy, which creates all databases with the locale of its image, en_US.utf-8',
    'remove it, or write operator: cloudnative-pg',
  ],
  [
    'copies of one instance',
    "{ readFrom: copies, instances: { single: 'The tests may lose a day' } }",
    '.readFrom: needs read replicas, and there is only one instance',
    'write instances: 2, or remove readFrom',
  ],
  [
    'two databases of one name',
    '{ further: [{ name: words }, { name: words }] }',
    '.further[1].name: repeats the name of further[0]',
    'give each database of a service a name of its own',
  ],
  [
    'a misspelt parameter',
    '{ parameters: { statment_timeout: 30s } }',
    '.parameters.statment_timeout: is not a parameter of PostgreSQL that a database here may set',
    'did you mean statement_timeout?',
  ],
  [
    'a parameter of the backups',
    '{ parameters: { archive_command: /bin/true } }',
    '.parameters.archive_command: is the platform’s: backups, copies and the durability of commits depend on it',
    'remove it',
  ],
  [
    'a parameter of the size',
    '{ parameters: { shared_buffers: 1GB } }',
    '.parameters.shared_buffers: follows from size',
    'remove it',
  ],
  [
    'a parameter of the operator',
    '{ parameters: { listen_addresses: "*" } }',
    '.parameters.listen_addresses: is the operator’s: clients and copies need it to find the server',
    'remove it',
  ],
  [
    'a parameter of an extension that is not there',
    "{ parameters: { 'pgaudit.log': ddl } }",
    '.parameters.pgaudit.log: is a parameter of pgaudit, which the server does not load',
    'add it to the extensions of a service’s own database, or remove it',
  ],
  [
    'a time without a unit',
    '{ parameters: { statement_timeout: 30 } }',
    '.parameters.statement_timeout: 30 has no valid unit',
    'write it with ms, s, min, h, d, from 1ms to 1d, or 0',
  ],
  [
    'an amount that nobody has',
    '{ parameters: { work_mem: 8GB } }',
    '.parameters.work_mem: 8GB is not from 64kB to 2GB',
    'write an amount from 64kB to 2GB',
  ],
  [
    'a word that is no value',
    '{ parameters: { log_statement: some } }',
    '.parameters.log_statement: some is not one of its values',
    'write one of: none, ddl, mod, all',
  ],
  [
    'more memory than there is, all connections together',
    '{ parameters: { work_mem: 16MB } }',
    '.parameters.work_mem: comes to 2052 MiB with the others when all are busy, and an instance of size small has 1024: 100 connections with 16 MiB each, 64 MiB for each of three workers of autovacuum, 256 MiB of buffers, and locks',
    'write less, or size: xlarge',
  ],
  [
    'more connections than the memory carries',
    '{ size: medium, parameters: { max_connections: 400 } }',
    '.parameters.max_connections: comes to 2510 MiB with the others when all are busy, and an instance of size medium has 2048: 400 connections with 4 MiB each, 128 MiB for each of three workers of autovacuum, 512 MiB of buffers, and locks',
    'write less, or size: large',
  ],
  [
    'an answer of MySQL that is half of its memory',
    '{ engine: mysql, parameters: { max_allowed_packet: 512MB } }',
    '.parameters.max_allowed_packet: 512MB is more than a quarter of the memory that a server of size small has, and each connection may allocate it',
    'write 256MB at most, or a larger size',
  ],
  [
    'a parameter of the copies of MySQL',
    '{ engine: mysql, parameters: { wsrep_sync_wait: 1 } }',
    '.parameters.wsrep_sync_wait: is the platform’s: the copies need it to commit together',
    'remove it',
  ],
])('%s is told', (_, database, reason, remedy) => {
  expect(said(database)).toEqual([reason, remedy]);
});

test('the parameters of a shared cluster are those of the environment, and add up too', () => {
  const environment = changed(shared, "version: '17'", "version: '17', size: small, parameters: { work_mem: 64MB }");
  expect(report({ 'environment.yaml': `${minimalEnvironment}${environment}` }).join('\n')).toMatch(
    /databases\.shared\[0\]\.parameters\.work_mem: comes to 6852 MiB/,
  );
});

test.each([
  ['a locale of the C library', '{ locale: en_US.UTF-8 }', 'like de or pt-BR'],
  ['a name with a variable of the first database', '{ further: [{ name: read }] }', 'DATABASE_READ_URL'],
])('%s is refused by the schema', (_, database, words) => {
  expect(said(database).join('\n')).toContain(words);
});
