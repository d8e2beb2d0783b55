import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { AlarmSpec } from './alarm';

export interface AlarmDashboardProps {
  readonly environment: string;
  readonly alarms: readonly AlarmSpec[];
}

/** Columns of a dashboard of CloudWatch, and alarms that one widget can show. */
const columns = 24;
const mostAlarms = 100;

/**
 * A dashboard that needs no care of its own: the state of all alarms, and below it a graph for each section of
 * `docs/alerts.md` with what its alarms watch, so that whoever reads the section sees the figures under its name.
 */
export class AlarmDashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, alarms }: AlarmDashboardProps) {
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
      dashboardName: environment,
      dashboardBody: stack.toJsonString({ start: '-P2D', widgets: [...states, ...graphs] }),
    });
  }
}

/** A line of a graph, as CloudWatch writes it: namespace, metric, dimensions in turn, and how it is drawn. */
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

/** Alarms by the section they lead to, in the order in which they come. */
function groupBySection(alarms: readonly AlarmSpec[]): readonly (readonly [string, readonly AlarmSpec[]])[] {
  const sections = [...new Set(alarms.map(({ section }) => section))];
  return sections.map((section) => [section, alarms.filter((alarm) => alarm.section === section)]);
}

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
