import { nodePortsRule } from '../../../lib/verify/node-ports';
import { renderedFiles } from './rendered-files';

const service = (port: string, type = 'NodePort') => `
apiVersion: v1
kind: Service
metadata: { name: web-outside, namespace: forge }
spec: { type: ${type}, selector: { app: web }, ports: [{ name: ssh, port: 2222, ${port} }] }
`;
const gitlab = `
apiVersion: apps.gitlab.com/v1beta1
kind: GitLab
metadata: { name: gitlab, namespace: gitlab }
spec: { chart: { values: { gitlab: { gitlab-shell: { service: { nodePort: 30022 } } } } } }
`;
const targets = (port: number, protocol = 'TCP', type = 'instance') => ({
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: { Port: port, Protocol: protocol, TargetType: type },
});
const listener = {
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: { DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }] },
};
const reasons = (text: string, resources: Readonly<Record<string, unknown>>, waiting: readonly string[] = []) =>
  nodePortsRule
    .findings({ ...renderedFiles({ 'cluster/forge/web.yaml': text }, resources), waiting })
    .map(({ reason }) => reason);

test.each([
  ['one that leads to a Service', service('nodePort: 30722'), { Targets: targets(30722), Listener: listener }],
  ['one for UDP', service('nodePort: 30722, protocol: UDP'), { Targets: targets(30722, 'UDP'), Listener: listener }],
  ['that of GitLab', gitlab, { Targets: targets(30022), Listener: listener }],
  ['one to machines of the control plane', '', { Targets: targets(6443, 'TCP', 'ip'), Listener: listener }],
  ['none, and a Service inside', service('targetPort: ssh', 'ClusterIP'), {}],
])('a listener is taken: %s', (_, text, resources) => {
  expect(reasons(text, resources)).toEqual([]);
});

test.each([
  ['no listener', service('nodePort: 30722'), { Targets: targets(30722) }, 'has node port 30722 for TCP'],
  [
    'another number',
    service('nodePort: 30722'),
    { Targets: targets(30723), Listener: listener },
    'has node port 30722',
  ],
  [
    'another protocol',
    service('nodePort: 30722'),
    { Targets: targets(30722, 'UDP'), Listener: listener },
    'has node port 30722 for TCP',
  ],
  ['no Service', '', { Targets: targets(30722), Listener: listener }, 'leads to node port 30722 for TCP'],
  [
    'a Service for one of two protocols',
    service('nodePort: 30722'),
    { Targets: targets(30722, 'TCP_UDP'), Listener: listener },
    'leads to node port 30722 for UDP',
  ],
])('%s is found', (_, text, resources, reason) => {
  expect(reasons(text, resources)).toContainEqual(expect.stringContaining(reason));
});

test('a Service that still waits for a fact is not missed', () => {
  expect(reasons('', { Targets: targets(30722), Listener: listener }, ['cluster/forge'])).toEqual([]);
});
