import { readFileSync, rmSync } from 'node:fs';
import { TemporaryHome } from '../support/temporary-home';
import { everyFact } from '../support/complete-facts';
import { changed, load, minimalEnvironment, minimalTenant } from '../support/environment-folder';

const image = '    image: quay.io/commons-example/site:stable\n';
const withData = changed(
  minimalTenant,
  image,
  `    name: site
${image}    replicas: 1
    claim: { path: /data, sizeGiB: 1, backup: { none: 'The tests make it again' } }
    database: { storageGiB: 1, backup: { keepDays: 7 } }
`,
);
const ofOthers = changed(
  minimalTenant.replace('site.commons', 'maps.commons'),
  image,
  `    name: maps
${image}    database: { shared: general }
    cache: { keep: { backup: { none: 'The tests make it again' } } }
`,
);
const environment = `${minimalEnvironment}databases: { shared: [{ name: general, storageGiB: 10 }] }\n`;
const home = new TemporaryHome();
afterAll(() => home.remove());

const listed = () => readFileSync(home.path('environments/testing/stateful.yaml'), 'utf8');
const render = (tenant: string, ...removals: readonly string[]) => {
  const files = { 'environment.yaml': environment, 'tenants/library.yaml': tenant, 'tenants/atlas.yaml': ofOthers };
  home.write('testing', { ...files, 'facts.json': everyFact(load(files).environment) });
  return home.commons('render', ...removals);
};
const warned = async (tenant: string, ...removals: readonly string[]) => {
  const { code, stdout, stderr } = await render(tenant, ...removals);
  if (code !== 0) throw new Error(stdout + stderr);
  return stdout.split('\n').filter((line) => line.includes('is no longer rendered'));
};

const renamed = withData.replace('name: site', 'name: books');
const data = [
  'Cluster.postgresql.cnpg.io/site-db',
  'ObjectStore.barmancloud.cnpg.io/site-db',
  'PersistentVolumeClaim/site-data',
];
const named = data.flatMap((each) => ['--remove-stateful', `testing/library/${each}`]);

test('what holds data in the cluster is listed by application', async () => {
  expect(await warned(withData)).toEqual([]);
  expect(listed()).toContain(`\ncluster/library:\n${data.map((each) => `  - library/${each}\n`).join('')}`);
  expect(listed()).toContain(
    '  - databases/Cluster.postgresql.cnpg.io/general\n  - databases/Database.postgresql.cnpg.io/atlas.maps\n',
  );
  expect((await home.commons('verify', 'testing')).stdout).not.toContain('stateful-list');
}, 60_000);

test('a service that is renamed or removed is refused until its data is named, which the check says too', async () => {
  const before = listed();
  const { code, stdout, stderr } = await render(renamed);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const problems = stderr.split('\n').filter((line) => line !== '');
  expect(problems).toHaveLength(2 * data.length);
  for (const each of data) {
    const line = before.split('\n').indexOf(`  - library/${each}`) + 1;
    const at = problems.findIndex((text) => text.startsWith(`environments/testing/stateful.yaml:${line}:5 `));
    expect(problems[at]).toContain(
      `holds data or others hold on to it, and nothing that is rendered has library/${each}: its data stays in the cluster`,
    );
    expect(problems[at + 1]).toBe(
      `    restore it as it was; if it is to be let go: npm run commons -- render --remove-stateful testing/library/${each}`,
    );
  }
  expect(await home.commons('environment', 'check')).toEqual({ code, stdout, stderr });
  expect(listed()).toBe(before);
}, 60_000);

test('when it is named, it is warned of once, with all data that it leaves behind', async () => {
  expect(await warned(withData.replace('purpose: A', 'purpose: The'))).toEqual([]);
  const place = 'warning: testing/cluster/library/site.yaml';
  const left = 'is no longer rendered, and stays in the cluster with its data';
  expect(await warned(renamed, ...named)).toEqual([
    `${place} ObjectStore library/site-db ${left}`,
    `${place} Cluster library/site-db ${left}`,
    `${place} PersistentVolumeClaim library/site-data ${left}`,
  ]);
  expect(listed()).not.toContain('/site-d');
  expect(listed()).toContain('  - library/PersistentVolumeClaim/books-data\n');
  expect(await warned(renamed)).toEqual([]);
}, 60_000);

test('with a tenant that is removed goes what it has in the cluster, in shared clusters too, and nothing of others', async () => {
  rmSync(home.path('environments/testing/tenants/atlas.yaml'));
  const { code, stderr } = await home.commons('render', '--remove-tenant', 'atlas');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(listed()).not.toContain('atlas');
  expect(listed()).toContain('  - databases/Cluster.postgresql.cnpg.io/general\n');
  expect(listed()).toContain('  - library/PersistentVolumeClaim/books-data\n');
}, 60_000);
