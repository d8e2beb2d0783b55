import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const resource = (Type: string, before: object, after: object): readonly string[] => {
  const template = (Properties: object) => exampleTemplate('It', { Type, Properties });
  return findingLines({ before: template(before), after: template(after) });
};

describe('objects of a bucket that are deleted by their age', () => {
  const bucket = (...Rules: readonly object[]) => ({
    BucketName: 'files',
    ...(Rules.length === 0 ? {} : { LifecycleConfiguration: { Rules } }),
  });
  const expiring = (ExpirationInDays: number, Id = 'old') => ({ Id, Status: 'Enabled', ExpirationInDays });
  const parts = { Id: 'parts', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } };
  const versions = (NoncurrentDays: number) => ({
    Id: 'versions',
    Status: 'Enabled',
    NoncurrentVersionExpiration: { NoncurrentDays },
  });

  test.each<[string, object, object, string]>([
    ['sooner', bucket(expiring(90)), bucket(expiring(30)), '30 days in place of 90 days'],
    ['where none were', bucket(), bucket(expiring(30)), '30 days in place of for ever'],
    ['by a rule more', bucket(parts), bucket(parts, expiring(30)), '30 days in place of for ever'],
    ['by the shortest of several', bucket(), bucket(expiring(90), expiring(30, 'b')), '30 days in place of for ever'],
    ['earlier versions', bucket(versions(90)), bucket(versions(7)), '7 days in place of 90 days'],
  ])('%s', (_, before, after, what) => {
    expect(resource('AWS::S3::Bucket', before, after)).toEqual([`loses-data: bucket files are kept for ${what}`]);
  });

  test('later, or parts that were never whole are none', () => {
    expect(resource('AWS::S3::Bucket', bucket(expiring(30)), bucket(expiring(90)))).toEqual([]);
    expect(resource('AWS::S3::Bucket', bucket(), bucket(parts))).toEqual([]);
  });

  test('no more is said: it costs, and data about people stays', () => {
    expect(resource('AWS::S3::Bucket', bucket(parts, expiring(30)), bucket(parts))).toEqual([
      'watch: bucket files deletes or moves nothing more by LifecycleConfiguration.Rules[old], which is gone: objects stay, and cost',
    ]);
  });
});

describe('schedules of copies', () => {
  const scheduled = (apiVersion: string, kind: string, spec: object) =>
    exampleManifest('wiki/it', { apiVersion, kind, metadata: { name: 'it', namespace: 'wiki' }, spec });
  const velero = (schedule: string) => scheduled('velero.io/v1', 'Schedule', { schedule });
  const database = (schedule: string) => scheduled('postgresql.cnpg.io/v1', 'ScheduledBackup', { schedule });
  const percona = (...schedules: readonly string[]) =>
    scheduled('pxc.percona.com/v1', 'PerconaXtraDBCluster', {
      backup: { schedule: schedules.map((schedule, index) => ({ name: `s${index}`, schedule })) },
    });
  const crunchy = (full: string) =>
    scheduled('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', {
      backups: { pgbackrest: { repos: [{ name: 'repo1', schedules: { full } }] } },
    });
  const weekly = /^weakens: .* runs 4 times in four weeks in place of 28 times$/;

  test.each<[string, (schedule: string) => Readonly<Record<string, string>>, string, string, RegExp]>([
    ['of volumes', velero, '0 2 * * *', '0 2 * * 0', weekly],
    ['of a database', database, '0 0 2 * * *', '0 0 2 * * 0', weekly],
    ['of Percona', percona, '0 2 * * *', '0 2 * * 0', weekly],
    ['of Crunchy', crunchy, '0 2 * * *', '0 2 * * 0', weekly],
    ['less than once', velero, '0 2 * * *', '0 2 1 1 *', /runs less than once in four weeks in place of 28 times$/],
  ])('%s, that run less often', (_, write, before, after, line) => {
    expect(findingLines({ before: write(before), after: write(after) }).filter((each) => line.test(each))).toHaveLength(
      1,
    );
    expect(findingLines({ before: write(after), after: write(before) })).toEqual([]);
  });

  test('another hour is none', () => {
    expect(findingLines({ before: velero('0 2 * * *'), after: velero('30 4 * * *') })).toEqual([]);
  });

  test('a plan of AWS Backup is judged as well', () => {
    const plan = (ScheduleExpression: string) => ({
      BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: [{ RuleName: 'all', ScheduleExpression }] },
    });
    const [daily, monthly] = [plan('cron(0 5 * * ? *)'), plan('cron(0 5 1 * ? *)')];
    expect(resource('AWS::Backup::BackupPlan', daily, monthly)).toEqual([
      'weakens: backup plan daily runs once in four weeks in place of 28 times',
    ]);
    expect(resource('AWS::Backup::BackupPlan', monthly, daily)).toEqual([]);
  });
});

