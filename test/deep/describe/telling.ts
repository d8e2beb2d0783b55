import { textOf } from '../support/template';
import { budgets, cloudwatch, events, same, sns, type Descriptions } from './description';

/** What CloudWatch, EventBridge, SNS and AWS Budgets say of who is told what. */
export const tellingDescriptions: Descriptions = {
  'AWS::CloudWatch::Alarm': ({ id }) => [
    cloudwatch(
      'describe_alarms',
      { AlarmNames: [id] },
      `MetricAlarms[0].{${same(
        'AlarmActions',
        'AlarmDescription',
        'AlarmName',
        'ComparisonOperator',
        'Dimensions',
        'EvaluationPeriods',
        'MetricName',
        'Namespace',
        'OKActions',
        'Period',
        'Statistic',
        'Threshold',
        'TreatMissingData',
      )}, Metrics: Metrics[].{${same('Id', 'Expression', 'Period', 'ReturnData')}}}`,
    ),
  ],
  'AWS::CloudWatch::Dashboard': ({ properties: { DashboardName = '' } }) => [
    cloudwatch('get_dashboard', { DashboardName }, `{${same('DashboardName', 'DashboardBody')}}`),
  ],
  'AWS::Events::Rule': ({ properties: { Name = '' } }) => [
    events('describe_rule', { Name }, `{${same('Name', 'Description', 'EventPattern')}}`),
    events('list_targets_by_rule', { Rule: Name }, '{Targets: Targets}'),
  ],
  'AWS::SNS::Topic': ({ id }) => [
    sns(
      'get_topic_attributes',
      { TopicArn: id },
      `Attributes.{KmsMasterKeyId: KmsMasterKeyId, TopicName: '${id.split(':').at(-1) ?? ''}'}`,
    ),
  ],
  'AWS::SNS::TopicPolicy': ({ properties: { Topics = [] } }) =>
    [Topics]
      .flat()
      .map((TopicArn) =>
        sns('get_topic_attributes', { TopicArn }, 'Attributes.{PolicyDocument: Policy, Topics: [TopicArn]}'),
      ),
  'AWS::SNS::Subscription': ({ properties: { TopicArn = '', Endpoint } }) => [
    sns(
      'list_subscriptions_by_topic',
      { TopicArn },
      `Subscriptions[?Endpoint == '${textOf(Endpoint)}'] | [0].{${same('Endpoint', 'Protocol', 'TopicArn')}}`,
    ),
  ],
  'AWS::Budgets::Budget': ({ id: BudgetName, account: AccountId }) => [
    budgets(
      'describe_budget',
      { AccountId, BudgetName },
      `{Budget: Budget.{${same('BudgetName', 'BudgetType', 'TimeUnit', 'BudgetLimit')}}}`,
    ),
    budgets(
      'describe_notifications_for_budget',
      { AccountId, BudgetName },
      `{NotificationsWithSubscribers: Notifications[].{Notification: {${same('ComparisonOperator', 'NotificationType', 'Threshold', 'ThresholdType')}}}}`,
    ),
  ],
};
