import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import type { AlarmSpec } from '../../../constructs/observability/alarm';
import { apiBalancerAlarms } from '../../../constructs/observability/api-balancer-alarms';
import { natAlarms } from '../../../constructs/observability/nat-alarms';
import { routerBalancerAlarms } from '../../../constructs/observability/router-balancer-alarms';
import { cloudApp } from '../../../lib/cloud-app';
import { ObservabilityStack } from '../../../lib/stacks/observability-stack';
import { propertiesOf } from '../../support/stacks';

const alarms: readonly AlarmSpec[] = [
  ...natAlarms(new Map([['eu-west-1a', 'nat-0a']])),
  ...apiBalancerAlarms([{ name: 'api-internal', fullName: 'net/api/1', targetGroups: { 6443: 'targetgroup/api/2' } }]),
  ...routerBalancerAlarms('classic'),
];
const alertsUrl = 'https://git.example/docs/alerts.md';

function templateWith(specs: readonly AlarmSpec[]): Template {
  const stack = new ObservabilityStack(cloudApp({ context: cdkContext() }), 'Observability', {
    stackName: 'testing-observability',
    environment: 'testing',
    account: '111122223333',
    region: 'eu-west-1',
    zones: [],
    topic: {
      topicName: 'testing-alarms',
      keyAlias: 'alias/testing-alarms',
      contacts: ['a@commons.example', 'b@commons.example'],
    },
    alertsUrl,
    monthlyBudget: 1200,
    alarms: specs,
  });
  return Template.fromStack(stack);
}

const template = templateWith(alarms);

test('every contact hears of alarms, and of the budget at 80 % spent and at all of it expected', () => {
  const subscriptions = Object.values(propertiesOf(template, 'AWS::SNS::Subscription'));
  expect(subscriptions).toMatchObject([
    { Protocol: 'email', Endpoint: 'a@commons.example' },
    { Protocol: 'email', Endpoint: 'b@commons.example' },
  ]);
  const subscribers = ['a', 'b'].map((name) => ({ SubscriptionType: 'EMAIL', Address: `${name}@commons.example` }));
  template.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 1200, Unit: 'USD' } },
    NotificationsWithSubscribers: [
      { Notification: { NotificationType: 'ACTUAL', Threshold: 80 }, Subscribers: subscribers },
      { Notification: { NotificationType: 'FORECASTED', Threshold: 100 }, Subscribers: subscribers },
    ],
  });
});

test('CloudWatch and EventBridge can use the key of the topic and publish to it', () => {
  const Service = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'];
  const [key] = Object.values(propertiesOf(template, 'AWS::KMS::Key'));
  expect(key).toMatchObject({
    EnableKeyRotation: true,
    KeyPolicy: {
      Statement: [
        { Sid: 'AccountAdministers' },
        { Principal: { Service }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] },
      ],
    },
  });
  const [policy] = Object.values(propertiesOf(template, 'AWS::SNS::TopicPolicy'));
  expect(policy).toMatchObject({
    PolicyDocument: {
      Statement: [
        {
          Principal: { Service: Service[0] },
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*' } },
        },
        { Effect: 'Allow', Principal: { Service: Service[1] }, Action: 'sns:Publish' },
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': false } } },
      ],
    },
  });
  template.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'testing-alarms', KmsMasterKeyId: {} });
});

test('each alarm watches what it says, tells the topic both ways and leads to its section', () => {
  const made = Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm'));
  const topic = [{ Ref: Object.keys(propertiesOf(template, 'AWS::SNS::Topic'))[0] }];
  expect(made).toHaveLength(alarms.length);
  for (const alarm of made) expect(alarm).toMatchObject({ AlarmActions: topic, OKActions: topic });
  expect(made).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        AlarmName: 'testing-nat-ports-eu-west-1a',
        AlarmDescription: `The NAT gateway of eu-west-1a has no port left for new connections to some address: ${alertsUrl}#nat-ports`,
        Namespace: 'AWS/NATGateway',
        MetricName: 'ErrorPortAllocation',
        Dimensions: [{ Name: 'NatGatewayId', Value: 'nat-0a' }],
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 0,
        TreatMissingData: 'notBreaching',
      }),
      expect.objectContaining({
        MetricName: 'UnHealthyHostCount',
        Dimensions: [
          { Name: 'LoadBalancer', Value: 'net/api/1' },
          { Name: 'TargetGroup', Value: 'targetgroup/api/2' },
        ],
      }),
      expect.objectContaining({
        AlarmName: 'testing-router-balancer-unreachable',
        ComparisonOperator: 'LessThanThreshold',
        Metrics: [
          {
            Id: 'watched',
            Period: 60,
            ReturnData: true,
            Expression: 'SELECT MIN(HealthyHostCount) FROM SCHEMA("AWS/ELB", LoadBalancerName)',
          },
        ],
      }),
    ]),
  );
});

const dashboardSchema = z.object({ DashboardBody: z.string() });
const widgetsSchema = z.object({
  widgets: z.array(
    z.object({
      properties: z.object({
        title: z.string(),
        alarms: z.array(z.string()).optional(),
        metrics: z.array(z.unknown()).optional(),
      }),
    }),
  ),
});

test('the dashboard shows the state of every alarm and a graph for every section', () => {
  const [dashboard] = Object.values(propertiesOf(template, 'AWS::CloudWatch::Dashboard'));
  const body: unknown = JSON.parse(dashboardSchema.parse(dashboard).DashboardBody);
  const [states, ...graphs] = widgetsSchema.parse(body).widgets.map(({ properties }) => properties);
  expect(states?.alarms).toEqual(
    alarms.map(({ name }) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:testing-${name}`),
  );
  expect(graphs.map(({ title }) => title)).toEqual([...new Set(alarms.map(({ section }) => section))]);
  const drawn = { label: 'nat-ports-eu-west-1a', stat: 'Sum', period: 300 };
  expect(graphs[0]?.metrics).toEqual([['AWS/NATGateway', 'ErrorPortAllocation', 'NatGatewayId', 'nat-0a', drawn]]);
});

test('a second alarm of one name is refused', () => {
  expect(() => templateWith([...alarms, ...routerBalancerAlarms('network')])).toThrow(
    'two alarms are called router-balancer-unreachable: give one another name',
  );
});
