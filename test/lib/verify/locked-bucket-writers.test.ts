import { lockedBucketWritersRule } from '../../../lib/verify/locked-bucket-writers';
import { renderedFiles } from './rendered-files';

const bucket = (name: string, more: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: name, ...more },
});
const lock = { ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 7 } } } };
const buckets = {
  Locked: bucket('choir-backups', lock),
  Open: bucket('choir-files'),
  LockedOnRequest: bucket('choir-records', { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }),
};

const reasonsOf = (text: string, resources: Readonly<Record<string, unknown>> = buckets) =>
  lockedBucketWritersRule.findings(renderedFiles({ 'cluster/a.yaml': text }, resources)).map(({ reason }) => reason);

const object = (apiVersion: string, kind: string, content: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: writer, namespace: choir }\n${content}`;
const oadp = (location: string) =>
  object('oadp.openshift.io/v1alpha1', 'DataProtectionApplication', `spec: { backupLocations: [${location}] }`);
const velero = (name: string, config: string) =>
  `{ velero: { objectStorage: { bucket: ${name} }, config: { region: eu-west-1, ${config} } } }`;
const job = (script: string, name = 'choir-backups') =>
  object(
    'batch/v1',
    'CronJob',
    `spec: { command: ['sh', '-c', ${JSON.stringify(script)}], env: [{ name: B, value: ${name} }] }`,
  );
const store = (env: string) =>
  object(
    'barmancloud.cnpg.io/v1',
    'ObjectStore',
    `spec: { configuration: { destinationPath: s3://choir-backups/a }${env} }`,
  );
const sidecar = (value: string) =>
  `, instanceSidecarConfiguration: { env: [{ name: AWS_REQUEST_CHECKSUM_CALCULATION, value: ${value} }] }`;

test.each([
  ['Velero without a checksum', oadp(velero('choir-backups', 'profile: default')), /^Velero writes to choir-backups/],
  ['Velero with an empty one', oadp(velero('choir-backups', "checksumAlgorithm: ''")), /^Velero writes/],
  [
    'one of two locations without a checksum',
    oadp([velero('choir-backups', 'checksumAlgorithm: CRC32'), velero('choir-backups', 'a: b')].join(', ')),
    /^Velero writes/,
  ],
  [
    'a location of its own',
    object('velero.io/v1', 'BackupStorageLocation', 'spec: { objectStorage: { bucket: choir-backups } }'),
    /^Velero writes/,
  ],
  ['a copy by the command line', job('set -e\naws s3 cp a "s3://$B/a"'), /^a command of the AWS CLI/],
  [
    'one of two copies',
    job('aws s3 cp a "s3://$B/a" --checksum-algorithm SHA256\naws --quiet s3 sync b "s3://$B"'),
    /^a command of the AWS CLI/,
  ],
  ['a job of which nobody knows how it writes', job('rclone copy a "s3:$B"'), /^CronJob names choir-backups/],
  ['Barman without the variable', store(''), /^Barman writes/],
  ['Barman that sends checksums only where it must', store(sidecar('when_required')), /^Barman writes/],
  [
    'a kind of which nobody knows',
    object('v1', 'Secret', 'stringData: { bucketnames: choir-backups }'),
    /^Secret names choir-backups, which is locked/,
  ],
  [
    'an address in another kind',
    object('v1', 'ConfigMap', "data: { to: 'https://choir-backups.s3.amazonaws.com/x' }"),
    /^ConfigMap names choir-backups/,
  ],
])('%s is found', (_, text, reason) => {
  expect(reasonsOf(text)).toEqual([expect.stringMatching(reason)]);
});

test.each([
  ['Velero with a checksum', oadp(velero('choir-backups', 'checksumAlgorithm: CRC32'))],
  ['Velero in a bucket without a lock', oadp(velero('choir-files', 'profile: default'))],
  ['a bucket that locks on request only', oadp(velero('choir-records', 'profile: default'))],
  ['a bucket whose name begins alike', job('rclone copy a "s3:$B"', 'choir-backups-old')],
  ['a copy with a checksum', job('aws s3 cp a "s3://$B/a" --checksum-algorithm SHA256')],
  ['Barman with the variable', store(sidecar('when_supported'))],
  [
    'a collector of logs',
    object(
      'observability.openshift.io/v1',
      'ClusterLogForwarder',
      'spec: { outputs: [{ s3: { bucket: choir-backups } }] }',
    ),
  ],
  ['an alert', object('monitoring.coreos.com/v1', 'PrometheusRule', "spec: { text: 'Nothing new in choir-backups' }")],
])('%s is well', (_, text) => {
  expect(reasonsOf(text)).toEqual([]);
});

test('access logs in a locked bucket are found', () => {
  const logged = {
    Logged: bucket('choir-songs', { LoggingConfiguration: { DestinationBucketName: 'choir-backups' } }),
  };
  expect(lockedBucketWritersRule.findings(renderedFiles({}, { ...buckets, ...logged }))).toEqual([
    {
      place: 'testing Logged',
      reason: 'its access logs go to choir-backups, which is locked, and S3 delivers no logs to such a bucket',
      remedy: 'name a bucket without a default retention',
    },
  ]);
});
