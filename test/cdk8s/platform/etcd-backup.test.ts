import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { snapshotScript, uploadScript } from '../../../cdk8s/platform/etcd-backup/backup-scripts';
import { EtcdBackup } from '../../../cdk8s/platform/etcd-backup/etcd-backup';
import { byName, objectsOf } from '../../support/charts';

const objects = objectsOf((chart) => {
  new EtcdBackup(chart, 'backup', {
    roleArn: 'arn:aws:iam::111122223333:role/etcd',
    snapshotsBucket: 'snapshots',
    keysBucket: 'keys',
  });
});

const containerSchema = z.looseObject({
  name: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  securityContext: z.looseObject({ privileged: z.boolean(), runAsUser: z.number() }),
  volumeMounts: z.array(z.looseObject({ name: z.string() })),
});
const spec = z
  .looseObject({
    concurrencyPolicy: z.string(),
    jobTemplate: z.looseObject({
      spec: z.looseObject({
        template: z.looseObject({
          metadata: z.looseObject({ annotations: z.record(z.string(), z.string()) }),
          spec: z.looseObject({ initContainers: z.array(containerSchema), containers: z.array(containerSchema) }),
        }),
      }),
    }),
  })
  .parse(byName(objects, 'CronJob')['etcd-backup']?.spec);
const { template } = spec.jobTemplate.spec;

test('runs on a control-plane machine, never twice at once', () => {
  expect(spec.concurrencyPolicy).toBe('Forbid');
  expect(template.spec).toMatchObject({ nodeSelector: { 'node-role.kubernetes.io/control-plane': '' } });
  expect(template.spec).not.toHaveProperty('hostNetwork');
  expect(template.spec).not.toHaveProperty('hostPID');
});

test('only what takes the snapshot is privileged and sees the host, and it has no role in AWS', () => {
  const [snapshot, upload] = [...template.spec.initContainers, ...template.spec.containers];
  expect([snapshot?.securityContext.privileged, upload?.securityContext.privileged]).toEqual([true, false]);
  expect(upload).toMatchObject({ securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } } });
  expect(snapshot?.volumeMounts.map(({ name }) => name)).toContain('host');
  expect(upload?.volumeMounts.map(({ name }) => name)).not.toContain('host');
  expect(template.metadata.annotations['eks.amazonaws.com/skip-containers']).toBe(snapshot?.name);
});

test('only its own service account may be privileged', () => {
  expect(byName(objects, 'RoleBinding')['etcd-backup-privileged']).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'system:openshift:scc:privileged' },
    subjects: [{ kind: 'ServiceAccount', name: 'etcd-backup', namespace: 'openshift-etcd-backup' }],
  });
});

test('a success older than 26 hours wakes somebody, and so does none at all', () => {
  const rules = JSON.stringify(byName(objects, 'PrometheusRule')['etcd-backup']);
  expect(rules).toContain('> 26 * 3600');
  expect(rules).toContain('absent(kube_cronjob_status_last_successful_time');
});

describe('the scripts', () => {
  let folder: string;
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  const command = (name: string, text: string) => {
    writeFileSync(path('bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(path('bin', name), 0o755);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'etcd-backup-'));
    for (const name of ['bin', 'backup', 'host/var/tmp', 's3/keys', 's3/snapshots'])
      mkdirSync(path(name), { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (script: string) =>
    spawnSync('/bin/sh', ['-c', script], {
      encoding: 'utf8',
      env: {
        PATH: `${path('bin')}:/usr/bin:/bin`,
        HOST: path('host'),
        BACKUP: path('backup'),
        S3: path('s3'),
        KEYS_BUCKET: 'keys',
        SNAPSHOTS_BUCKET: 'snapshots',
      },
    });

  const takeSnapshot = (ending: string) => {
    command('chown', `echo "$@" >> ${path('chown')}`);
    command(
      'chroot',
      `echo "$@" > ${path('chroot')}; echo db > "$1$5/snapshot_1.db"; echo tar > "$1$5/static_kuberesources_1.tar.gz"; ${ending}`,
    );
    writeFileSync(path('host/var/tmp/etcd-backup.killed'), 'left behind');
    return run(snapshotScript);
  };

  test('the snapshot is taken by OpenShift’s script in the host’s network, handed over, and gone from the host', () => {
    expect(takeSnapshot('true').status).toBe(0);
    expect(readFileSync(path('chroot'), 'utf8')).toMatch(
      /host nsenter --net=\/proc\/1\/ns\/net \/usr\/local\/bin\/cluster-backup\.sh \/var\/tmp\/etcd-backup\.\w+$/m,
    );
    expect(readdirSync(path('backup'))).toEqual(['snapshot_1.db', 'static_kuberesources_1.tar.gz']);
    expect(readFileSync(path('chown'), 'utf8')).toMatch(/^1001 .*snapshot_1\.db .*static_kuberesources_1\.tar\.gz$/m);
    expect(readdirSync(path('host/var/tmp'))).toEqual([]);
  });

  test('a snapshot that fails ends the run and leaves nothing', () => {
    expect(takeSnapshot('exit 1').status).not.toBe(0);
    expect([...readdirSync(path('backup')), ...readdirSync(path('host/var/tmp'))]).toEqual([]);
  });

  const s3 = (stored: string) => {
    writeFileSync(path('backup/snapshot_1.db'), 'a snapshot');
    writeFileSync(path('backup/static_kuberesources_1.tar.gz'), 'keys');
    command(
      'aws',
      `case "$1 $2" in
's3 cp') echo "$@" >> ${path('calls')}; cp "$3" "$S3/\${4#s3://}" ;;
's3api list-objects-v2') ${stored} ;;
esac`,
    );
    return run(uploadScript);
  };

  test('keys go to one bucket and then the snapshot to the other, with checksums, and nothing stays', () => {
    const { status, stdout } = s3('wc -c < "$S3/$4/$6" | tr -d " "');
    expect([status, stdout]).toEqual([
      0,
      'keys/static_kuberesources_1.tar.gz: 4 bytes\nsnapshots/snapshot_1.db: 10 bytes\n',
    ]);
    expect([readdirSync(path('s3/keys')), readdirSync(path('s3/snapshots'))]).toEqual([
      ['static_kuberesources_1.tar.gz'],
      ['snapshot_1.db'],
    ]);
    expect(readFileSync(path('calls'), 'utf8').match(/--checksum-algorithm SHA256/g)).toHaveLength(2);
    expect(readdirSync(path('backup'))).toEqual([]);
  });

  test.each([
    ['is shorter', 'echo 3'],
    ['is not there', 'echo None'],
    ['cannot be seen', 'exit 254'],
  ])('an upload that %s is a failure, and nothing stays', (_, stored) => {
    expect(s3(stored).status).not.toBe(0);
    expect(readdirSync(path('backup'))).toEqual([]);
    expect(readdirSync(path('s3/snapshots'))).toEqual([]);
  });
});
