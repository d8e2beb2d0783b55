import type { Environment } from '../../model/environment';
import { gitlabName as namespace } from '../../model/gitlab-names';
import type { DashboardProps } from '../base/monitoring/dashboard-props';

/** Loads the dashboards of Keycloak and GitLab, if the environment runs them in the cluster. */
export async function platformDashboards({ singleSignOn, gitlab }: Environment): Promise<readonly DashboardProps[]> {
  const dashboards: DashboardProps[] = [];
  if (singleSignOn.keycloak?.placement === 'cluster') {
    const { singleSignOnDashboard } = await import('./single-sign-on-dashboard');
    dashboards.push(singleSignOnDashboard);
  }
  if (gitlab !== undefined) {
    const { gitlabDashboard } = await import('../services/gitlab/gitlab-dashboard');
    dashboards.push(gitlabDashboard({ namespace, name: namespace, title: 'Commons: GitLab' }));
  }
  return dashboards;
}
