import { bucket, dailyPlan, fatesOf, including, object, problem, storageClasses } from './rendered-parts';

const claim = (storageClassName: string | undefined, annotations = {}) =>
  object(
    'v1',
    'PersistentVolumeClaim',
    'data',
    { storageClassName, resources: { requests: { storage: '5Gi' } } },
    annotations,
  );

const fileSystem = (tag: string) => ({
  Files: {
    Type: 'AWS::EFS::FileSystem',
    Properties: { FileSystemTags: [{ Key: 'commons-platform/backup', Value: tag }] },
  },
});

const byPlan = (restore: string) => ({
  protection: {
    by: 'AWS Backup',
    howOften: 'daily, weekly',
    kept: '35, 120 days',
    secondCopy: 'us-west-2',
    restore,
  },
});
const reason = { 'commons-platform/no-backup-because': 'It is rebuilt every night' };

test.each([
  ['a class with copies', claim('standard-daily'), byPlan('restore-a-volume')],
  ['a class with copies, whatever an old reason says', claim('standard-daily', reason), byPlan('restore-a-volume')],
  ['a class without copies, and why', claim('standard-unprotected', reason), { because: 'It is rebuilt every night' }],
  ['a class without copies', claim('standard-unprotected'), problem('says not why')],
  ['a class that sets no tag', claim('standard-forgotten'), problem('says not why')],
  ['a class that nobody renders', claim('gp3-csi'), problem('gp3-csi, which is not rendered')],
  ['the default class, which nobody renders', claim(undefined), problem('which is not rendered')],
  ['the shared file system', claim('files'), byPlan('restore-files-of-the-shared-file-system')],
])('a claim of %s', (_, made, fate) => {
  const resources = { ...dailyPlan, ...fileSystem('daily') };
  expect(fatesOf('team/data', [...storageClasses, made], resources)).toEqual([fate]);
});

test('a plan protects only as far as it is there: its selection, its vault and the one of its copies', () => {
  const { Selection, Vault, Copies, ...plan } = dailyPlan;
  const objects = [...storageClasses, claim('standard-daily')];
  expect(fatesOf('team/data', objects, { ...plan, Vault, Copies })).toEqual([problem('no plan of AWS Backup selects')]);
  expect(fatesOf('team/data', objects, { ...plan, Vault, Selection })).toEqual([problem('testing-backup-copies')]);
  expect(fatesOf('team/data', objects, { ...plan, Copies, Selection })).toEqual([problem('testing-backups, which')]);
  expect(fatesOf('team/data', [...storageClasses, claim('files')], dailyPlan)).toEqual([problem('no stack makes')]);
  expect(fatesOf('testing Files', [], { ...dailyPlan, ...fileSystem('hourly') })).toEqual([problem('hourly')]);

  const { BackupSelection, ...ofPlan } = Selection.Properties;
  const disks = { ...BackupSelection, Resources: BackupSelection.Resources.slice(0, 1) };
  const selectionOfDisks = { ...Selection, Properties: { ...ofPlan, BackupSelection: disks } };
  const resources = { ...plan, Vault, Copies, Selection: selectionOfDisks, ...fileSystem('daily') };
  expect(fatesOf('testing Files', [], resources)).toEqual([problem('no plan of AWS Backup selects')]);
});

const template = (annotations = {}) => ({
  metadata: { name: 'data', annotations },
  spec: { storageClassName: 'standard-unprotected', resources: { requests: { storage: '1Gi' } } },
});
const settings = (annotation: string) => `prometheusK8s:
  retention: 15d
  volumeClaimTemplate:
    metadata:
      name: metrics
      annotations: { ${annotation} }
    spec: { storageClassName: standard-unprotected, resources: { requests: { storage: 50Gi } } }
`;

