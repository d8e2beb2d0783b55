import { ClusterBackup, type ClusterBackupProps } from '../../../cdk8s/platform/cluster-backup/cluster-backup';
import { byName, objectsOf } from '../../support/charts';

const every: Required<ClusterBackupProps> = {
  bucketName: 'backups',
  roleArn: 'arn:aws:iam::111122223333:role/oadp',
  namespaces: ['pad', 'site'],
  keepDays: { daily: 35, weekly: 120 },
  placement: { nodeSelector: { 'node-role.kubernetes.io/infra': '' }, tolerations: [] },
};

const rendered = (change: Partial<ClusterBackupProps> = {}) =>
  objectsOf((chart) => new ClusterBackup(chart, 'backup', { ...every, ...change }));
const objects = rendered();

test('writes to its bucket as its role, with the token that OADP mounts', () => {
  const { 'cluster-backup': application } = byName(objects, 'DataProtectionApplication');
  expect(application?.spec).toMatchObject({
    backupLocations: [
      {
        velero: {
          objectStorage: { bucket: 'backups' },
          config: { region: 'eu-west-1' },
          credential: { name: 'cloud-credentials', key: 'credentials' },
        },
      },
    ],
    configuration: {
      velero: { podConfig: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } } },
      nodeAgent: { enable: false },
    },
  });
  const { 'cloud-credentials': secret } = byName(objects, 'Secret');
  expect(JSON.stringify(secret?.stringData)).toContain('role_arn = arn:aws:iam::111122223333:role/oadp');
});

test('backs up the namespaces every day with their disks, and every week without, each as long as it should be', () => {
  const { 'tenants-daily': daily, 'tenants-weekly': weekly } = byName(objects, 'Schedule');
  const includedNamespaces = ['pad', 'site'];
  expect(daily?.spec).toMatchObject({ template: { includedNamespaces, snapshotVolumes: true, ttl: '840h0m0s' } });
  expect(weekly?.spec).toMatchObject({ template: { includedNamespaces, snapshotVolumes: false, ttl: '2880h0m0s' } });
});

test('makes no snapshot of volumes without a backup class, nor of the file system, which has none', () => {
  expect(byName(objects, 'ConfigMap')['volume-policies']?.data).toEqual({
    'policies.yaml': [
      'version: v1',
      'volumePolicies:',
      '  - conditions:',
      '      storageClass:',
      '        - standard-unprotected',
      '        - fast-unprotected',
      '        - files',
      '    action:',
      '      type: skip',
      '',
    ].join('\n'),
  });
  expect(byName(objects, 'Schedule')['tenants-daily']?.spec).toMatchObject({
    template: { resourcePolicy: { kind: 'configmap', name: 'volume-policies' } },
  });
});

test('watches the age of each kind', () => {
  const rules = JSON.stringify(byName(objects, 'PrometheusRule')['cluster-backup']);
  for (const [schedule, hours] of [
    ['tenants-daily', 26],
    ['tenants-weekly', 192],
  ] as const) {
    expect(rules).toContain(`schedule=\\"${schedule}\\"}) > ${hours} * 3600`);
  }
  expect(byName(objects, 'ServiceMonitor').velero?.spec).toMatchObject({ endpoints: [{ port: 'monitoring' }] });
});

test('is refused without namespaces, which Velero would take for all', () => {
  expect(() => rendered({ namespaces: [] })).toThrow('a backup without namespaces would copy all of them');
});
