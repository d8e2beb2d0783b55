import { distinctAlertsRule } from '../../../lib/verify/distinct-alerts';
import { alert, alertRules } from './alert-files';
import { renderedFiles } from './rendered-files';

const reasons = (one: string, other: string) =>
  distinctAlertsRule
    .findings(
      renderedFiles({
        'cluster/library/a.yaml': alertRules('a', one),
        'cluster/library/b.yaml': alertRules('b', other),
      }),
    )
    .map(({ place, reason }) => `${place}: ${reason}`);

test('two alerts that nobody can tell apart are found, whatever order their labels have', () => {
  expect(reasons(alert('Full', 'labels: { a: x, b: y }'), alert('Full', 'labels: { b: y, a: x }'))).toEqual([
    'cluster/library/b.yaml PrometheusRule library/b: alert Full has the same name and labels as one of cluster/library/a.yaml PrometheusRule library/a',
  ]);
});

test('another name or label tells them apart', () => {
  expect(reasons(alert('Full', 'labels: { a: x }'), alert('Full', 'labels: { a: z }'))).toEqual([]);
  expect(reasons(alert('Full'), alert('Empty'))).toEqual([]);
});
