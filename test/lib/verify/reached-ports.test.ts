import { reachedPortsRule } from '../../../lib/verify/reached-ports';
import { serviceFiles } from './service-files';
import { pod, workload } from './workload-files';

const web = (ports: string): string => workload(pod(`{ name: web, ports: [${ports}] }`));
const both = web('{ name: http, containerPort: 8080 }, { name: metrics, containerPort: 9090 }');

const service = (spec: string): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: library, labels: { app: web } }
spec: { ${spec} }
`;
const toPods = service('selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }]');

const route = (targetPort = 'http', name = 'web'): string => `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, namespace: library }
spec: { host: web.example, to: { kind: Service, name: ${name} }, port: { targetPort: ${targetPort} } }
`;

const routers = 'matchLabels: { policy-group.network.openshift.io/ingress: "" }';
const prometheus = 'matchLabels: { kubernetes.io/metadata.name: openshift-user-workload-monitoring }';
const policy = (...rules: readonly (readonly [who: string, port: number])[]): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: library }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress: [${rules.map(([who, port]) => `{ from: [{ namespaceSelector: { ${who} } }], ports: [{ port: ${port} }] }`).join(', ')}]
`;
const open = policy([routers, 8080], [prometheus, 9090]);

const monitor = (kind: string, spec: string): string => `
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: { name: web, namespace: library }
spec: { selector: { matchLabels: { app: web } }, ${spec} }
`;
const ofPods = (port = 'metrics') => monitor('PodMonitor', `podMetricsEndpoints: [{ port: ${port} }]`);
const ofService = (port = 'http') => monitor('ServiceMonitor', `endpoints: [{ port: ${port} }]`);

const reasons = (...objects: readonly string[]) =>
  reachedPortsRule.findings(serviceFiles(objects)).map(({ reason }) => reason);

test('a way that goes through is right: for requests, and for metrics at a port of their own', () => {
  expect(reasons(both, toPods, route(), route('8080'), open, ofPods())).toEqual([]);
  const shared = policy([routers, 8080], [prometheus, 8080]);
  expect(reasons(both, toPods, route(), shared, ofService())).toEqual([]);
});

test('pods of a database are those of its operator', () => {
  const cluster = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: web, namespace: library }
`;
  expect(reasons(cluster, ofPods())).toEqual([]);
  expect(reasons(ofPods())).toEqual(['leads to no pods']);
});

test('a Service without pods is closed on purpose', () => {
  expect(reasons(service('ports: [{ name: closed, port: 80 }]'), route('closed'))).toEqual([]);
});

test.each([
  [
    'a Service that is not there',
    [both, toPods, open, route('http', 'wbe')],
    'leads to the Service wbe, which is not there',
  ],
  [
    'a port that the Service has not',
    [both, toPods, open, route('grpc')],
    'leads to port grpc, which the Service web does not have',
  ],
  [
    'a port that the pods have not',
    [web('{ name: web, containerPort: 8080 }'), toPods, open, route()],
    'leads to port http, which pods of web do not have',
  ],
  [
    'a Service without its pods',
    [both, service('selector: { app: wbe }, ports: [{ name: http, port: 80, targetPort: http }]'), open, route()],
    'leads to no pods',
  ],
  [
    'pods that let no router in',
    [both, toPods, policy([routers, 8081], [prometheus, 8080]), route()],
    'leads to port 8080 of web, where no NetworkPolicy lets routers in',
  ],
  [
    'metrics that pods have not',
    [both, open, ofPods('measures')],
    'leads to port measures, which pods of web do not have',
  ],
  [
    'metrics that are closed to Prometheus',
    [both, policy([routers, 8080], [routers, 9090]), ofPods()],
    'leads to port 9090 of web, where no NetworkPolicy lets Prometheus in',
  ],
  ['metrics of a Service that is not there', [both, open, ofService()], 'selects no Service'],
  [
    'metrics at a port that the Service has not',
    [both, toPods, open, ofService('metrics')],
    'leads to port metrics, which the Service web does not have',
  ],
])('%s is found', (_, objects, reason) => {
  expect(reasons(...objects)).toEqual([reason]);
});
