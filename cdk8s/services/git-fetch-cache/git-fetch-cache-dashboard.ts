import type { DashboardProps } from '../../base/monitoring/dashboard-props';

const perService = 'namespace, service';

/** Dashboard of all caches of Git fetches: requests, hits, and the load that they take off GitLab. */
export const gitFetchCacheDashboard: DashboardProps = {
  name: 'git-fetch-cache',
  title: 'Commons: Git fetches',
  rows: [
    {
      title: 'What GitLab is spared',
      panels: [
        {
          kind: 'number',
          title: 'Packs in a day that GitLab did not make',
          unit: 'short',
          expression: 'sum(increase(git_fetch_cache_requests_total{result="hit"}[1d]))',
        },
        {
          kind: 'number',
          title: 'Bytes in a day that it did not send',
          unit: 'bytes',
          expression: 'sum(increase(git_fetch_cache_sent_bytes_total{from="cache"}[1d]))',
        },
        {
          kind: 'graph',
          title: 'Share of packs from the cache',
          unit: 'percentunit',
          lines: [
            {
              expression:
                `sum by (${perService}) (rate(git_fetch_cache_requests_total{result="hit"}[1h])) / ` +
                `sum by (${perService}) (rate(git_fetch_cache_requests_total{result=~"hit|miss|expired"}[1h]))`,
              legend: '{{namespace}}/{{service}}',
            },
          ],
        },
      ],
    },
    {
      title: 'What is asked',
      panels: [
        {
          kind: 'graph',
          title: 'Bytes sent, by where they come from',
          unit: 'Bps',
          stacked: true,
          lines: [{ expression: 'sum by (from) (rate(git_fetch_cache_sent_bytes_total[5m]))', legend: '{{from}}' }],
        },
        {
          kind: 'graph',
          title: 'Requests in an hour, by what became of them',
          unit: 'short',
          stacked: true,
          lines: [
            { expression: 'sum by (result) (increase(git_fetch_cache_requests_total[1h]))', legend: '{{result}}' },
          ],
        },
        {
          kind: 'graph',
          title: 'What GitLab says of repositories, in an hour',
          unit: 'short',
          lines: [
            {
              expression: 'sum by (answer) (increase(git_fetch_cache_visibility_answers_total[1h]))',
              legend: '{{answer}}',
            },
          ],
        },
      ],
    },
  ],
};
