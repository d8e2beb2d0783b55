import { stringify } from 'yaml';
import { podPartsRule } from '../../../lib/verify/pod-parts';
import { renderedFiles } from './rendered-files';

const found = (container: object, more: object = {}, selected: object = { app: 'web' }): readonly string[] => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'wiki' },
    spec: {
      selector: { matchLabels: selected },
      template: {
        metadata: { labels: { app: 'web', tier: 'front' } },
        spec: { containers: [{ name: 'web', ...container }], ...more },
      },
    },
  };
  return podPartsRule.findings(renderedFiles({ 'wiki.yaml': stringify(deployment) })).map(({ reason }) => reason);
};

test('what a container mounts is a volume of its pod', () => {
  const mounting = { volumeMounts: [{ name: 'files', mountPath: '/srv' }] };
  expect(found(mounting, { volumes: [{ name: 'files', emptyDir: {} }] })).toEqual([]);
  expect(found(mounting, { volumes: [{ name: 'file', emptyDir: {} }] })).toEqual([
    'container web mounts files, which is no volume of its pod',
  ]);
});

test('a claim for each pod of a StatefulSet is a volume', () => {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'wiki' },
    spec: {
      selector: { matchLabels: {} },
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      template: { spec: { containers: [{ name: 'db', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } },
    },
  };
  expect(podPartsRule.findings(renderedFiles({ 'wiki.yaml': stringify(set) }))).toEqual([]);
});

test.each(['startupProbe', 'readinessProbe', 'livenessProbe'])('a %s asks a port of its container', (probe) => {
  const ports = [{ name: 'http', containerPort: 8080 }];
  const asking = (port: string | number) => found({ ports, [probe]: { httpGet: { path: '/', port } } });
  expect(asking('http')).toEqual([]);
  // A number needs no entry in the list of ports.
  expect(asking(9090)).toEqual([]);
  expect(asking('web')).toEqual(['a probe of container web asks its port web, which it does not have']);
  expect(found({ ports, [probe]: { tcpSocket: { port: 'web' } } })).toHaveLength(1);
});

test('a workload selects its own pods', () => {
  expect(found({}, {}, { app: 'web', tier: 'front' })).toEqual([]);
  expect(found({}, {}, { app: 'wiki' })).toEqual(['selects pods with app: wiki, which its own do not have']);
});