describe('alarms of CloudWatch', () => {
  const alarm = (rest: object) => ({
    AlarmName: 'errors',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 5,
    EvaluationPeriods: 2,
    TreatMissingData: 'breaching',
    AlarmActions: ['topic'],
    ...rest,
  });
  const type = 'AWS::CloudWatch::Alarm';
  const low = { ComparisonOperator: 'LessThanThreshold' };

  test.each<[string, object, object, string]>([
    ['a higher threshold', {}, { Threshold: 9 }, 'watch: alarm errors sounds later, with Threshold 9 in place of 5'],
    [
      'a lower one of too little',
      low,
      { ...low, Threshold: 1 },
      'watch: alarm errors sounds later, with Threshold 1 in place of 5',
    ],
    [
      'more periods',
      {},
      { EvaluationPeriods: 6 },
      'watch: alarm errors sounds later, with EvaluationPeriods 6 in place of 2',
    ],
    [
      'silence',
      {},
      { TreatMissingData: 'missing' },
      'watch: alarm errors sounds later, with TreatMissingData missing in place of breaching',
    ],
    ['nobody who is told', {}, { AlarmActions: [] }, 'weakens: alarm errors no longer tells everyone whom it told'],
    ['actions that are off', {}, { ActionsEnabled: false }, 'weakens: alarm errors no longer alerts anyone'],
  ])('%s', (_, before, after, line) => {
    expect(resource(type, alarm(before), alarm(after))).toEqual([line]);
  });

  test('a lower threshold, fewer periods, and a higher one of too little are none', () => {
    expect(resource(type, alarm({}), alarm({ Threshold: 1, EvaluationPeriods: 1 }))).toEqual([]);
    expect(resource(type, alarm(low), alarm({ ...low, Threshold: 9 }))).toEqual([]);
  });
});

describe('a generated secret', () => {
  const type = 'AWS::SecretsManager::Secret';
  const secret = (GenerateSecretString: object | undefined, rest: object = {}) => ({
    Name: 'test/wiki',
    ...(GenerateSecretString === undefined ? {} : { GenerateSecretString }),
    ...rest,
  });
  const line = 'interrupts: secret test/wiki gets a new value, which is generated when it is deployed';

  test.each<[string, object, object]>([
    ['another length', secret({ PasswordLength: 32 }), secret({ PasswordLength: 48 })],
    ['other characters', secret({ PasswordLength: 32 }), secret({ PasswordLength: 32, ExcludePunctuation: true })],
    [
      'another user beside it',
      secret({ SecretStringTemplate: '{"u":"a"}' }),
      secret({ SecretStringTemplate: '{"u":"b"}' }),
    ],
    ['one that was empty', secret(undefined), secret({ PasswordLength: 32 })],
  ])('%s', (_, before, after) => {
    expect(resource(type, before, after)).toContain(line);
  });

  test('another description or tag leaves the value', () => {
    const before = secret({ PasswordLength: 32 });
    expect(resource(type, before, { ...before, Description: 'Of the wiki' })).toEqual([]);
  });
});
