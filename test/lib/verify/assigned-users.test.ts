import { assignedUsersRule } from '../../../lib/verify/assigned-users';
import { object } from './delivered-files';
import { renderedFiles } from './rendered-files';
import { container, cronJob, pod, workload } from './workload-files';

const reasons = (text: string) =>
  assignedUsersRule.findings(renderedFiles({ 'cluster/library/web.yaml': text })).map(({ reason }) => reason);

const root = container('root', 'securityContext: { runAsUser: 0 }');
const because = "{ unrestricted.commons-platform/root: 'It is the root of its machine' }";

test('a user or group that is fixed is found, wherever it stands', () => {
  expect(reasons(workload(pod(root)))).toEqual(['it sets spec.template.spec.containers[0].securityContext.runAsUser']);
  expect(reasons(cronJob(pod(root)))).toEqual([
    'it sets spec.jobTemplate.spec.template.spec.containers[0].securityContext.runAsUser',
  ]);
  expect(reasons(object('postgresql.cnpg.io/v1', 'Cluster', 'data', 0, '{ postgresUID: 26 }'))).toEqual([
    'it sets spec.postgresUID',
  ]);
});

test('one container may say why, for itself alone', () => {
  expect(reasons(cronJob(pod(root, because)))).toEqual([]);
  const other = container('other', 'securityContext: { runAsGroup: 0 }');
  expect(reasons(workload(pod(`${root}, ${other}`, because)))).toEqual([
    'it sets spec.template.spec.containers[1].securityContext.runAsGroup',
  ]);
});
