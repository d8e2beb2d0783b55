import { createContext } from '../../../../cdk8s/applications/application';
import { guardrailsApplication } from '../../../../cdk8s/applications/guardrails';
import { admissionOf } from '../../../support/admission';
import { load } from '../../../support/environment-folder';

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'runner-builds', labels: { 'commons-platform/guardrails': 'ci-jobs' } },
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
  ['that listens on its machine', container({ ports: [{ containerPort: 22, hostPort: 22 }] })],
])('a manager that was broken into starts no pod %s', (_, spec) => {
  expect(admit({ object: job(spec), user: manager })).not.toEqual([]);
});
