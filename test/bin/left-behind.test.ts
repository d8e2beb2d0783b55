import { TemporaryHome } from '../support/temporary-home';
import { everyFact } from '../support/complete-facts';
import { changed, load, minimalTenant } from '../support/environment-folder';

const withData = changed(
  minimalTenant,
  '    image: quay.io/commons-example/site:stable\n',
  `    name: site
    image: quay.io/commons-example/site:stable
    replicas: 1
    claim: { path: /data, sizeGiB: 1, backup: { none: 'The tests make it again' } }
    database: { storageGiB: 1, backup: { keepDays: 7 } }
`,
);
const home = new TemporaryHome();
afterAll(() => home.remove());

const render = async (tenant: string) => {
  const files = { 'tenants/library.yaml': tenant };
  home.write('testing', { ...files, 'facts.json': everyFact(load(files).environment) });
  const { code, stdout, stderr } = await home.commons('render');
  if (code !== 0) throw new Error(stdout + stderr);
  return stdout.split('\n').filter((line) => line.includes('is rendered no more'));
};

test('a service that is renamed or removed is warned of, once, with all data that it leaves behind', async () => {
  expect(await render(withData)).toEqual([]);
  expect(await render(withData.replace('purpose: A', 'purpose: The'))).toEqual([]);
  const place = 'warning: testing/cluster/library/site.yaml';
  const left = 'is rendered no more, and stays in the cluster with its data';
  expect(await render(withData.replace('name: site', 'name: books'))).toEqual([
    `${place} ObjectStore library/site-db ${left}`,
    `${place} Cluster library/site-db ${left}`,
    `${place} PersistentVolumeClaim library/site-data ${left}`,
  ]);
  expect(await render(withData.replace('name: site', 'name: books'))).toEqual([]);
}, 60_000);
