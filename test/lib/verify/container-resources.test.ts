import { containerResourcesRule } from '../../../lib/verify/container-resources';
import { object } from './delivered-files';
import { renderedFiles } from './rendered-files';
import { container, cronJob, pod, resources, workload } from './workload-files';

const names = (text: string) =>
  containerResourcesRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': text }))
    .map(({ reason }) => reason.replace(' lacks a request or a limit of CPU or memory', ''));

const half = "{ requests: { cpu: '1', memory: 1Gi }, limits: { memory: 1Gi } }";

test('a container without a limit is found, also one that comes before the others, and one that ends', () => {
  expect(names(workload(pod(container('web', `resources: ${half}`))))).toEqual(['web']);
  const before = `      initContainers: [${container('first', `resources: ${half}`)}]`;
  expect(names(workload(pod(container(), '{}', before)))).toEqual(['first']);
  expect(names(cronJob(pod(container('tidy', 'image: x'))))).toEqual(['tidy']);
  expect(names(workload(pod(container())))).toEqual([]);
});

test.each<[string, string, string, string, readonly string[]]>([
  ['CloudNativePG', 'postgresql.cnpg.io/v1', 'Cluster', '{ instances: 3 }', ['spec']],
  ['its plugin', 'barmancloud.cnpg.io/v1', 'ObjectStore', '{}', ['spec.instanceSidecarConfiguration']],
  [
    'its pooler',
    'postgresql.cnpg.io/v1',
    'Pooler',
    `{ template: { spec: { containers: [{ name: pgbouncer, resources: ${half} }] } } }`,
    ['spec.template.spec.containers[]'],
  ],
  ['its pooler that says nothing', 'postgresql.cnpg.io/v1', 'Pooler', '{}', ['spec.template.spec.containers[]']],
  [
    'Percona',
    'pxc.percona.com/v1',
    'PerconaXtraDBCluster',
    `{ pxc: { resources: ${resources}, sidecars: [{ name: x }] }, haproxy: { resources: ${half} }, initContainer: { resources: ${resources} } }`,
    ['spec.haproxy', 'spec.pxc.sidecars[]'],
  ],
  [
    'Crunchy',
    'postgres-operator.crunchydata.com/v1beta1',
    'PostgresCluster',
    `{ instances: [{ resources: ${resources}, sidecars: { replicaCertCopy: {} } }], proxy: { pgBouncer: { resources: ${half} } } }`,
    ['spec.instances[0].sidecars.replicaCertCopy', 'spec.proxy.pgBouncer'],
  ],
])('what %s makes without one is found', (_, apiVersion, kind, spec, expected) => {
  expect(names(object(apiVersion, kind, 'data', 0, spec))).toEqual(expected);
});

test('an operator that is told everything is no matter', () => {
  expect(names(object('postgresql.cnpg.io/v1', 'Cluster', 'data', 0, `{ resources: ${resources} }`))).toEqual([]);
  const percona = `{ pxc: { resources: ${resources} }, haproxy: { resources: ${resources} }, initContainer: { resources: ${resources} } }`;
  expect(names(object('pxc.percona.com/v1', 'PerconaXtraDBCluster', 'data', 0, percona))).toEqual([]);
});
