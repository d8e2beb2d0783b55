import { operatorLabelsRule } from '../../../lib/verify/operator-labels';
import { object } from './delivered-files';
import { renderedFiles } from './rendered-files';

const places = (apiVersion: string, kind: string, spec: string) =>
  operatorLabelsRule
    .findings(renderedFiles({ 'cluster/library/data.yaml': object(apiVersion, kind, 'data', 0, spec) }))
    .map(({ reason }) => reason.replace(/ sets the label.*/, ''));

const ours = '{ app.kubernetes.io/managed-by: library }';

test.each([
  [
    'inherited labels',
    'postgresql.cnpg.io/v1',
    'Cluster',
    `{ inheritedMetadata: { labels: ${ours} } }`,
    'spec.inheritedMetadata.labels',
  ],
  [
    'labels of pods',
    'k8s.keycloak.org/v2beta1',
    'Keycloak',
    `{ unsupported: { podTemplate: { metadata: { labels: ${ours} } } } }`,
    'spec.unsupported.podTemplate.metadata.labels',
  ],
  [
    'labels in a list',
    'postgres-operator.crunchydata.com/v1beta1',
    'PostgresCluster',
    `{ instances: [{ metadata: { labels: ${ours} } }] }`,
    'spec.instances[0].metadata.labels',
  ],
])('%s with the label of operators are found', (_, apiVersion, kind, spec, path) => {
  expect(places(apiVersion, kind, spec)).toEqual([path]);
});

test.each([
  ['other labels', 'postgresql.cnpg.io/v1', 'Cluster', '{ inheritedMetadata: { labels: { shelf: a } } }'],
  [
    'what is selected',
    'postgresql.cnpg.io/v1',
    'Cluster',
    `{ topologySpreadConstraints: [{ labelSelector: { matchLabels: ${ours} } }] }`,
  ],
  ['pods that no operator makes', 'apps/v1', 'Deployment', `{ template: { metadata: { labels: ${ours} } } }`],
])('%s are no matter', (_, apiVersion, kind, spec) => {
  expect(places(apiVersion, kind, spec)).toEqual([]);
});
