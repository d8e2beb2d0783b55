import { servicePortsRule } from '../../../lib/verify/service-ports';
import { renderedFiles } from './rendered-files';
import { container, pod, workload } from './workload-files';

const service = (port: string, selector = '{ app: web }') => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: library }
spec: { selector: ${selector}, ports: [{ ${port} }] }
`;
const ports = 'ports: [{ name: http, containerPort: 8080 }, { name: calls, containerPort: 8443, protocol: UDP }]';
const web = workload(pod(container('web', ports)));
const reasons = (text: string, workloads = web) =>
  servicePortsRule
    .findings(renderedFiles({ 'cluster/web.yaml': `${text}---${workloads}` }))
    .map(({ reason }) => reason);

test.each([
  ['by its name', 'port: 80, targetPort: http'],
  ['by its number', 'port: 80, targetPort: 8080'],
  ['by the number of the Service', 'port: 8080'],
  ['of UDP', 'port: 8443, targetPort: calls, protocol: UDP'],
])('a port that its pods have is taken: %s', (_, port) => {
  expect(reasons(service(port))).toEqual([]);
});

test.each([
  ['another name', 'port: 80, targetPort: web', 'leads from 80 to web for TCP, which none of its pods has'],
  ['another number', 'port: 80', 'leads from 80 to 80 for TCP, which none of its pods has'],
  ['another protocol', 'port: 80, targetPort: calls', 'leads from 80 to calls for TCP, which none of its pods has'],
])('%s is found', (_, port, reason) => {
  expect(reasons(service(port))).toEqual([reason]);
});

test('pods that are not rendered are not judged', () => {
  expect(reasons(service('port: 80', '{ app: other }'))).toEqual([]);
  expect(reasons(service('port: 80'), workload(pod(container('web', 'ports: []'))))).toEqual([]);
});
