import { load as parse } from 'js-yaml';
import { z } from 'zod';
import { createContext } from '../../../cdk8s/applications/application';
import { monitoringApplication } from '../../../cdk8s/applications/monitoring';
import { hedgedocDashboard } from '../../../cdk8s/services/hedgedoc/hedgedoc-dashboard';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import { byName } from '../../support/charts';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const objectsWith = (files: Parameters<typeof load>[0] = {}) => {
  const { environment } = load(files);
  return {
    environment,
    objects: Object.values(
      monitoringApplication(createContext(environment), [hedgedocDashboard], placeholderFacts(environment)).files,
    ).flat(),
  };
};
const { environment, objects } = objectsWith(fullEnvironment);

const settingsSchema = z.object({ data: z.object({ 'config.yaml': z.string() }) });
const settings = (name: string, of = objects) =>
  parse(settingsSchema.parse(byName(of, 'ConfigMap')[name]).data['config.yaml']);

test('both Prometheus keep metrics as long and as much as the environment says, on volumes that say why they have no backup', () => {
  const { keepDays, sizeGiB } = environment.observability.metrics;
  const prometheus = {
    externalLabels: { environment: environment.name },
    retention: `${keepDays}d`,
    volumeClaimTemplate: {
      metadata: {
        annotations: {
          'commons-platform/no-backup-because': 'Metrics and silences of the last days, which nobody restores',
        },
      },
      spec: { storageClassName: 'standard-unprotected', resources: { requests: { storage: `${sizeGiB}Gi` } } },
    },
  };
  expect(settings('cluster-monitoring-config')).toMatchObject({ enableUserWorkload: true, prometheusK8s: prometheus });
  expect(settings('user-workload-monitoring-config')).toMatchObject({ prometheus });
});

test('what is kept stays below the size of the volume', () => {
  const { sizeGiB } = environment.observability.metrics;
  const schema = z.looseObject({ prometheus: z.looseObject({ retentionSize: z.string().regex(/^\d+GiB$/) }) });
  const { retentionSize } = schema.parse(settings('user-workload-monitoring-config')).prometheus;
  expect(Number.parseInt(retentionSize, 10)).toBeLessThan(sizeGiB * 0.9);
});

const rulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.looseObject({ alert: z.string(), expr: z.string() })) })),
});
const platformRules = (of = objects) =>
  rulesSchema.parse(byName(of, 'AlertingRule').platform?.spec).groups.flatMap(({ rules }) => rules);

test('rules on the platform are of the kind that sees it, and OpenShift’s own of the same meaning are dropped', () => {
  expect(platformRules().map(({ alert }) => alert)).toEqual(
    expect.arrayContaining(['NodeNotReady', 'PlatformVolumeFilling', 'ProcessCount', 'ApplicationOutOfSync']),
  );
  expect(byName(objects, 'AlertRelabelConfig').platform).toMatchObject({
    metadata: { namespace: 'openshift-monitoring' },
    spec: { configs: [{ sourceLabels: ['alertname'], regex: 'KubeNodeNotReady|ArgoCDSyncAlert', action: 'Drop' }] },
  });
});

test('processes are counted against the limit of the pool that the node is of', () => {
  const expression = (of = objects) => platformRules(of).find(({ alert }) => alert === 'ProcessCount')?.expr;
  // The environment has 8192 everywhere, and 16384 for its workers.
  expect(expression()).toMatch(
    /> 6553 unless on \(node\) kube_node_role\{role=~"workers"\}\) or .*> 13107 and on \(node\) /,
  );
  expect(expression(objectsWith({}).objects)).not.toContain('kube_node_role{role=~""}');
});

test('certificates and secrets are watched where their controllers are, and Prometheus gets through to them', () => {
  const rules = byName(objects, 'PrometheusRule');
  expect(JSON.stringify(rules.certificates?.spec)).toContain('CertificateExpiring');
  expect(rules.certificates?.metadata.namespace).toBe('cert-manager');
  expect(rules['external-secrets']?.metadata.namespace).toBe('external-secrets');
  for (const [policy, port] of Object.entries({ 'certificates-metrics': 9402, 'external-secrets-metrics': 8080 })) {
    expect(byName(objects, 'NetworkPolicy')[policy]?.spec).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port }] }],
    });
  }
});

