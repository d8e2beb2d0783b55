import { DnssecAlarms, type DnssecAlarmsProps } from '../../../constructs/dns/dnssec-alarms';
import { propertiesOf, templateOf } from '../../support/stacks';

const templateWith = (notify: DnssecAlarmsProps['notify']) =>
  templateOf(
    (stack) =>
      new DnssecAlarms(stack, 'Alarms', {
        environment: 'testing',
        notify,
        zones: [{ zoneId: 'Z123', zoneName: 'openshift.commons.example', alarms: 'dnssec' }],
        alertsUrl: 'https://git.example/docs/alerts.md',
      }),
  );

test('both figures of the zone are watched over the four hours in which Route 53 counts', () => {
  const topicArn = 'arn:aws:sns:us-east-1:111122223333:testing-alarms';
  const template = templateWith({ topicArn });
  const watched = { Namespace: 'AWS/Route53', Period: 14_400, Dimensions: [{ Name: 'HostedZoneId', Value: 'Z123' }] };
  for (const MetricName of ['DNSSECInternalFailure', 'DNSSECKeySigningKeysNeedingAction']) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { ...watched, MetricName, AlarmActions: [topicArn] });
  }
  template.resourceCountIs('AWS::SNS::Topic', 0);
});

test('an environment of another region gets a topic beside the zone', () => {
  const topic = {
    topicName: 'testing-global-alarms',
    keyAlias: 'alias/testing-global-alarms',
    contacts: ['a@b.example'],
  };
  const template = templateWith({ topic });
  const [arn] = Object.keys(propertiesOf(template, 'AWS::SNS::Topic'));
  template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: arn }] });
});
