import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** A figure that CloudWatch counts, over periods. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average' | 'Minimum' | 'Maximum';
  /** 60 or a multiple of it. */
  readonly periodSeconds: number;
}

/** When somebody has to look. */
export interface AlarmSpec {
  /** Name, unique in the environment, in the words of `docs/alerts.md`. */
  readonly name: string;
  readonly watches: Metric | { readonly query: string; readonly periodSeconds: number };
  /** What is wrong. */
  readonly when: 'below' | 'above';
  readonly threshold: number;
  /** Number of periods of `watches` that it must be wrong in one after the other. */
  readonly periods: number;
  /** Whether a figure that nobody reports is wrong, as with backups, or fine, as with errors. */
  readonly silence: 'wrong' | 'fine';
  /** What is wrong, in a sentence. */
  readonly summary: string;
  /** Anchor of its section in `docs/alerts.md`. */
  readonly section: string;
}

export interface AlarmProps extends AlarmSpec {
  /** Name of the environment, the first part of the alarm's name. */
  readonly environment: string;
  readonly topicArn: string;
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
}

/** An alarm of CloudWatch that tells people what is wrong and where it says what to do. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { environment, name, watches, when, threshold, periods, silence, summary, section, topicArn } = props;
    new CfnAlarm(this, 'Resource', {
      alarmName: `${environment}-${name}`,
      alarmDescription: `${summary}: ${props.alertsUrl}#${section}`,
      comparisonOperator: when === 'below' ? 'LessThanThreshold' : 'GreaterThanThreshold',
      threshold,
      evaluationPeriods: periods,
      treatMissingData: silence === 'wrong' ? 'breaching' : 'notBreaching',
      alarmActions: [topicArn],
      okActions: [topicArn],
      ...('query' in watches
        ? { metrics: [{ id: 'watched', expression: watches.query, period: watches.periodSeconds, returnData: true }] }
        : {
            namespace: watches.namespace,
            metricName: watches.name,
            dimensions: Object.entries(watches.dimensions).map(([key, value]) => ({ name: key, value })),
            statistic: watches.statistic,
            period: watches.periodSeconds,
          }),
    });
  }
}
