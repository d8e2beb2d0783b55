import { namedPeersRule } from '../../../lib/verify/named-peers';
import { policy, service, serviceFiles } from './service-files';
import { container, cronJob, pod } from './workload-files';

const reasons = (...objects: readonly string[]) =>
  namedPeersRule.findings(serviceFiles(objects)).map(({ place, reason }) => `${place.split(' ')[1] ?? ''}: ${reason}`);

const unnamed = 'Deployment: a NetworkPolicy of its own names no peers, or no ports';

test.each<[string, string, readonly string[]]>([
  [
    'one of others',
    policy(undefined, 'other'),
    [
      'Deployment: no NetworkPolicy of its own covers its Ingress',
      'Deployment: no NetworkPolicy of its own covers its Egress',
    ],
  ],
  ['one for one way', policy('policyTypes: [Ingress]'), ['Deployment: no NetworkPolicy of its own covers its Egress']],
  ['one for everybody', policy('policyTypes: [Ingress, Egress], egress: [{ ports: [{ port: 443 }] }]'), [unnamed]],
  ['one for every port', policy('policyTypes: [Ingress, Egress], ingress: [{ from: [{}] }]'), [unnamed]],
])('a service with %s is found', (_, text, expected) => {
  expect(reasons(service(), text)).toEqual(expected);
});

test('one with peers and ports both ways is no matter; a job beside it has its own', () => {
  expect(reasons(service(), policy())).toEqual([]);
  expect(reasons(service(), policy(), cronJob(pod(container()).replace('app: web', 'app: tidy')))).toHaveLength(2);
});

const keycloak = `
apiVersion: k8s.keycloak.org/v2beta1
kind: Keycloak
metadata: { name: members, namespace: library }
spec: { instances: 3 }
`;

test.each([
  ['its own name', 'members', 0],
  ['another’s', 'keycloak', 2],
])('a Keycloak is found by %s in the labels of its pods', (_, name, missing) => {
  const its = policy().replace('app: web }', `app: keycloak, app.kubernetes.io/instance: ${name} }`);
  expect(namedPeersRule.findings(serviceFiles([keycloak, its], '{}'))).toHaveLength(missing);
});
