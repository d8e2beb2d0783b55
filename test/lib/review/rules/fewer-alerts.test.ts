import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const alerts = (name: string, ...of: readonly string[]) =>
  exampleManifest(`hosts/${name}`, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, namespace: 'hosts' },
    spec: { groups: [{ name, rules: of.map((alert) => ({ alert, expr: 'up == 0' })) }] },
  });
const config = exampleManifest('hosts/config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config', namespace: 'hosts' },
});
const pods = (name: string) =>
  exampleManifest('hosts/pods', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'hosts' },
    spec: { template: { spec: { containers: [{ name, image: 'quay.io/commons/exporter:1.0' }] } } },
  });
const namespace = exampleManifest('hosts/namespace', {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'hosts' },
});
const told = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  findingLines({ before: { ...config, ...before }, after: { ...config, ...after } }).filter((line) =>
    line.includes('no longer have'),
  );

test('alerts that go as a whole are told, unless others say the same, or what they watch goes too', () => {
  const before = alerts('signer', 'SignerWaits', 'SignerDown');
  expect(told(before, {})).toEqual(['weakens: alerts hosts/signer no longer have SignerWaits, SignerDown']);
  expect(told(before, alerts('all', 'SignerWaits', 'SignerDown'))).toEqual([]);
  expect(told({ ...before, ...pods('signer') }, {})).toEqual([]);
  expect(told({ ...before, ...namespace }, {})).toEqual([]);
});

test('alerts and metrics are told though something else of their namespace goes', () => {
  const before = alerts('signer', 'SignerWaits');
  expect(told({ ...before, ...pods('exporter') }, {})).toEqual([
    'weakens: alerts hosts/signer no longer have SignerWaits',
  ]);
  const monitor = exampleManifest('hosts/monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'signer', namespace: 'hosts' },
    spec: { selector: { matchLabels: { app: 'signer' } } },
  });
  const unread = (name: string) =>
    findingLines({ before: { ...config, ...monitor, ...pods(name) }, after: config }).filter((line) =>
      line.includes('Prometheus'),
    );
  expect(unread('exporter')).toHaveLength(1);
  expect(unread('signer')).toEqual([]);
});

test('a budget that warns later is to be seen', () => {
  const budget = (Amount: number) =>
    exampleTemplate('Budget', {
      Type: 'AWS::Budgets::Budget',
      Properties: { Budget: { BudgetType: 'COST', BudgetLimit: { Amount, Unit: 'USD' } } },
    });
  expect(findingLines({ before: budget(100), after: budget(900) })).toEqual([
    'watch: budget Budget of test-example warns of costs from 900 a month on, and did from 100',
  ]);
  expect(findingLines({ before: budget(900), after: budget(100) })).toEqual([]);
});
