import { createContext } from '../../../../cdk8s/applications/application';
import { guardrailsApplication } from '../../../../cdk8s/applications/guardrails';
import { admissionOf } from '../../../support/admission';
import { load } from '../../../support/environment-folder';

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'runner-builds',
    labels: { 'commons-platform/guardrails': 'ci-jobs' },
    annotations: { 'commons-platform/jobs-pool': 'builds' },
  },
};
const rules = Object.values(guardrailsApplication(createContext(load().environment), []).files).flat();
const admit = admissionOf([...rules, namespace]);
const manager = 'system:serviceaccount:runner-builds:runner-manager';

const job = (spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'job', namespace: 'runner-builds' },
  spec: {
    serviceAccountName: 'runner-jobs',
    automountServiceAccountToken: false,
    hostUsers: false,
    nodeSelector: { 'commons-platform/pool': 'builds', 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
    containers: [{ name: 'build', image: 'registry.example/build:1', securityContext: { privileged: false } }],
    ...spec,
  },
});

test('a job is taken, with any image that its pipeline names', () => {
  expect(admit({ object: job(), user: manager })).toEqual([]);
});

const container = (more: object) => ({ containers: [{ name: 'build', image: 'registry.example/build:1', ...more }] });

test.each([
  ['as who reads secrets', { serviceAccountName: 'secrets-reader' }],
  ['as itself', { serviceAccountName: 'runner-manager' }],
  ['as whoever the namespace has by default', { serviceAccountName: 'default' }],
  ['with a token', { automountServiceAccountToken: true }],
  ['with a folder of its machine', { volumes: [{ name: 'root', hostPath: { path: '/' } }] }],
  ['in the network of its machine', { hostNetwork: true }],
  ['among the processes of its machine', { hostPID: true }],
  ['that is privileged', container({ securityContext: { privileged: true } })],
  ['that is privileged before the others', { initContainers: [{ name: 'x', securityContext: { privileged: true } }] }],
  ['on the pool of releases', { nodeSelector: { 'commons-platform/pool': 'releases' } }],
  [
    'on the control plane',
    { nodeSelector: { 'node-role.kubernetes.io/control-plane': '' }, tolerations: [{ operator: 'Exists' }] },
  ],
  ['on a machine by its name', { nodeName: 'ip-10-0-1-2.ec2.internal' }],
  ['before everybody else', { priorityClassName: 'system-node-critical' }],
  ['that listens on its machine', container({ ports: [{ containerPort: 22, hostPort: 22 }] })],
])('a manager that was broken into starts no pod %s', (_, spec) => {
  expect(admit({ object: job(spec), user: manager })).not.toEqual([]);
});

test('the manager itself runs on workers alone, and its pods change while they run', () => {
  const spec = { serviceAccountName: 'runner-manager', nodeSelector: undefined, tolerations: [] };
  const replicas = 'system:serviceaccount:kube-system:replicaset-controller';
  expect(admit({ object: job(spec), user: replicas })).toEqual([]);
  const tolerations = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }];
  expect(admit({ object: job({ ...spec, tolerations }), user: replicas })).toHaveLength(1);
  const runs = job({ nodeName: 'ip-10-0-1-2.ec2.internal' });
  const longer = { ...runs, spec: { ...runs.spec, activeDeadlineSeconds: 1 } };
  expect(admit({ object: longer, before: runs, operation: 'UPDATE' })).toEqual([]);
});

test('a namespace that names no pool takes no job', () => {
  const bare = { ...namespace, metadata: { ...namespace.metadata, annotations: {} } };
  const spec = { nodeSelector: { 'commons-platform/pool': '' } };
  expect(admissionOf([...rules, bare])({ object: job(spec), user: manager })).toHaveLength(1);
});

describe('services beside a job', () => {
  const service = (spec: object, annotations: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'job', namespace: 'runner-builds', annotations },
    spec: { selector: { job: '1' }, ports: [{ port: 5432 }], ...spec },
  });

  test('are inside', () => {
    expect(admit({ object: service({}), user: manager })).toEqual([]);
  });

  test.each([
    ['address of others', service({ externalIPs: ['10.0.0.2'] })],
    ['port of machines', service({ type: 'NodePort' })],
    ['name of others', service({ type: 'ExternalName', externalName: 'api.openshift.commons.example' })],
    ['record', service({}, { 'external-dns.alpha.kubernetes.io/hostname': 'sso.commons.example' })],
  ])('take no %s', (_, object) => {
    expect(admit({ object, user: manager })).toEqual([expect.stringContaining('commons-ci-services')]);
  });
});
