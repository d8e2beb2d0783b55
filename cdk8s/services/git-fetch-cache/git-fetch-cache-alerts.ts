import type { Alert } from '../../../model/formats/prometheus-alert';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';

/** Results of fetches for which the cache could not find out whether the repository is public. */
const blind = 'unknown|refused';

/** Returns the alerts of a cache of Git fetches. Metrics: `images/git-fetch-cache`. */
export function gitFetchCacheAlerts(namespace: string, name: string): readonly Alert[] {
  const own = `namespace="${namespace}",service="${name}"`;
  const requests = (results: string) =>
    `sum(increase(git_fetch_cache_requests_total{${own},result=~"${results}"}[1h]))`;
  return [
    ...workloadAlerts(namespace, name, undefined),
    {
      name: 'GitFetchCacheBlind',
      // GitLab or Valkey does not answer what is public, or GitLab refuses our addresses, so that all fetches pass to GitLab.
      expression: `${requests(blind)} > 20 and ${requests(blind)} > 0.2 * ${requests(`${blind}|hit|miss|expired`)}`,
      lasting: '15m',
      severity: 'warning',
      summary: `${namespace}/${name} cannot learn what is public, and passes fetches on to GitLab.`,
    },
    {
      name: 'GitFetchCacheCutAnswers',
      expression: `sum(increase(git_fetch_cache_cut_answers_total{${own}}[1h])) > 10`,
      lasting: '5m',
      severity: 'warning',
      summary: `GitLab breaks off answers to fetches of ${namespace}/${name}.`,
    },
    {
      name: 'GitFetchCacheHookRefused',
      expression: `sum(increase(git_fetch_cache_hooks_total{${own},result=~"refused|failed"}[1h])) > 3`,
      lasting: '1m',
      severity: 'warning',
      summary: `${namespace}/${name} did not take what GitLab told it about projects.`,
    },
    {
      name: 'GitFetchCacheOfNoUse',
      expression: `${requests('hit')} < 0.05 * ${requests('hit|miss|expired')} and ${requests('hit|miss|expired')} > 200`,
      lasting: '6h',
      severity: 'warning',
      summary: `${namespace}/${name} answers hardly any fetch from what it keeps.`,
    },
  ];
}
