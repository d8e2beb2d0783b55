import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { PostgresDatabase, type PostgresDatabaseProps } from '../../../cdk8s/base/databases/postgres-database';
import { objectsOf } from '../../support/charts';
import { runbookCommands } from '../../support/runbook';
import { requestsOf } from '../support/audit';
import type { ControlPlane } from '../support/control-plane';
import { deniedTo } from '../support/denied';
import { installedCluster } from '../support/installed-cluster';
import { kubeObjectSchema, type KubeObject } from '../support/kube-object';
import { renderedObjects } from '../support/rendered-objects';
import { cloudNativePg } from './cloudnative-pg';
import { objections } from './objections';

/** What CloudNativePG says to everything that is rendered for it. */

const apiVersion = 'postgresql.cnpg.io/v1';
const kinds = ['Cluster', 'Pooler', 'Database', 'ScheduledBackup'];
const rendered = renderedObjects().filter(({ object }) => object.apiVersion === apiVersion);
const operator = cloudNativePg({ does: 'admission' });
let plane: ControlPlane;

beforeAll(async () => {
  // It asks at its start whether there are snapshots of volumes.
  const snapshots = { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshot', metadata: { namespace: 'x' } };
  const needed = [...rendered.map(({ object }) => object), snapshots];
  plane = await installedCluster(needed, operator);
  await operator.start(plane);
});
afterAll(() => plane.stop());

test.each(kinds)('it admits every %s as it is', async (kind) => {
  const all = rendered.filter(({ object }) => object.kind === kind);
  expect(all.length).toBeGreaterThan(0);
  expect(await objections(plane, all)).toEqual([]);
});

test('it admits a database that is asked for everything', async () => {
  const all = wishes().map((object) => ({ object, title: `${object.kind} ${object.metadata.name}` }));
  expect([...new Set(all.map(({ object }) => object.kind))].sort()).toEqual(['Cluster', 'Database', 'Pooler']);
  expect(await objections(plane, all)).toEqual([]);
});

test('another locale is taken for the first database, where it does nothing, and refused for one beside it', async () => {
  const cluster = wishes().find(({ kind }) => kind === 'Cluster');
  const database = wishes().find(({ metadata }) => metadata.name === 'wishes-db-words');
  if (cluster === undefined || database === undefined) throw new Error('nothing is wished for');
  const initdb = { database: 'app', owner: 'app', localeCollate: 'C', localeCType: 'C' };
  const changes = [
    [cluster, { bootstrap: { initdb } }],
    [database, { icuLocale: 'da' }],
  ] as const;
  const answers = [];
  for (const [object, change] of changes) {
    expect((await plane.api.apply(object)).status).toBeLessThan(300);
    answers.push(await plane.api.apply(changed(object, change), { rehearse: true }));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 422]);
  expect(String(answers[1]?.body.message)).toContain('icuLocale is immutable');
});

/** What CloudNativePG is given for these databases, in a namespace that is there. */
function wishes(): readonly KubeObject[] {
  const { namespace = '' } = first('Cluster').metadata;
  return everyWish()
    .map((object) => kubeObjectSchema.parse(object))
    .filter(({ kind }) => kinds.includes(kind))
    .map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}

/** A database with every wish, and one with another locale. */
const everyWish = () =>
  objectsOf((chart) => {
    const common: PostgresDatabaseProps = {
      name: 'wishes-db',
      version: '18',
      storageGiB: 20,
      speed: 'fast',
      size: 'small',
      instances: 2,
      extensions: ['postgis', 'pgaudit'],
      image: 'postgis',
      preloaded: ['pgaudit'],
      locale: 'pt-BR',
      parameters: { statement_timeout: '30s', max_connections: '60', 'pgaudit.log': 'ddl, -role' },
      further: [
        { name: 'bytes', extensions: ['hstore'], locale: 'C', remotePassword: 'a' },
        { name: 'words', extensions: [], locale: 'de', remotePassword: 'b' },
      ],
      readFrom: 'copies',
      backup: { none: 'The tests miss nothing' },
      backupTarget: { bucket: 'backups', prefix: 'team/site', roleArn: 'arn:aws:iam::111122223333:role/test' },
      pooling: 'transaction',
      clients: { 'app.kubernetes.io/name': 'site' },
    };
    new PostgresDatabase(chart, 'wishes', common);
    new PostgresDatabase(chart, 'letters', {
      ...common,
      name: 'letters-db',
      version: '16',
      locale: 'C.UTF-8',
      further: [],
      readFrom: 'primary',
    });
  });

test('it admits the backup that the runbook has people take', async () => {
  const { name, namespace = '' } = first('Cluster').metadata;
  const [command] = runbookCommands('Upgrade PostgreSQL', 'testing');
  const [, text = ''] = /<<EOF\n([^]*)^ *EOF$/m.exec(command) ?? [];
  const path = (await plane.api.path(apiVersion, 'Backup', namespace)) ?? '';
  const body = z.looseObject({}).parse(parse(text.replaceAll('<db>', name)));
  const { status, body: answer } = await plane.api.ask('POST', `${path}?dryRun=All`, { body });
  expect({ status, message: answer.message }).toEqual({ status: 201, message: undefined });
});

const first = (kind: string): KubeObject => {
  const found = rendered.find(({ object }) => object.kind === kind);
  if (found === undefined) throw new Error(`nothing renders a ${kind}`);
  return found.object;
};
const changed = (object: KubeObject, spec: object): KubeObject => ({ ...object, spec: { ...object.spec, ...spec } });

test.each([
  ['a size that is none', () => changed(first('Cluster'), { storage: { size: 'much' } }), 'vcluster'],
  [
    'a parameter that is the operator’s own',
    () => changed(first('Cluster'), { postgresql: { parameters: { port: '5433' } } }),
    'vcluster',
  ],
  [
    'a parameter that a pooler may not have',
    () => changed(first('Pooler'), { pgbouncer: { poolMode: 'session', parameters: { listen_port: '1' } } }),
    'vpooler',
  ],
  [
    'an extension named twice',
    () => changed(first('Database'), { extensions: [{ name: 'citext' }, { name: 'citext' }] }),
    'vdatabase',
  ],
  [
    'a time that never comes',
    () => changed(first('ScheduledBackup'), { schedule: 'now and then' }),
    'vscheduledbackup',
  ],
  [
    'a backup by a plugin that nobody names',
    () => ({
      apiVersion,
      kind: 'Backup',
      metadata: { name: 'one', namespace: first('Cluster').metadata.namespace },
      spec: { cluster: { name: first('Cluster').metadata.name }, method: 'plugin' },
    }),
    'vbackup',
  ],
] as const)('it refuses %s', async (_, object, webhook) => {
  const { status, body } = await plane.api.apply(object(), { rehearse: true });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(String(body.message)).toContain(`admission webhook "${webhook}.cnpg.io" denied the request`);
});

test('it is refused nothing that it asks for', async () => {
  await pause(5000);
  const asked = operator.users.flatMap((user) => requestsOf(plane.auditLog, user, new Date(0)));
  expect(asked.length).toBeGreaterThan(20);
  expect(deniedTo(plane, operator.users)).toEqual([]);
});
