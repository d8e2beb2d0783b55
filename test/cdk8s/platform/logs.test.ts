import { logAlerts } from '../../../cdk8s/platform/logs/log-alerts';
import {
  LogCollection,
  LogCollectionAccess,
  type LogCollectionProps,
} from '../../../cdk8s/platform/logs/log-collection';
import { LogStore, type LogStoreProps } from '../../../cdk8s/platform/logs/log-store';
import { SyslogReceiver } from '../../../cdk8s/platform/logs/syslog-receiver';
import { byName, objectsOf } from '../../support/charts';

describe('the store', () => {
  const every: Required<LogStoreProps> = {
    size: '1x.small',
    bucketName: 'logs',
    roleArn: 'arn:aws:iam::111122223333:role/loki',
    keepDays: { application: 30, infrastructure: 14, audit: 90 },
    namespaceKeepDays: { pad: 7 },
    zones: 3,
    administrators: ['system:cluster-admins', 'cluster-admins'],
    placement: { nodeSelector: { 'node-role.kubernetes.io/infra': '' }, tolerations: [] },
  };
  const rendered = (change: Partial<LogStoreProps> = {}) =>
    objectsOf((chart) => new LogStore(chart, 'store', { ...every, ...change }));
  const stack = (change?: Partial<LogStoreProps>) => byName(rendered(change), 'LokiStack')['logging-loki'];

  test('keeps logs in its bucket, as its role', () => {
    expect(stack()?.spec).toMatchObject({
      storage: { secret: { name: 'logging-loki-bucket', type: 's3', credentialMode: 'token' } },
    });
    expect(byName(rendered(), 'Secret')['logging-loki-bucket']?.stringData).toEqual({
      bucketnames: 'logs',
      region: 'eu-west-1',
      role_arn: every.roleArn,
    });
  });

  test('shows the logs of all namespaces to administrators, not to groups that others may make', () => {
    expect(stack()?.spec).toMatchObject({
      tenants: { mode: 'openshift-logging', openshift: { adminGroups: ['system:cluster-admins', 'cluster-admins'] } },
    });
  });

  test('deletes logs by class, and those of a namespace by its own term', () => {
    const streams = [{ days: 7, priority: 1, selector: '{kubernetes_namespace_name="pad"}' }];
    expect(stack()?.spec).toMatchObject({
      limits: {
        tenants: {
          application: { retention: { days: 30, streams } },
          infrastructure: { retention: { days: 14 } },
          audit: { retention: { days: 90 } },
        },
      },
    });
    expect(JSON.stringify(stack({ namespaceKeepDays: {} }))).not.toContain('streams');
  });

  test.each<[string, Partial<LogStoreProps>, boolean]>([
    ['three zones', {}, true],
    ['one zone', { zones: 1 }, false],
    ['a demonstration', { size: '1x.demo' }, false],
  ])('with %s spreads over zones or not', (_, change, spread) => {
    expect(JSON.stringify(stack(change)).includes('topology.kubernetes.io/zone')).toBe(spread);
  });

  test('runs on the machines that are meant for it, all of it', () => {
    expect(JSON.stringify(stack()).match(/node-role\.kubernetes\.io\/infra/g)).toHaveLength(7);
    expect(stack({ placement: undefined })?.spec).not.toHaveProperty('template');
  });
});

describe('the collection', () => {
  const requests = { cpu: '150m', memory: '300Mi' };
  const every: Required<LogCollectionProps> = {
    auditArchive: { bucketName: 'archive', roleArn: 'arn:aws:iam::111122223333:role/archive' },
    syslogCertificate: 'syslog-certificate',
    requests,
  };
  const forwarder = (props: LogCollectionProps) =>
    byName(
      objectsOf((chart) => new LogCollection(chart, 'collection', props)),
      'ClusterLogForwarder',
    ).collector;

  test('sends everything to Loki, and audit records to the archive too, waiting on disk for both', () => {
    expect(forwarder(every)?.spec).toMatchObject({
      outputs: [
        { name: 'loki', lokiStack: { tuning: { deliveryMode: 'AtLeastOnce' } } },
        { name: 'audit-archive', s3: { bucket: 'archive', tuning: { deliveryMode: 'AtLeastOnce' } } },
      ],
      pipelines: [
        { inputRefs: ['application', 'infrastructure', 'audit', 'syslog'], outputRefs: ['loki'] },
        { inputRefs: ['audit'], outputRefs: ['audit-archive'] },
      ],
    });
  });

  test('receives syslog by TLS only', () => {
    expect(forwarder(every)?.spec).toMatchObject({
      inputs: [
        {
          name: 'syslog',
          receiver: { port: 6514, tls: { certificate: { secretName: 'syslog-certificate' }, key: { key: 'tls.key' } } },
        },
      ],
    });
  });

  test('has neither receiver nor archive where there are none, and no alert that misses the archive', () => {
    const text = JSON.stringify(forwarder({ requests }));
    expect(text).not.toContain('syslog');
    expect(text).not.toContain('audit-archive');
    const names = (props: LogCollectionProps) => logAlerts(props).map(({ name }) => name);
    expect(names({ requests })).not.toContain('AuditArchiveStopped');
    expect(names(every)).toEqual([...names({ requests }), 'AuditArchiveStopped']);
  });

  test('is allowed to read every class of logs and to write to Loki', () => {
    const bindings = byName(
      objectsOf((chart) => new LogCollectionAccess(chart, 'access')),
      'ClusterRoleBinding',
    );
    expect(Object.keys(bindings)).toEqual([
      'commons-platform:collect-application-logs',
      'commons-platform:collect-infrastructure-logs',
      'commons-platform:collect-audit-logs',
      'commons-platform:logging-collector-logs-writer',
    ]);
    const subjects = [{ kind: 'ServiceAccount', name: 'collector', namespace: 'openshift-logging' }];
    for (const binding of Object.values(bindings)) expect(binding).toMatchObject({ subjects });
  });
});

test('the syslog receiver is reached inside the VPC, from the named blocks, by a name of its certificate', () => {
  const pods = { 'app.kubernetes.io/component': 'collector' };
  const objects = objectsOf((chart) => {
    new SyslogReceiver(chart, 'syslog', { host: 'syslog.cluster.example', from: ['10.0.0.0/16'], pods });
  });
  expect(byName(objects, 'Service').syslog).toMatchObject({
    metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' } },
    spec: {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['10.0.0.0/16'],
      selector: pods,
      ports: [{ port: 6514, targetPort: 6514 }],
    },
  });
  expect(byName(objects, 'Certificate').syslog?.spec).toMatchObject({
    secretName: SyslogReceiver.certificateSecret,
    dnsNames: ['syslog.cluster.example'],
  });
});
