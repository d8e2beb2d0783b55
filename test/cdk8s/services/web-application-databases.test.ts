import { minimalTenant, report } from '../../support/environment-folder';
import { providedVariables } from '../../../cdk8s/services/web-application/application-variables';
import { webApplicationSchema } from '../../../cdk8s/services/web-application/web-application-schema';

const said = (...lines: readonly string[]) =>
  report({ 'tenants/site.yaml': `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}` }).map((line) =>
    line.replace(/^tenants\/site\.yaml:\d+:\d+ services\[0\]\./, ''),
  );

const names = (database: object) =>
  providedVariables(
    webApplicationSchema.parse({ kind: 'web-application', image: 'quay.io/commons-example/site:1', database }),
    undefined,
  ).map(({ name }) => name);

test('a further database has variables of its own, and copies have two', () => {
  expect(names({ further: [{ name: 'counts' }], readFrom: 'copies' }).slice(7)).toEqual([
    'DATABASE_READ_HOST',
    'DATABASE_READ_URL',
    'DATABASE_COUNTS_HOST',
    'DATABASE_COUNTS_PORT',
    'DATABASE_COUNTS_NAME',
    'DATABASE_COUNTS_USER',
    'DATABASE_COUNTS_PASSWORD',
    'DATABASE_COUNTS_URL',
    'DATABASE_COUNTS_DIRECT_URL',
  ]);
  expect(names({}).some((name) => name.includes('READ'))).toBe(false);
});

test.each([
  ['settings and files', ['database: { further: [{ name: counts }] }', 'settings: { COUNTS: $(DATABASE_COUNTS_URL) }']],
  [
    'files',
    ['database: { shared: general, further: [{ name: counts }] }', "files: { /etc/a.ini: '$(DATABASE_COUNTS_URL)' }"],
  ],
])('they can be referred to in %s', (_, lines) => {
  expect(said(...lines).filter((line) => !line.includes('databases.shared') && !line.includes('name one of'))).toEqual(
    [],
  );
});

test.each([
  [
    'the variable of a database that is not there',
    ['database: { further: [{ name: counts }] }', 'settings: { COUNTS: $(DATABASE_COUNT_URL) }'],
    'settings.COUNTS: $(DATABASE_COUNT_URL) is not a variable of this service',
    'did you mean $(DATABASE_COUNTS_URL)?',
  ],
  [
    'copies that nobody asked for',
    ['database: {}', 'settings: { READ: $(DATABASE_READ_URL) }'],
    'settings.READ: $(DATABASE_READ_URL) is not a variable of this service',
    'did you mean',
  ],
  [
    'a setting that the platform sets',
    ['database: { readFrom: copies }', 'settings: { DATABASE_READ_URL: none }'],
    'settings.DATABASE_READ_URL: DATABASE_READ_URL is set by the platform, for the copies of the database',
    'remove it, or rename it',
  ],
  [
    'a file with a login that Crunchy keeps to itself',
    ['database: { operator: crunchy, further: [{ name: counts }] }', "files: { /etc/a.ini: '$(DATABASE_COUNTS_URL)' }"],
    'files: have the login of the database in them, which is not available from the operator of Crunchy',
    'let the application read it from its environment, or have a database of cloudnative-pg',
  ],
])('%s is told', (_, lines, reason, remedy) => {
  const [first = '', second = ''] = said(...lines);
  expect(first).toBe(reason);
  expect(second).toContain(remedy);
});
