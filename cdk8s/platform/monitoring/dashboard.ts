import type { Construct } from 'constructs';
import type { DashboardProps, Panel } from '../../base/monitoring/dashboard-props';
import { k8s } from '../../base/manifests/kubernetes';

/** Label by which the console finds dashboards (openshift/console:pkg/server, monitoring-dashboard-config). */
const label = { 'console.openshift.io/dashboard': 'true' };

/**
 * The ConfigMap of a dashboard of OpenShift's console, in the subset of Grafana's format that the console reads
 * (openshift/monitoring-plugin:web/src/features/legacy-dashboards). For the chart of `openshift-config-managed`.
 *
 * @example
 * new Dashboard(chart, 'dashboard', {
 *   name: 'wiki',
 *   title: 'Commons: wiki',
 *   rows: [
 *     {
 *       title: 'Now',
 *       panels: [{ kind: 'number', title: 'Jobs that wait', unit: 'short', expression: 'sum(wiki_queue_length)' }],
 *     },
 *   ],
 * });
 */
export class Dashboard extends k8s.KubeConfigMap {
  constructor(scope: Construct, id: string, { name, title, rows }: DashboardProps) {
    const board = {
      title,
      tags: ['commons-platform'],
      templating: { list: [] },
      rows: rows.map((row) => ({
        title: row.title,
        showTitle: true,
        panels: row.panels.map((panel) => ({ title: panel.title, span: panelSpan(panel), ...panelBody(panel) })),
      })),
    };
    super(scope, id, {
      metadata: { name: `commons-${name}`, labels: label },
      data: { [`${name}.json`]: `${JSON.stringify(board, undefined, 2)}\n` },
    });
  }
}

/** Width of a panel, in columns of twelve. */
function panelSpan({ kind }: Panel): number {
  switch (kind) {
    case 'number':
      return 3;
    case 'graph':
      return 6;
    case 'table':
      return 12;
  }
}

const refId = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);

function panelBody(panel: Panel): object {
  switch (panel.kind) {
    case 'number':
      return {
        type: 'singlestat',
        format: panel.unit,
        decimals: 0,
        targets: [{ expr: panel.expression, instant: true, refId: 'A' }],
      };
    case 'graph':
      return {
        type: 'graph',
        stack: panel.stacked ?? false,
        legend: { show: true },
        yaxes: [{ format: panel.unit }],
        targets: panel.lines.map(({ expression, legend }, index) => ({
          expr: expression,
          legendFormat: legend,
          refId: refId(index),
        })),
      };
    case 'table':
      return {
        type: 'table',
        transform: 'table',
        styles: [
          ...Object.entries(panel.labels).map(([pattern, alias]) => ({ alias, pattern, type: 'string' })),
          ...panel.figures.map(({ title, unit }, index) => ({
            alias: title,
            pattern: `Value #${refId(index)}`,
            type: 'number',
            unit,
            decimals: 1,
          })),
        ],
        targets: panel.figures.map(({ expression }, index) => ({
          expr: expression,
          format: 'table',
          instant: true,
          refId: refId(index),
        })),
      };
  }
}
