import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import type { DatabaseConnection } from '../../../../cdk8s/base/databases/database-connection';
import { MysqlDatabase, type MysqlDatabaseProps } from '../../../../cdk8s/base/databases/mysql-database';
import { byName, objectsOf } from '../../../support/charts';

const everyProp: MysqlDatabaseProps = {
  name: 'wiki-db',
  operator: '1.20',
  storageGiB: 20,
  speed: 'fast',
  size: 'medium',
  instances: 3,
  backup: { keepDays: 14 },
  backupTarget: {
    bucket: 'backups',
    prefix: 'team/wiki',
    roleArn: 'arn:aws:iam::111122223333:role/test-team-wiki-backup',
  },
  password: { secret: 'wiki-database', key: 'database-password' },
  clients: { 'app.kubernetes.io/name': 'wiki' },
};

const render = (change: Partial<MysqlDatabaseProps> = {}) =>
  objectsOf((chart) => new MysqlDatabase(chart, 'database', { ...everyProp, ...change }));

const cluster = (change: Partial<MysqlDatabaseProps> = {}) => byName(render(change), 'PerconaXtraDBCluster')['wiki-db'];

test('three copies on three machines behind two proxies, and a user for one database', () => {
  expect(cluster()).toMatchObject({
    spec: {
      tls: { enabled: true },
      users: [{ name: 'app', dbs: ['app'], passwordSecretRef: { name: 'wiki-database', key: 'database-password' } }],
      pxc: {
        size: 3,
        affinity: { antiAffinityTopologyKey: 'kubernetes.io/hostname' },
        topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
        podDisruptionBudget: { maxUnavailable: 1 },
        volumeSpec: {
          persistentVolumeClaim: {
            storageClassName: 'fast-unprotected',
            resources: { requests: { storage: '20Gi' } },
          },
        },
      },
      haproxy: { enabled: true, size: 2 },
    },
  });
});

test('the operator keeps the labels by which it finds its pods', () => {
  const { spec } = z
    .object({ spec: z.object({ pxc: z.object({ labels: z.record(z.string(), z.string()) }) }) })
    .parse(cluster());
  expect(spec.pxc.labels).toEqual({ 'commons-platform/owner': 'team', 'commons-platform/data-class': 'internal' });
});

test('one copy is a choice that says why, and the operator is told that it is meant', () => {
  const instances = { single: 'it may be away for an hour' };
  expect(cluster({ instances })).toMatchObject({
    metadata: { annotations: { 'commons-platform/single-instance-because': instances.single } },
    spec: { unsafeFlags: { pxcSize: true, proxySize: true }, pxc: { size: 1 }, haproxy: { size: 1 } },
  });
  expect(cluster()?.spec).not.toHaveProperty('unsafeFlags');
  expect(JSON.stringify(byName(render({ instances }), 'PrometheusRule'))).not.toMatch(/Replica|FlowControl/);
});

test('an older operator gets what it was released with', () => {
  expect(cluster({ operator: '1.19' })).toMatchObject({ spec: { crVersion: '1.19.0' } });
});

test('clients and the dump reach the proxy, and only proxies, servers and the operator the servers', () => {
  const { 'wiki-db-haproxy': proxy, 'wiki-db': server } = byName(render(), 'NetworkPolicy');
  const backup = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'wiki-db-backup' } } };
  expect(proxy).toMatchObject({
    spec: { ingress: [{ from: [{ podSelector: { matchLabels: everyProp.clients } }, backup] }, {}] },
  });
  expect(JSON.stringify(server)).not.toContain('"app.kubernetes.io/name":"wiki"');
  const connections: DatabaseConnection[] = [];
  objectsOf((chart) => {
    connections.push(new MysqlDatabase(chart, 'database', everyProp).connection);
  });
  expect(connections).toMatchObject([{ engine: 'mysql', host: 'wiki-db-haproxy', port: 3306, user: 'app' }]);
});

