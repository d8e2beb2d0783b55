import { stringify } from 'yaml';
import { ownMetricsRule } from '../../../lib/verify/own-metrics';
import { renderedFiles } from './rendered-files';

const found = (endpoint: object, labels: object = { 'commons-platform/guardrails': 'enforced' }): readonly string[] =>
  (
    [
      ['ServiceMonitor', 'endpoints'],
      ['PodMonitor', 'podMetricsEndpoints'],
    ] as const
  ).flatMap(([kind, field]) => {
    const objects = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'wiki', labels } },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind,
        metadata: { name: 'web', namespace: 'wiki' },
        spec: { selector: {}, [field]: [{ port: 'http', followRedirects: false, ...endpoint }] },
      },
    ];
    const text = objects.map((each) => stringify(each)).join('---\n');
    return ownMetricsRule.findings(renderedFiles({ 'wiki.yaml': text })).map(({ reason }) => `${kind} ${reason}`);
  });

test('metrics of the pods themselves are read', () => {
  expect(found({ path: '/metrics', metricRelabelings: [{ action: 'drop' }] })).toEqual([]);
});

test.each([
  [{ followRedirects: true }, 'lets Prometheus follow redirects'],
  [{ followRedirects: undefined }, 'lets Prometheus follow redirects'],
  [{ relabelings: [{ targetLabel: '__address__' }] }, 'has relabelings, which can change the address'],
  [{ proxyUrl: 'http://proxy.wiki.svc:3128' }, 'has Prometheus ask by a proxy'],
])('%j is refused by the cluster', (endpoint, reason) => {
  expect(found(endpoint)).toEqual([
    `ServiceMonitor ${reason}: the cluster refuses it`,
    `PodMonitor ${reason}: the cluster refuses it`,
  ]);
});

test('the platform’s own are not judged', () => {
  expect(found({ followRedirects: true }, {})).toEqual([]);
});