const receiversSchema = z.object({
  target: z.object({ template: z.object({ data: z.object({ 'alertmanager.yaml': z.string() }) }) }),
});

test('alerts reach every contact, and the watchdog is called outside; nothing secret is rendered', () => {
  const { 'alertmanager-main': receivers } = byName(objects, 'ExternalSecret');
  expect(receivers?.spec).toMatchObject({
    target: { name: 'alertmanager-main', creationPolicy: 'Merge', deletionPolicy: 'Retain' },
  });
  const text = receiversSchema.parse(receivers?.spec).target.template.data['alertmanager.yaml'];
  const read = parse(text.replaceAll(/\{\{ index \. "([a-z-]+)" \| toJson \}\}/g, '"of $1"'));
  const to = environment.observability.contacts.map((address) => expect.objectContaining({ to: address }) as unknown);
  expect(read).toMatchObject({
    route: { receiver: 'contacts', routes: [{ matchers: ['alertname="Watchdog"'], receiver: 'watchdog' }, {}, {}] },
    receivers: [{ name: 'nobody' }, { email_configs: to }, { webhook_configs: [{ url: 'of watchdog-url' }] }],
    global: { smtp_require_tls: true, smtp_auth_password: 'of smtp-password' },
  });
});

const allowlists = (of: typeof objects) =>
  Object.values(byName(of, 'Route')).map(
    ({ metadata }) => z.looseObject({ annotations: z.record(z.string(), z.string()) }).parse(metadata).annotations,
  );

test('metrics go to the addresses that the environment names', () => {
  const blocks = environment.observability.probes.federation.join(' ');
  expect(blocks).not.toBe('');
  expect(allowlists(objects)).toEqual(
    [1, 2].map(() => ({
      'haproxy.router.openshift.io/ip_allowlist': blocks,
      'haproxy.router.openshift.io/ip_whitelist': blocks,
    })),
  );
  expect(byName(objects, 'ClusterRoleBinding')['commons-platform:federation']).toMatchObject({
    roleRef: { name: 'cluster-monitoring-view' },
    subjects: [{ kind: 'ServiceAccount', name: 'federation', namespace: 'openshift-monitoring' }],
  });
});

test('without addresses nobody fetches metrics: an empty list would let everybody', () => {
  const { objects: closed } = objectsWith({});
  for (const { 'haproxy.router.openshift.io/ip_allowlist': allowed } of allowlists(closed))
    expect(allowed).toBe('127.0.0.1/32');
  expect(byName(closed, 'ServiceAccount')).not.toHaveProperty('federation');
  expect(byName(closed, 'ClusterRoleBinding')).toEqual({});
});

const boardSchema = z.object({
  rows: z.array(
    z.object({
      panels: z.array(
        z.looseObject({
          type: z.enum(['singlestat', 'graph', 'table']),
          span: z.int().max(12),
          styles: z.array(z.looseObject({ pattern: z.string() })).optional(),
          targets: z.array(z.looseObject({ expr: z.string().min(1), refId: z.string() })).min(1),
        }),
      ),
    }),
  ),
});

test('the console finds the dashboards, and every figure of a table has its column', () => {
  const boards = Object.values(byName(objects, 'ConfigMap')).filter(
    ({ metadata }) => metadata.namespace === 'openshift-config-managed',
  );
  expect(boards.map(({ metadata }) => metadata.name)).toEqual(
    ['state', 'ingress', 'tenants', 'services', 'hedgedoc'].map((name) => `commons-${name}`),
  );
  for (const { metadata, data } of boards) {
    expect(metadata).toMatchObject({ labels: { 'console.openshift.io/dashboard': 'true' } });
    const [text = ''] = Object.values(z.record(z.string(), z.string()).parse(data));
    const panels = boardSchema.parse(JSON.parse(text)).rows.flatMap(({ panels: some }) => some);
    for (const { styles = [], targets } of panels.filter(({ type }) => type === 'table')) {
      const columns = styles.map(({ pattern }) => pattern).filter((pattern) => pattern.startsWith('Value'));
      expect(columns).toEqual(targets.map(({ refId }) => `Value #${refId}`));
    }
  }
});
