import { restrictedContainersRule } from '../../../lib/verify/restricted-containers';
import { renderedFiles } from './rendered-files';
import { container, pod, restricted, workload } from './workload-files';

const reasons = (template: string) =>
  restrictedContainersRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': workload(template) }))
    .map(({ reason }) => reason);

test.each([
  ['privileged', 'privileged: false', 'privileged: true'],
  ['allowPrivilegeEscalation', 'allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'],
  ['readOnlyRootFilesystem', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
  ['runAsNonRoot', 'runAsNonRoot: true', 'runAsNonRoot: false'],
  ['capabilities', 'drop: [ALL]', 'drop: [ALL], add: [CHOWN]'],
])('a container that is not restricted by %s is found', (setting, from, to) => {
  const context = restricted.replace(from, to);
  expect(context).not.toBe(restricted);
  expect(reasons(pod(container('web', `securityContext: ${context}`)))).toEqual([
    `container web is not restricted by ${setting}`,
  ]);
});

test('one may say why, for itself alone', () => {
  const because = "{ unrestricted.commons-platform/root: 'It is the root of its machine' }";
  const containers = `${container('root', 'image: x')}, ${container('web', `securityContext: ${restricted}`)}`;
  expect(reasons(pod(containers, because))).toEqual([]);
  expect(reasons(pod(`${containers}, ${container('other', 'image: x')}`, because))).toHaveLength(1);
});

test('a pod without a profile or with a token is found', () => {
  const template = pod(container());
  expect(reasons(template)).toEqual([]);
  expect(reasons(template.replace('seccompProfile: { type: RuntimeDefault }', ''))).toEqual([
    'its pod has no seccompProfile',
  ]);
  expect(reasons(template.replace('automountServiceAccountToken: false', 'restartPolicy: Always'))).toEqual([
    'its pod has a token of Kubernetes in every container',
  ]);
});
