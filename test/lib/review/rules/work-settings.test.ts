import { exampleManifest } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

/** What is there, and does not do its work or does it elsewhere. */

const object = (apiVersion: string, kind: string, spec: object, more: object = {}) =>
  exampleManifest(`wiki/${kind}`, { apiVersion, kind, metadata: { name: 'it', namespace: 'wiki' }, spec, ...more });
const pods = (container: object, more: object = {}) => ({
  template: { spec: { containers: [{ name: 'it', ...container }], ...more } },
});
const job = (container: object, schedule = '0 2 * * *') => ({ schedule, jobTemplate: { spec: pods(container) } });

test.each<[string, string, string, object, object, string]>([
  [
    'a step',
    'apps/v1',
    'Deployment',
    pods({}, { initContainers: [{ name: 'migrate' }] }),
    pods({}),
    'interrupts: pods wiki/it starts without a step that ran before its program',
  ],
  [
    'a command',
    'batch/v1',
    'CronJob',
    job({ command: ['/bin/sh', '-c', 'upload'] }),
    job({ command: ['/bin/true'] }),
    'interrupts: scheduled job wiki/it runs a command that does nothing',
  ],
  [
    'a mount',
    'apps/v1',
    'StatefulSet',
    pods({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    pods({ volumeMounts: [{ name: 'data', mountPath: '/srv' }] }),
    'interrupts: pods wiki/it has no longer what a volume holds at /data, and starts with an empty folder there',
  ],
  [
    'another bucket',
    'batch/v1',
    'CronJob',
    job({ env: [{ name: 'BUCKET', value: 'ours' }] }),
    job({ env: [{ name: 'BUCKET', value: 'theirs' }] }),
    'weakens: scheduled job wiki/it works with theirs in place of ours: BUCKET',
  ],
  [
    'far more often',
    'batch/v1',
    'CronJob',
    job({}),
    job({}, '*/5 * * * *'),
    'watch: scheduled job wiki/it runs 8064 times in four weeks in place of 28',
  ],
  [
    'a smaller store of logs',
    'loki.grafana.com/v1',
    'LokiStack',
    { size: '1x.small' },
    { size: '1x.demo' },
    'weakens: LokiStack wiki/it is of size 1x.demo in place of 1x.small: logs beyond what that takes are lost',
  ],
  [
    'GitLab’s mail',
    'apps.gitlab.com/v1beta1',
    'GitLab',
    { chart: { values: { global: { smtp: { address: 'a.example' } } } } },
    { chart: { values: { global: { smtp: { address: 'b.example' } } } } },
    'lets-in: GitLab wiki/it sends mail, with links that set passwords, by b.example in place of a.example',
  ],
  [
    'mail of an application',
    'apps/v1',
    'Deployment',
    pods({ env: [{ name: 'DISCOURSE_SMTP_ADDRESS', value: 'a.example' }] }),
    pods({ env: [{ name: 'DISCOURSE_SMTP_ADDRESS', value: 'b.example' }] }),
    'lets-in: pods wiki/it sends mail, with links that set passwords, by b.example in place of a.example',
  ],
  [
    'addresses of clients',
    'v1',
    'Service',
    { externalTrafficPolicy: 'Local' },
    { externalTrafficPolicy: 'Cluster' },
    'weakens: Service wiki/it sees the addresses of machines in place of those of clients',
  ],
  [
    'a drain',
    'policy/v1',
    'PodDisruptionBudget',
    { maxUnavailable: 1 },
    { maxUnavailable: '100%' },
    'interrupts: PodDisruptionBudget wiki/it lets all its pods be stopped at once when machines are drained',
  ],
  [
    'an image',
    'apps/v1',
    'DaemonSet',
    pods({ imagePullPolicy: 'Always' }),
    pods({ imagePullPolicy: 'Never' }),
    'interrupts: pods wiki/it starts only on machines that have its image already',
  ],
  [
    'a signer',
    'argoproj.io/v1alpha1',
    'AppProject',
    { signatureKeys: [{ keyID: 'A' }, { keyID: 'B' }] },
    { signatureKeys: [{ keyID: 'A' }] },
    'watch: AppProject wiki/it no longer takes what [{"keyID":"B"}] has signed',
  ],
  [
    'no administrator',
    'argoproj.io/v1beta1',
    'ArgoCD',
    { disableAdmin: true },
    { disableAdmin: false },
    'lets-in: ArgoCD wiki/it has an administrator who logs in by a password',
  ],
  [
    'force',
    'argoproj.io/v1alpha1',
    'Application',
    { syncPolicy: { syncOptions: ['ServerSideApply=true'] } },
    { syncPolicy: { syncOptions: ['ServerSideApply=true', 'Replace=true'] } },
    'interrupts: delivery of it replaces objects as a whole, and changed them before (Replace=true)',
  ],
])('%s', (_, apiVersion, kind, before, after, line) => {
  expect(findingLines({ before: object(apiVersion, kind, before), after: object(apiVersion, kind, after) })).toContain(
    line,
  );
  expect(
    findingLines({ before: object(apiVersion, kind, after), after: object(apiVersion, kind, before) }),
  ).not.toContain(line);
});

test('the header from which the routers take the address of clients', () => {
  const route = (value: string) =>
    object('route.openshift.io/v1', 'Route', {
      host: 'id.example',
      to: { name: 'it' },
      httpHeaders: { actions: { request: [{ name: 'X-Forwarded-For', action: { type: 'Set', set: { value } } }] } },
    });
  expect(findingLines({ before: route('%[req.hdr(True-Client-IP)]'), after: route('%[req.hdr(X-Client)]') })).toContain(
    'weakens: https://id.example takes the address of clients, by which limits and logs go, from %[req.hdr(X-Client)] in place of %[req.hdr(True-Client-IP)]',
  );
});

test('pods on each machine that are gone', () => {
  expect(findingLines({ before: object('apps/v1', 'DaemonSet', pods({})), after: {} })).toEqual([
    'interrupts: pods wiki/it will be gone',
  ]);
});
