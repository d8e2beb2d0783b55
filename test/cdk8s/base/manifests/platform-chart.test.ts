import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertRules } from '../../../../cdk8s/base/monitoring/alert-rules';
import { SecretStore } from '../../../../cdk8s/base/secrets/external-secret';
import { httpsEgress, kubernetesApiEgress } from '../../../../cdk8s/base/network/network-rules';
import { pinnedImage } from '../../../../cdk8s/base/pods/pinned-image';
import { PlatformChart } from '../../../../cdk8s/base/manifests/platform-chart';
import { chartContext, objectsOf } from '../../../support/charts';

test('a building block finds at any depth what its chart knows of the environment', () => {
  objectsOf((chart) => {
    const deep = new Construct(new Construct(chart, 'outer'), 'inner');
    expect(PlatformChart.of(deep)).toBe(chart);
    expect(PlatformChart.of(deep).context).toEqual(chartContext);
  });
});

test('what watches pods has a namespace: an empty one would find none, and say nothing', () => {
  const ownership = { owner: 'library', dataClass: 'internal' } as const;
  const chart = new PlatformChart(new App(), 'wiki', { ownership, context: chartContext });
  expect(() => new AlertRules(chart, 'alerts', { name: 'wiki', alerts: [] })).toThrow(
    'the chart wiki has no namespace: give it one',
  );
});

const blocks: Readonly<Record<string, (scope: Construct) => unknown>> = {
  'a store of secrets': (scope) => new SecretStore(scope, 'block', { roleArn: 'arn:aws:iam::111122223333:role/r' }),
  'rules of alerts': (scope) => new AlertRules(scope, 'block', { name: 'wiki', alerts: [] }),
  'a rule to the world outside': httpsEgress,
  'a rule to the Kubernetes API': kubernetesApiEgress,
  'an image': (scope) => pinnedImage(scope, 'registry.example/wiki:1'),
};

test.each(Object.entries(blocks))('%s says which chart it needs', (_, make) => {
  const scope = new Construct(new Chart(new App(), 'wiki', { namespace: 'library' }), 'part');
  expect(() => make(scope)).toThrow(
    /^wiki\/part.* is in the chart wiki, which knows no region, addresses and runbook: put it into a PlatformChart$/,
  );
});
