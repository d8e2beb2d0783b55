import { parser } from '@prometheus-io/lezer-promql';
import { manifests, values, type RenderedManifest } from '../support/rendered';

/** Whether Prometheus' own grammar takes an expression; else its operator refuses the rule, and everything that is synced with it. */
function isPromql(expression: string): boolean {
  let broken = false;
  parser.parse(expression).iterate({
    enter: ({ type }) => {
      broken ||= type.isError;
    },
  });
  return !broken;
}

/** Expressions of alerts, and of dashboards, which lie in ConfigMaps as text. */
function expressionsOf({ spec, data, metadata }: RenderedManifest): readonly string[] {
  const boards = 'console.openshift.io/dashboard' in metadata.labels ? Object.values(data ?? {}) : [];
  return [spec, ...boards.map((text): unknown => JSON.parse(String(text)))].flatMap((node) =>
    [...values(node)].flatMap(([path, value]) => (path.endsWith('.expr') && typeof value === 'string' ? [value] : [])),
  );
}

const expressions = manifests
  .filter(({ kind }) => ['PrometheusRule', 'AlertingRule', 'ConfigMap'].includes(kind))
  .flatMap((manifest) => expressionsOf(manifest).map((expression) => ({ at: manifest.at, expression })));

test('every expression of an alert or dashboard is PromQL', () => {
  expect(expressions.filter(({ at }) => at.includes('PrometheusRule')).length).toBeGreaterThan(200);
  expect(expressions.filter(({ at }) => at.includes('ConfigMap')).length).toBeGreaterThan(50);
  expect(expressions.filter(({ expression }) => !isPromql(expression))).toEqual([]);
});

test.each(['sum(rate(a[5m])', 'a{b="c"', 'rate(a[5x])', 'a / '])('%s would be found', (expression) => {
  expect(isPromql(expression)).toBe(false);
});
