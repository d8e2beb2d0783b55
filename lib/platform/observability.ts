import type { DnssecAlarmsProps } from '../../constructs/dns/dnssec-alarms';
import type { AlarmTopicProps } from '../../constructs/observability/alarm-topic';
import type { WatchedIssuer } from '../../constructs/identity/issuer-watch';
import { alertsPage } from '../../model/documentation';
import type { Environment } from '../../model/environment';
import { hasFacts, type Facts } from '../../model/facts';
import type { Names } from '../../model/naming';
import type { TopicPurpose } from '../../model/purposes';
import type { ObservabilityStackProps } from '../stacks/observability-stack';

/** Settings that the observability stack shares with alarms in other regions. */
export interface ObservabilitySettings extends Pick<ObservabilityStackProps, 'topic' | 'alertsUrl' | 'monthlyBudget'> {
  /** Topic for the alarms in us-east-1. */
  readonly globalAlarms: DnssecAlarmsProps['notify'];
}

/** Returns topics, contacts and budget of an environment. */
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
    alertsUrl: alertsPage(environment),
    globalAlarms: region === 'us-east-1' ? { topicArn: names.topicArn('alarms') } : { topic: topic('global-alarms') },
  };
}

/** Returns the issuer to watch, or undefined while its address and keys are not known. */
export const watchedIssuer = (facts: Partial<Facts>): WatchedIssuer | undefined =>
  hasFacts(facts, ['serviceAccountIssuer', 'serviceAccountKeys'])
    ? { url: facts.serviceAccountIssuer, keyIds: facts.serviceAccountKeys.map(({ kid }) => kid) }
    : undefined;
