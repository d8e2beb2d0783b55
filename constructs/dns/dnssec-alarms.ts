import { Construct } from 'constructs';
import { Alarm, type AlarmSpec } from '../observability/alarm';
import { AlarmTopic, type AlarmTopicProps } from '../observability/alarm-topic';
import { pascalCase } from '../../model/formats/pascal-case';

/** A hosted zone signed with DNSSEC. */
export interface WatchedZone {
  readonly zoneId: string;
  readonly zoneName: string;
  /** First part of the names of its alarms. */
  readonly alarms: string;
}

export interface DnssecAlarmsProps {
  readonly environment: string;
  readonly zones: readonly WatchedZone[];
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
  /**
   * Topic for the alarms. An alarm can only notify a topic in its own region: the environment's topic if that is in
   * us-east-1, else one that is made here.
   */
  readonly notify: { readonly topicArn: string } | { readonly topic: AlarmTopicProps };
}

/**
 * Alarms about hosted zones signed with DNSSEC. Must be in a stack in us-east-1, where Route 53 reports its metrics.
 */
export class DnssecAlarms extends Construct {
  /** ARN of the topic in us-east-1 that the alarms notify. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { environment, zones, alertsUrl, notify }: DnssecAlarmsProps) {
    super(scope, id);
    const { topicArn } = 'topicArn' in notify ? notify : new AlarmTopic(this, 'Topic', notify.topic);
    for (const spec of zones.flatMap(dnssecAlarms)) {
      new Alarm(this, pascalCase(spec.name), { ...spec, environment, topicArn, alertsUrl });
    }
    this.topicArn = topicArn;
  }
}

/**
 * Source: the Route 53 developer guide, "Monitoring hosted zones using Amazon CloudWatch". Route 53 reports every four
 * hours.
 */
function dnssecAlarms({ zoneId, zoneName, alarms }: WatchedZone): readonly AlarmSpec[] {
  const specOf = (name: string, metric: string, summary: string): AlarmSpec => ({
    name,
    watches: {
      namespace: 'AWS/Route53',
      name: metric,
      dimensions: { HostedZoneId: zoneId },
      statistic: 'Maximum',
      periodSeconds: 14_400,
    },
    when: 'above',
    threshold: 0,
    periods: 1,
    silence: 'fine',
    summary,
    section: 'dnssec',
  });
  return [
    specOf(`${alarms}-failure`, 'DNSSECInternalFailure', `Route 53 cannot sign ${zoneName}`),
    specOf(`${alarms}-key`, 'DNSSECKeySigningKeysNeedingAction', `A signing key of ${zoneName} needs somebody`),
  ];
}
