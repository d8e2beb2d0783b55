import { gitlabAlerts } from '../../../../cdk8s/services/gitlab/gitlab-alerts';

const alerts = gitlabAlerts({
  namespace: 'gitlab',
  name: 'gitlab',
  podPidsLimit: 4096,
  deployments: ['gitlab-webservice-default', 'gitlab-gitlab-shell'],
});
const expressionOf = (name: string) => alerts.find((alert) => alert.name === name)?.expression;

test('processes count against what a pod may have', () => {
  expect(expressionOf('GitLabProcesses')).toMatch(/container_processes\{namespace="gitlab",container!=""\}.* > 1024$/);
});

test('a backup that never ran is as old as its job', () => {
  expect(expressionOf('GitLabBackupOverdue')).toContain('or kube_cronjob_created{');
});

test('each part that people miss is watched, and everything in one namespace', () => {
  expect(expressionOf('GitLabPartDown')).toMatch(/"gitlab-webservice-default\|gitlab-gitlab-shell".* < 2$/);
  expect(alerts.filter(({ expression }) => !expression.includes('namespace="gitlab"'))).toEqual([]);
});