test.each([
  [
    'a StatefulSet',
    object('apps/v1', 'StatefulSet', 'cache', { volumeClaimTemplates: [template()] }),
    problem('not why'),
  ],
  [
    'a StatefulSet whose template says why',
    object('apps/v1', 'StatefulSet', 'cache', { volumeClaimTemplates: [template(reason)] }),
    { because: 'It is rebuilt every night' },
  ],
  [
    'an operator that is known',
    object('loki.grafana.com/v1', 'LokiStack', 'logs', { storageClassName: 'standard-unprotected' }, reason),
    { because: 'It is rebuilt every night' },
  ],
  [
    'an operator that nobody has looked at',
    object('example.org/v1', 'Queue', 'mail', { storage: { storageClass: 'standard-unprotected' } }),
    problem('not why'),
  ],
  [
    'settings in a ConfigMap',
    object('v1', 'ConfigMap', 'cluster-monitoring-config', { 'config.yaml': settings('') }),
    problem('not why'),
  ],
  [
    'settings in a ConfigMap that say why',
    object('v1', 'ConfigMap', 'cluster-monitoring-config', {
      'config.yaml': settings('commons-platform/no-backup-because: It is rebuilt every night'),
    }),
    { because: 'It is rebuilt every night' },
  ],
])('a volume is found in %s', (_, made, fate) => {
  expect(fatesOf('team/', [...storageClasses, made], dailyPlan)).toEqual([fate]);
});

test('what nobody has looked at is a problem, as an object, as a resource and as a chart', () => {
  const chart = object('argoproj.io/v1alpha1', 'Application', 'plugin', { source: { chart: 'plugin-barman-cloud' } });
  expect(fatesOf('mail', [object('example.org/v1', 'Queue', 'mail', { replicas: 3 })])).toEqual([
    problem('example.org/Queue'),
  ]);
  expect(fatesOf('Table', [], { Table: { Type: 'AWS::DynamoDB::Table' } })).toEqual([problem('AWS::DynamoDB::Table')]);
  const second = object('argoproj.io/v1alpha1', 'Application', 'plugin', {
    sources: [{ path: 'a' }, { chart: 'plugin' }],
  });
  expect(fatesOf('plugin', [chart])).toEqual([problem('rendered by Argo CD')]);
  expect(fatesOf('plugin', [second])).toEqual([problem('rendered by Argo CD')]);
  expect(fatesOf('Rule', [], { Rule: { Type: 'AWS::Events::Rule' } })).toEqual([]);
});

test('a scratch volume that dies with its pod is none', () => {
  const pod = { volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: template() } }] };
  expect(fatesOf('team/', [object('apps/v1', 'Deployment', 'web', { template: { spec: pod } })])).toEqual([]);
});

const versions = (by: string, secondCopy = 'none') => ({
  protection: including({ by, secondCopy, kept: '14 days after it was replaced or deleted' }),
});

test.each([
  ['versions', bucket('team-files'), versions('versions in S3')],
  [
    'a lock',
    bucket('team-files', { ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 35 } } } }),
    versions('versions in S3, locked for 35 days (governance)'),
  ],
  [
    'a replica',
    bucket('team-files', { ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::copies' } }] } }),
    versions('versions in S3', 'copies'),
  ],
  ['no versions', bucket('team-files', { VersioningConfiguration: undefined }), problem('keeps no versions')],
  [
    'no versions, and why',
    {
      ...bucket('team-files', { VersioningConfiguration: undefined }),
      Metadata: { checkov: { skip: [{ id: 'CKV_AWS_21', comment: 'Keys of a day' }] } },
    },
    { because: 'Keys of a day' },
  ],
  [
    'a reason in its metadata',
    { ...bucket('team-files'), Metadata: { 'commons-platform/no-backup-because': 'Who asked for what' } },
    { because: 'Who asked for what' },
  ],
])('a bucket with %s', (_, made, fate) => {
  expect(fatesOf('team-files', [], { Bucket: made })).toEqual([fate]);
});

test('a cache without snapshots says why', () => {
  const cache = (days: number) => ({
    Cache: {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      Properties: { ReplicationGroupId: 'testing-cache', SnapshotRetentionLimit: days },
    },
  });
  expect(fatesOf('testing-cache', [], cache(0))).toEqual([problem('has no snapshots')]);
  expect(fatesOf('testing-cache', [], cache(7))).toEqual([{ protection: including({ kept: '7 days' }) }]);
});
