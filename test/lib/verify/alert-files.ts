/** Alerts as rules meet them, for rendered files in tests. */

export const link = 'https://git.example/docs/alerts.md#too-full';

/** One object with rules, each in flow style. */
export const alertRules = (name: string, ...rules: readonly string[]): string => `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: ${name}, namespace: library }
spec: { groups: [{ name: ${name}, rules: [${rules.join(', ')}] }] }
`;

export const alert = (name: string, more = `annotations: { runbook_url: '${link}' }`, expr = 'up == 0'): string =>
  `{ alert: ${name}, expr: '${expr}', ${more} }`;
