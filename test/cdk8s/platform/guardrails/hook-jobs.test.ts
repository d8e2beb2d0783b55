import { z } from 'zod';
import { createContext } from '../../../../cdk8s/applications/application';
import { guardrailsApplication } from '../../../../cdk8s/applications/guardrails';
import { hookRunVariables } from '../../../../cdk8s/platform/guardrails/hook-jobs';
import { jobFrom } from '../../../../images/automation-hooks/src/job';
import { admissionOf } from '../../../support/admission';
import { load } from '../../../support/environment-folder';

const metadata = (name: string, more: object = {}) => ({ name, namespace: 'accounts', ...more });
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'accounts',
    labels: { 'commons-platform/guardrails': 'enforced' },
    annotations: { 'commons-platform/job-templates': 'hooks-hook-approval,hooks-hook-request' },
  },
};
const template = (name: string, command: string, labels: object = { 'commons-platform/job-template': 'true' }) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { ...metadata(name, { labels }), uid: `uid-of-${name}` },
  spec: {
    jobTemplate: {
      spec: {
        template: {
          spec: {
            serviceAccountName: 'hooks-jobs',
            automountServiceAccountToken: false,
            dnsPolicy: 'ClusterFirst',
            containers: [
              {
                name,
                image: 'quay.io/commons-example/accounts:stable',
                command: ['bin/accounts', command],
                env: [
                  { name: 'GITLAB_API_TOKEN', valueFrom: { secretKeyRef: { name: 'hooks-jobs', key: 'TOKEN' } } },
                  { name: 'HOOK_GITLAB', value: 'https://gitlab.commons.example' },
                ],
              },
            ],
            volumes: [{ name: 'scratch-0', emptyDir: { sizeLimit: '256Mi' } }],
          },
        },
      },
    },
  },
});

const approval = template('hooks-hook-approval', 'approve');
const nightly = template('nightly', 'tidy', {});
const rules = Object.values(guardrailsApplication(createContext(load().environment), ['quay.io']).files).flat();
const admit = admissionOf([...rules, namespace, approval, template('hooks-hook-request', 'request'), nightly]);
const named = z.looseObject({ name: z.string() });
const receiver = 'system:serviceaccount:accounts:hooks';

/** The job that the receiver makes of a delivery. */
function job(of: object = approval) {
  const delivery = { event: 'note', projectId: 7, target: 'issue', iid: 12, noteId: 99 } as const;
  const made = jobFrom(of, 'a-delivery', delivery);
  return { ...made, metadata: { ...made.metadata, namespace: 'accounts', labels: {} } };
}

type Job = ReturnType<typeof job>;
type Pod = Job['spec']['template']['spec'];

const withPod = (change: (pod: Pod) => object): object => {
  const made = job();
  const { template: pod } = made.spec;
  return { ...made, spec: { ...made.spec, template: { ...pod, spec: change(pod.spec) } } };
};

const withContainer = (change: object): object =>
  withPod((pod) => ({ ...pod, containers: [{ ...pod.containers[0], ...change }] }));

const withVariable = (variable: object): object =>
  withPod((pod) => ({ ...pod, containers: pod.containers.map((each) => ({ ...each, env: [...each.env, variable] })) }));

test('what the receiver makes of a delivery is taken', () => {
  expect(admit({ object: job(), user: receiver })).toEqual([]);
});

test('the variables of a run are those that the receiver adds', () => {
  const own = approval.spec.jobTemplate.spec.template.spec.containers[0]?.env.map(({ name }) => name) ?? [];
  const names = job().spec.template.spec.containers.flatMap(({ env }) => env.map((each) => named.parse(each).name));
  expect(names.filter((name) => !own.includes(name))).toEqual(hookRunVariables);
});

test.each<[string, object]>([
  ['reads the secrets of the namespace', withPod((pod) => ({ ...pod, serviceAccountName: 'secrets-reader' }))],
  ['has a token', withPod((pod) => ({ ...pod, automountServiceAccountToken: true }))],
  ['mounts another secret', withPod((pod) => ({ ...pod, volumes: [{ name: 'x', secret: { secretName: 'other' } }] }))],
  ['runs another command', withContainer({ command: ['/bin/sh', '-c', 'env'] })],
  ['runs another image', withContainer({ image: 'quay.io/stranger/tool:1' })],
  ['takes a whole secret', withContainer({ envFrom: [{ secretRef: { name: 'other' } }] })],
  ['does something at its end', withContainer({ lifecycle: { preStop: { exec: { command: ['/bin/sh'] } } } })],
  [
    'takes a value of another secret',
    withVariable({ name: 'HOOK_IID', valueFrom: { secretKeyRef: { name: 'other' } } }),
  ],
  ['sends its token elsewhere', withVariable({ name: 'HOOK_GITLAB', value: 'https://stranger.example' })],
  ['sets a variable', withVariable({ name: 'NODE_OPTIONS', value: '--require /tmp/x' })],
  ['finds GitLab elsewhere', withPod((pod) => ({ ...pod, hostAliases: [{ ip: '192.0.2.1', hostnames: ['gitlab'] }] }))],
  ['has a second container', withPod((pod) => ({ ...pod, containers: [...pod.containers, pod.containers[0]] }))],
  ['follows a CronJob that is no template', job(nightly)],
  [
    'follows a CronJob that is not there',
    { ...job(), metadata: metadata('x', { ownerReferences: [{ kind: 'CronJob', name: 'x' }] }) },
  ],
  ['follows nothing', { ...job(), metadata: metadata('x') }],
])('a receiver that was broken into makes no job that %s', (_, object) => {
  expect(admit({ object, user: receiver })).not.toEqual([]);
});

test('the controller of Kubernetes makes jobs by the clock', () => {
  const object = {
    ...job(nightly),
    metadata: metadata('nightly-1', { ownerReferences: [{ kind: 'CronJob', name: 'nightly' }] }),
  };
  expect(admit({ object, user: 'system:serviceaccount:kube-system:cronjob-controller' })).toEqual([]);
});
