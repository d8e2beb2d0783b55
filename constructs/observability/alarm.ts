import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alertSection } from '../../model/formats/alert-section';

/** A CloudWatch metric with its statistic and period. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average' | 'Minimum' | 'Maximum';
  /** Period of the statistic: 60 or a multiple of it. */
  readonly periodSeconds: number;
}

/** An alarm: what it watches, when it goes off, and where people read what to do. */
export interface AlarmSpec {
  /** Name of the alarm, unique in the environment, in the words of `docs/alerts.md`. */
  readonly name: string;
  readonly watches: Metric | { readonly query: string; readonly periodSeconds: number };
  /** Side of `threshold` on which the value is wrong. */
  readonly when: 'below' | 'above';
  readonly threshold: number;
  /** Number of consecutive periods for which the value must be wrong. */
  readonly periods: number;
  /** Whether missing values count as wrong, as with backups, or as fine, as with errors. */
  readonly silence: 'wrong' | 'fine';
  /** What is wrong, in a sentence. */
  readonly summary: string;
  /** Anchor of the alarm's section in `docs/alerts.md`. */
  readonly section: string;
}

export interface AlarmProps extends AlarmSpec {
  /** Name of the environment, the first part of the alarm's name. */
  readonly environment: string;
  readonly topicArn: string;
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
}

/** A CloudWatch alarm that notifies a topic. Its description says what is wrong, and links to what to do. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { environment, name, watches, when, threshold, periods, silence, summary, section, topicArn } = props;
    new CfnAlarm(this, 'Resource', {
      alarmName: `${environment}-${name}`,
      alarmDescription: `${summary}: ${alertSection(props.alertsUrl, section)}`,
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
