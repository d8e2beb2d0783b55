import type { DnssecAlarmsProps } from '../../constructs/dns/dnssec-alarms';
import type { AlarmTopicProps } from '../../constructs/observability/alarm-topic';
import type { WatchedIssuer } from '../../constructs/identity/issuer-watch';
import { documentationPage } from '../../model/documentation';
import type { Environment } from '../../model/environment';
import { hasFacts, type Facts } from '../../model/facts';
import type { Names } from '../../model/naming';
import type { TopicPurpose } from '../../model/purposes';
import type { ObservabilityStackProps } from '../stacks/observability-stack';

/** What the observability stack and the alarms of other regions have in common. */
export interface ObservabilitySettings extends Pick<ObservabilityStackProps, 'topic' | 'alertsUrl' | 'monthlyBudget'> {
  /** Whom the alarms in us-east-1 tell. */
  readonly globalAlarms: DnssecAlarmsProps['notify'];
}

/** Who is told what in an environment. */
export function observabilitySettings(environment: Environment, names: Names): ObservabilitySettings {
  const { region, observability } = environment;
  const { contacts, monthlyBudget } = observability;
  const topic = (purpose: TopicPurpose): AlarmTopicProps => ({
    topicName: names.topic(purpose),
    keyAlias: names.keyAlias(purpose),
    contacts,
  });
  return {
    topic: topic('alarms'),
    monthlyBudget,
    alertsUrl: documentationPage(environment, 'alerts.md'),
    globalAlarms: region === 'us-east-1' ? { topicArn: names.topicArn('alarms') } : { topic: topic('global-alarms') },
  };
}

/** The issuer that is to be watched; none before its address is known. */
export const watchedIssuer = (facts: Partial<Facts>): WatchedIssuer | undefined =>
  hasFacts(facts, ['serviceAccountIssuer', 'serviceAccountKeys'])
    ? { url: facts.serviceAccountIssuer, keyIds: facts.serviceAccountKeys.map(({ kid }) => kid) }
    : undefined;
