import { load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const shared = (more = '') =>
  `${minimalEnvironment}databases: { shared: [{ name: general, storageGiB: 100${more} }] }\n`;

/** As many tenants as databases, of which the first has one further. */
const files = (environment: string, tenants: number) => ({
  'environment.yaml': environment,
  ...Object.fromEntries(
    Array.from({ length: tenants }, (_, index) => [
      `tenants/site-${index}.yaml`,
      `${minimalTenant.replaceAll('site.commons', `site-${index}.commons`)}    database: { shared: general${index === 0 ? ', further: [{ name: more }]' : ''} }\n`,
    ]),
  ),
});

const warnings = (environment: string, tenants: number) =>
  load(files(environment, tenants)).warnings.map(({ path, reason, remedy }) => ({ path, reason, remedy }));

test('databases that may have more connections together than their shared server takes are worth a warning', () => {
  expect(warnings(shared(), 8)).toEqual([]);
  expect(warnings(shared(), 9)).toEqual([
    {
      path: 'databases.shared[0].name',
      reason:
        'has 10 databases that may have 20 connections each, 2 × 8 pooled and 4 direct ones: 200 together, and the server takes 200, of which it keeps 3; when many are busy at once, some are refused',
      remedy: 'write size: large, or declare a second cluster for new services',
    },
  ]);
  expect(warnings(shared(', parameters: { max_connections: 240 }'), 9)).toEqual([]);
});

test('a pooler that would have no connection left for each database of a server is refused', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `{ name: ${name} }`).join(', ');
  const own = (connections: number) => ({
    'tenants/site.yaml': `${minimalTenant}    database: { parameters: { max_connections: ${connections} }, further: [${names}] }\n`,
  });
  expect(report(own(20)).join('\n')).toMatch(
    /max_connections: leaves 0 connections for each of 9 databases in each of 2 pods of the pooler, which have 80 % of 20\nwrite 45 or more/,
  );
  expect(() => load(own(45))).not.toThrow();
});
