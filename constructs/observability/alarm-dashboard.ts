import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { AlarmSpec } from './alarm';

export interface AlarmDashboardProps {
  readonly environment: string;
  /** Name of the dashboard, unique in the account. */
  readonly name: string;
  readonly alarms: readonly AlarmSpec[];
}

/** Columns of a CloudWatch dashboard, and the most alarms that one widget can show. */
const columns = 24;
const mostAlarms = 100;

/**
 * A CloudWatch dashboard made from the alarms: the state of all alarms, and below it a graph for each section of
 * `docs/alerts.md` with the metrics of its alarms, under the name of the section.
 */
export class AlarmDashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, name: dashboardName, alarms }: AlarmDashboardProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const states = chunks(alarms, mostAlarms).map((some) => ({
      type: 'alarm',
      width: columns,
      height: 2 + Math.ceil(some.length / 4),
      properties: {
        title: 'Alarms',
        alarms: some.map(
          ({ name }) => `arn:aws:cloudwatch:${stack.region}:${stack.account}:alarm:${environment}-${name}`,
        ),
      },
    }));
    const graphs = groupBySection(alarms).map(([section, watched]) => ({
      type: 'metric',
      width: columns / 3,
      height: 6,
      properties: {
        title: section,
        region: stack.region,
        view: 'timeSeries',
        metrics: watched.map(toMetricLine),
        annotations: { horizontal: listThresholds(watched).map((value) => ({ label: 'alarm', value })) },
      },
    }));
    new CfnDashboard(this, 'Resource', {
      dashboardName,
      dashboardBody: JSON.stringify({ start: '-P2D', widgets: [...states, ...graphs] }),
    });
  }
}

/**
 * Returns a line of a graph in CloudWatch's form: namespace, metric, names and values of dimensions, and how it is
 * drawn.
 */
function toMetricLine({ name, watches }: AlarmSpec): readonly unknown[] {
  if ('query' in watches) return [{ expression: watches.query, label: name, period: watches.periodSeconds }];
  const { namespace, name: metric, dimensions, statistic, periodSeconds } = watches;
  return [
    namespace,
    metric,
    ...Object.entries(dimensions).flat(),
    { label: name, stat: statistic, period: periodSeconds },
  ];
}

const listThresholds = (alarms: readonly AlarmSpec[]): readonly number[] => [
  ...new Set(alarms.map(({ threshold }) => threshold)),
];

/** Returns the alarms grouped by their section, in the order of their first alarm. */
function groupBySection(alarms: readonly AlarmSpec[]): readonly (readonly [string, readonly AlarmSpec[]])[] {
  const sections = [...new Set(alarms.map(({ section }) => section))];
  return sections.map((section) => [section, alarms.filter((alarm) => alarm.section === section)]);
}

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
