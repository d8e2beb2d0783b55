import { loadFixture } from '../../support/fixture-home';
import { createContext, type ClusterApplication } from '../../../cdk8s/applications/application';
import { clusterBackupApplications } from '../../../cdk8s/applications/cluster-backup';
import { etcdBackupApplication } from '../../../cdk8s/applications/etcd-backup';
import { logsApplication } from '../../../cdk8s/applications/logs';
import type { Environment } from '../../../model/environment';
import { byName } from '../../support/charts';

const { environment, facts } = loadFixture('production');
const objectsIn = (...applications: readonly ClusterApplication[]) =>
  applications.flatMap(({ files }) => Object.values(files).flat());

describe('the logs', () => {
  const rendered = (change: Partial<Environment> = {}) =>
    objectsIn(logsApplication(createContext({ ...environment, ...change }), facts));

  test('are kept as long as the environment says, and those of a tenant as long as it says', () => {
    const tenants = environment.tenants.map((tenant) =>
      tenant.name === 'pad' ? { ...tenant, logKeepDays: 7 } : tenant,
    );
    expect(byName(rendered({ tenants }), 'LokiStack')['logging-loki']?.spec).toMatchObject({
      size: '1x.small',
      limits: { tenants: { application: { retention: { days: 60, streams: [{ days: 7 }] } } } },
      template: { ingester: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } } },
    });
  });

  test('go to the buckets and by the roles that both programs name alike', () => {
    const secrets = byName(rendered(), 'Secret');
    expect(secrets['logging-loki-bucket']?.stringData).toMatchObject({
      bucketnames: 'production-logs-111122223333-us-east-1',
      role_arn: 'arn:aws:iam::111122223333:role/production-loki',
    });
    expect(secrets['audit-archive']?.stringData).toEqual({
      role_arn: 'arn:aws:iam::111122223333:role/production-audit-archive',
    });
  });

  test('are received from hosts only where the environment says from whom', () => {
    const host = 'syslog.commons.openshift.commons.example';
    expect(byName(rendered(), 'Certificate').syslog?.spec).toMatchObject({ dnsNames: [host] });
    const silent = { ...environment.logs, syslog: undefined };
    expect(JSON.stringify(rendered({ logs: silent }))).not.toContain('syslog');
  });

  test('have no archive with a release whose operator cannot write one, and say so', () => {
    const cluster = { ...environment.cluster, release: '4.17' as const };
    expect(() => rendered({ cluster })).toThrow('write logs.auditArchive: { none: <reason> }');
    const without = { ...environment.logs, auditArchive: { none: 'The operator cannot' } };
    expect(JSON.stringify(rendered({ cluster, logs: without }))).not.toContain('audit-archive');
  });
});

test('the backup of namespaces is of all tenants, and there is none without tenants', () => {
  const schedules = byName(objectsIn(...clusterBackupApplications(createContext(environment), facts)), 'Schedule');
  expect(schedules['tenants-daily']?.spec).toMatchObject({
    template: { includedNamespaces: environment.tenants.map(({ name }) => name), ttl: '840h0m0s' },
  });
  expect(clusterBackupApplications(createContext({ ...environment, tenants: [] }), facts)).toEqual([]);
});

test('the backup of etcd keeps snapshots and their keys apart, in a closed namespace', () => {
  const objects = objectsIn(etcdBackupApplication(createContext(environment), facts));
  const text = JSON.stringify(byName(objects, 'CronJob')['etcd-backup']);
  expect(text).toContain('"name":"SNAPSHOTS_BUCKET","value":"production-etcd-backups-111122223333-us-east-1"');
  expect(text).toContain('"name":"KEYS_BUCKET","value":"production-etcd-keys-111122223333-us-east-1"');
  expect(Object.keys(byName(objects, 'NetworkPolicy'))).toContain('default-deny');
  expect(JSON.stringify(byName(objects, 'Namespace')['openshift-etcd-backup'])).toContain(
    '"commons-platform/privileged-because"',
  );
});

test('each application may write the kinds that it has', () => {
  const context = createContext(environment);
  for (const application of [
    logsApplication(context, facts),
    etcdBackupApplication(context, facts),
    ...clusterBackupApplications(context, facts),
  ]) {
    const objects = objectsIn(application);
    const project = JSON.stringify(byName(objects, 'AppProject')[application.name]);
    const clusterWide = objects.filter(({ metadata }) => metadata.namespace === undefined).map(({ kind }) => kind);
    expect(clusterWide.filter((kind) => !project.includes(`"kind":"${kind}"`))).toEqual([]);
  }
});
