import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedChanges } from '../../bin/fixed-at-creation';

const folder = mkdtempSync(join(tmpdir(), 'commons-fixed-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, object: object): string {
  const place = join(folder, name);
  mkdirSync(join(place, 'cluster'), { recursive: true });
  writeFileSync(join(place, 'cluster/site.yaml'), JSON.stringify(object));
  return place;
}

const metadata = { name: 'site-db', namespace: 'team' };
const cluster = (initdb: object, storage = '5Gi') => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata,
  spec: { bootstrap: { initdb: { database: 'app', ...initdb } }, storage: { size: storage } },
});
const database = (spec: object) => ({ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Database', metadata, spec });
const mysql = (configuration: string) => ({
  apiVersion: 'pxc.percona.com/v1',
  kind: 'PerconaXtraDBCluster',
  metadata,
  spec: { pxc: { configuration } },
});
const c = { localeCollate: 'C', localeCType: 'C' };

const changes = (before: object, after: object) =>
  fixedChanges(write('before', before), write('after', after)).map(({ what, outcome }) => `${what}: ${outcome}`);

test.each<[string, object, object]>([
  ['its disk', cluster({}), cluster({}, '6Gi')],
  ['what it had anyway, now written out', cluster({}), cluster(c)],
  ['other settings of MySQL', mysql('[mysqld]\n'), mysql('[mysqld]\nlocal_infile=on\n')],
])('a database that changes %s is no matter', (_, before, after) => {
  expect(changes(before, after)).toEqual([]);
});

test.each<[string, object, object, string]>([
  [
    'locale',
    cluster({}),
    cluster({ ...c, localeCollate: 'C.UTF-8' }),
    'locale: nothing comes of it: the database keeps the one that it was made with',
  ],
  [
    'locale as a further one',
    database({ name: 'app_words', icuLocale: 'de' }),
    database({ name: 'app_words', icuLocale: 'da' }),
    'locale: the cluster refuses it, or nothing comes of it',
  ],
  [
    'kind of names in MySQL',
    mysql('[mysqld]\n'),
    mysql('[mysqld]\nlower_case_table_names=1\n'),
    'lower_case_table_names: the servers will not start again',
  ],
])('a database that changes its %s is told of', (_, before, after, said) => {
  expect(changes(before, after)).toEqual([said]);
});
