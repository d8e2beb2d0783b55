import type { Construct } from 'constructs';
import { Alarm, type AlarmSpec } from '../../constructs/observability/alarm';
import { AlarmDashboard } from '../../constructs/observability/alarm-dashboard';
import { AlarmTopic, type AlarmTopicProps } from '../../constructs/observability/alarm-topic';
import { MonthlyBudget } from '../../constructs/observability/monthly-budget';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface ObservabilityStackProps extends PlatformStackProps {
  readonly topic: AlarmTopicProps;
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
  /** Limit in US dollars a month. */
  readonly monthlyBudget: number;
  /** Alarms of all stacks in the environment's region. */
  readonly alarms: readonly AlarmSpec[];
}

/** Alarms with their topic, a dashboard and the budget. It depends on most other stacks, and changes with them. */
export class ObservabilityStack extends PlatformStack {
  /** @throws Error when two alarms have the same name, because CloudFormation would keep only one of them */
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props, {
      description: 'Alarms, whom they tell, a dashboard and the budget',
      terminationProtection: true,
    });
    const { environment, topic, alertsUrl, alarms } = props;
    const names = alarms.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) throw new Error(`two alarms are called ${twice}: give one another name`);

    const { topicArn } = new AlarmTopic(this, 'Alarms', topic);
    for (const alarm of alarms) {
      new Alarm(this, pascalCase(alarm.name), { ...alarm, environment, topicArn, alertsUrl });
    }
    new AlarmDashboard(this, 'Dashboard', { environment, name: environment, alarms });
    new MonthlyBudget(this, 'Budget', {
      name: `${environment}-monthly`,
      limit: props.monthlyBudget,
      contacts: topic.contacts,
    });
  }
}
