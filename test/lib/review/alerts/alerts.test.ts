import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

/** What is asked, how often it is answered, and whom it reaches: an alert can be there and tell nobody. */

const rules = (...list: readonly object[]) =>
  exampleManifest('wiki/alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'wiki', namespace: 'wiki' },
    spec: { groups: [{ name: 'wiki', rules: list }] },
  });
const alert = (expr: string, severity = 'critical') => ({ alert: 'Full', expr, for: '5m', labels: { severity } });
const told = (before: string, after: string) =>
  findingLines({ before: rules(alert(before)), after: rules(alert(after)) });

test.each([
  [
    'min(free / size) < 0.15',
    'min(free / size) < 0.01',
    'weakens: alerts wiki/wiki have only at < 0.01 in place of 0.15 Full',
  ],
  [
    'time() - last > 26 * 3600',
    'time() - last > 48 * 3600',
    'weakens: alerts wiki/wiki have only at > 172800 in place of 93600 Full',
  ],
  ['(down or vector(0)) > 0', 'down > 0', 'watch: alerts wiki/wiki ask something else for Full'],
  ['increase(x[1h]) > 3', 'increase(x[1m]) > 3', 'watch: alerts wiki/wiki ask something else for Full'],
])('an alert that asks %s, and then %s', (before, after, line) => {
  expect(told(before, after)).toEqual([line]);
});

test('an alert that sounds earlier, or is written over several lines, is none', () => {
  expect(told('free < 0.01', 'free < 0.15')).toEqual([]);
  expect(told('free < 0.01 and size > 1', 'free < 0.01\n  and size > 1')).toEqual([]);
});

test('alerts of one name are told apart, and one without a severity reaches nobody', () => {
  const [warning, critical] = [alert('free < 0.2', 'warning'), alert('free < 0.1')];
  const lines = (...after: readonly object[]) =>
    findingLines({ before: rules(warning, critical), after: rules(...after) });
  expect(lines(warning)).toEqual(['weakens: alerts wiki/wiki no longer have Full']);
  expect(lines(critical, warning)).toEqual([]);
  expect(lines(warning, { ...critical, labels: {} })).toEqual([
    'weakens: alerts wiki/wiki have as none in place of critical Full',
  ]);
});

describe('whom Alertmanager tells', () => {
  const settings = (route: object, more: object = {}, to = 'us@commons.example') =>
    exampleManifest('monitoring/settings', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'alertmanager-main', namespace: 'openshift-monitoring' },
      spec: {
        target: {
          template: {
            data: {
              'alertmanager.yaml': `${JSON.stringify({
                route: { receiver: 'people', ...route },
                receivers: [{ name: 'nobody' }, { name: 'people', email_configs: [{ to }] }],
                ...more,
              })}\n# {{ index . "smtp-password" | toJson }}\n`,
            },
          },
        },
      },
    });
  const nobody = (matchers: readonly string[]) => ({ routes: [{ matchers, receiver: 'nobody' }] });
  const lines = (after: ReturnType<typeof settings>, before = settings({})) => findingLines({ before, after });

  test.each<[string, ReturnType<typeof settings>, string]>([
    [
      'a route to nobody',
      settings(nobody(['severity="critical"'])),
      'no longer reach us@commons.example: severity critical',
    ],
    ['a pattern', settings(nobody(['severity=~"crit.*"'])), 'no longer reach us@commons.example: severity critical'],
    [
      'a time of silence',
      settings({ routes: [{ matchers: ['severity="critical"'], mute_time_intervals: ['nights'] }] }),
      'no longer reach us@commons.example: severity critical',
    ],
    [
      'another receiver for all',
      settings({ receiver: 'nobody' }),
      'no longer reach us@commons.example: severity critical, severity warning',
    ],
    [
      'another address',
      settings({}, {}, 'them@elsewhere.example'),
      'no longer reach us@commons.example: severity critical, severity warning',
    ],
    [
      'a rule more',
      settings({}, { inhibit_rules: [{ equal: [] }] }),
      'are held back by a rule more while others sound',
    ],
    ['no TLS', settings({}, { global: { smtp_require_tls: false } }), 'are sent by mail without TLS'],
  ])('%s', (_, after, what) => {
    expect(lines(after)).toEqual([`weakens: alerts of the cluster ${what}`]);
  });

  test('a route of one’s own to the same people, or one that is gone, is none', () => {
    const own = settings({ routes: [{ matchers: ['severity="critical"'], repeat_interval: '1h' }] });
    expect(lines(own)).toEqual([]);
    expect(lines(settings({}), settings(nobody(['severity="critical"'])))).toEqual([]);
  });
});

describe('metrics that are read no more', () => {
  const monitor = (spec: object, kind = 'PodMonitor', name = 'db') =>
    exampleManifest(`wiki/${name}`, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind,
      metadata: { name, namespace: 'wiki' },
      spec: { selector: { matchLabels: { app: 'db' } }, ...spec },
    });

  test('what read them is gone', () => {
    expect(findingLines({ before: monitor({}), after: {} })).toEqual([
      'weakens: PodMonitor wiki/db is gone: Prometheus reads these metrics no more, and alerts by them stay silent',
    ]);
    expect(findingLines({ before: monitor({}), after: monitor({}, 'PodMonitor', 'database') })).toEqual([]);
  });

  test('some are left out', () => {
    const endpoints = (more: object) =>
      monitor({ endpoints: [{ port: 'metrics', interval: '60s', ...more }] }, 'ServiceMonitor');
    const dropping = { metricRelabelings: [{ action: 'drop', regex: '.*' }] };
    expect(findingLines({ before: endpoints({}), after: endpoints(dropping) })).toEqual([
      'weakens: ServiceMonitor wiki/db leaves out some metrics: alerts by them stay silent',
    ]);
    expect(findingLines({ before: endpoints({}), after: endpoints({ interval: '30s' }) })).toEqual([]);
  });
});

describe('an alarm of CloudWatch', () => {
  const alarm = (more: object) =>
    exampleTemplate('Alarm', {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { AlarmName: 'full', ComparisonOperator: 'GreaterThanThreshold', Statistic: 'Maximum', ...more },
    });

  test.each<[object, readonly string[]]>([
    [
      { ComparisonOperator: 'LessThanThreshold' },
      ['weakens: alarm full sounds on the other side of its threshold, where nothing was wrong'],
    ],
    [{ ComparisonOperator: 'GreaterThanOrEqualToThreshold' }, []],
    [{ Statistic: 'Minimum' }, ['watch: alarm full watches something else than before']],
  ])('that becomes %j', (more, lines) => {
    expect(findingLines({ before: alarm({}), after: alarm(more) })).toEqual(lines);
  });
});