test('no backups is a choice that says why, and nothing waits for one', () => {
  const backup = { none: 'filled anew every night' };
  const objects = render({ backup });
  expect(Object.keys(byName(objects, 'CronJob'))).toEqual([]);
  expect(Object.keys(byName(objects, 'ServiceAccount'))).toEqual([]);
  expect(cluster({ backup })).toMatchObject({
    metadata: { annotations: { 'commons-platform/no-backup-because': backup.none } },
  });
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).not.toContain('Backup');
});

test('a name that the operator would refuse is refused before', () => {
  expect(() => render({ name: 'a-database-with-a-long-name' })).toThrow('more than 22 characters: shorten it');
});

const jobSchema = z.object({
  spec: z.object({
    jobTemplate: z.object({
      spec: z.object({
        template: z.object({
          spec: z.object({
            serviceAccountName: z.string(),
            containers: z.tuple([
              z.object({
                command: z.tuple([z.literal('bash'), z.literal('-c'), z.string()]),
                env: z.array(z.object({ name: z.string(), value: z.string().optional() })),
              }),
            ]),
          }),
        }),
      }),
    }),
  }),
});

/** Runs the dump with programs of ours in the place of the real ones, which write down how they were called. */
function runDump(programs: Readonly<Record<string, string>>) {
  const { spec } = jobSchema.parse(byName(render(), 'CronJob')['wiki-db-backup']).spec.jobTemplate.spec.template;
  const [{ command, env }] = spec.containers;
  const folder = mkdtempSync(join(tmpdir(), 'commons-dump-'));
  try {
    const log = join(folder, 'log');
    for (const [name, body] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!/bin/bash\necho "${name} $*" >> ${log}\n${body}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const variables = Object.fromEntries(env.map(({ name, value }) => [name, value ?? 'secret']));
    const path = [folder, process.env.PATH].join(delimiter);
    const { status } = spawnSync('bash', command.slice(1), { env: { ...variables, PATH: path }, encoding: 'utf8' });
    return { status, calls: readFileSync(log, 'utf8').trim().split('\n').sort() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const old = 'team/wiki/dumps/2020-01-01T0100.sql.zst';
const programs = {
  mysqldump: 'echo "create table t (i int);"',
  zstd: 'cat',
  aws: `if [ "$1 $2" = "s3 cp" ]; then cat > /dev/null; fi\nif [ "$1" = s3api ]; then echo "${old}"; fi`,
};

const dumpObject = String.raw`s3://backups/team/wiki/dumps/\d{4}-\d\d-\d\dT\d{4}\.sql\.zst`;

test('a dump goes to the prefix of its own, as the role for it, and those past their days go', () => {
  expect(byName(render(), 'ServiceAccount')['wiki-db']).toMatchObject({
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': everyProp.backupTarget.roleArn } },
  });
  const { status, calls } = runDump(programs);
  expect(status).toBe(0);
  const [copy, remove, list, dumped] = calls;
  expect(copy).toMatch(new RegExp(`^aws s3 cp - ${dumpObject} .*--expected-size 21474836480$`));
  expect(remove).toBe(`aws s3 rm --only-show-errors s3://backups/${old}`);
  expect(list).toContain('aws s3api list-objects-v2 --bucket backups --prefix team/wiki/dumps/');
  expect(dumped).toMatch(/^mysqldump --host=wiki-db-haproxy --user=app --ssl-mode=REQUIRED .* app$/);
});

test('a dump that ends early fails, is taken away again, and nothing old goes', () => {
  const { status, calls } = runDump({ ...programs, mysqldump: 'echo "create"; exit 3' });
  expect(status).toBe(1);
  expect(calls).toEqual([
    expect.stringMatching(/^aws s3 cp /),
    expect.stringMatching(new RegExp(`^aws s3 rm --only-show-errors ${dumpObject}$`)),
    expect.stringMatching(/^mysqldump /),
    expect.stringMatching(/^zstd /),
  ]);
});

test('with no dump past its days nothing is deleted', () => {
  const { status, calls } = runDump({ ...programs, aws: programs.aws.replace(old, 'None') });
  expect(status).toBe(0);
  expect(calls.filter((call) => call.startsWith('aws s3 rm'))).toEqual([]);
});
