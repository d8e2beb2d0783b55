import { IssuerWatch, type IssuerWatchProps } from '../../../constructs/identity/issuer-watch';
import { propertiesOf, templateOf } from '../../support/stacks';

const url = 'https://d111111abcdef8.cloudfront.net';
const topicArn = 'arn:aws:sns:us-east-1:111122223333:testing-alarms';

const templateWith = (keyIds: IssuerWatchProps['keyIds']) =>
  templateOf((stack) => {
    const alertsUrl = 'https://git.example/docs/alerts.md';
    new IssuerWatch(stack, 'Watch', { url, keyIds, environment: 'testing', topicArn, alertsUrl });
  });
const checksOf = (keyIds: IssuerWatchProps['keyIds']) =>
  Object.values(propertiesOf(templateWith(keyIds), 'AWS::Route53::HealthCheck'));

test('the issuer is asked for its own address and for a key, over TLS', () => {
  const ask = { Type: 'HTTPS_STR_MATCH', FullyQualifiedDomainName: 'd111111abcdef8.cloudfront.net', EnableSNI: true };
  expect(checksOf(['new'])).toMatchObject([
    { HealthCheckConfig: { ...ask, ResourcePath: '/.well-known/openid-configuration', SearchString: url } },
    { HealthCheckConfig: { ...ask, ResourcePath: '/keys.json', SearchString: 'new' } },
  ]);
});

test('while a key takes over from another the older one is asked for, which is published all along', () => {
  expect(checksOf(['new', 'old'])).toEqual(checksOf(['old']));
});

test('no key is asked for that is out of sight of a health check', () => {
  expect(JSON.stringify(checksOf(['1st', '2nd', '3rd', '4th', '5th', '6th']))).toContain('"SearchString":"5th"');
});

test('without a key there is nothing to watch', () => {
  expect(() => checksOf([])).toThrow('an issuer without keys cannot be watched');
});

test('each health check has an alarm that takes silence for wrong too', () => {
  const template = templateWith(['new']);
  const checks = Object.keys(propertiesOf(template, 'AWS::Route53::HealthCheck'));
  expect(checks).toHaveLength(2);
  for (const check of checks) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: { Ref: check } }],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Statistic: 'Minimum',
      TreatMissingData: 'breaching',
      AlarmActions: [topicArn],
    });
  }
});
