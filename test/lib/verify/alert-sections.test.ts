import { alertSectionsRule } from '../../../lib/verify/alert-sections';
import { alert, alertRules, link } from './alert-files';
import { renderedFiles } from './rendered-files';

const findings = (
  manifests: Readonly<Record<string, string>>,
  resources: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
) =>
  alertSectionsRule(new Set(['alerts', 'too-full']))
    .findings(renderedFiles(manifests, resources, files))
    .map(({ place, reason }) => `${place} ${reason}`);

const rules = (text: string) => ({ 'cluster/library/web.yaml': alertRules('web', text) });
const place = 'cluster/library/web.yaml PrometheusRule library/web';

test('an alert that has no link to a section is found', () => {
  expect(findings(rules(alert('TooFull', 'labels: {}')))).toEqual([`${place} alert TooFull has no link to a section`]);
  const page = "annotations: { runbook_url: 'https://git.example/docs/alerts.md' }";
  expect(findings(rules(alert('TooFull', page)))).toEqual([`${place} alert TooFull has no link to a section`]);
});

test('a section that does not exist is found, also where another program looks', () => {
  const lost = alert('TooFull', `annotations: { runbook_url: '${link.replace('full', 'fll')}' }`);
  expect(findings(rules(lost))).toEqual([
    'cluster/library/web.yaml it links to alerts.md#too-fll, which does not exist',
  ]);
  expect(findings({}, {}, { 'probes/rules.yaml': `see ${link}s` })).toEqual([
    'probes/rules.yaml it links to alerts.md#too-fulls, which does not exist',
  ]);
});

const alarm = (AlarmDescription?: string) => ({
  Full: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription } },
});

test('an alarm of AWS is looked at too', () => {
  const reason = 'testing AWS::CloudWatch::Alarm Full its AlarmDescription has no link to a section';
  expect(findings({}, alarm())).toEqual([reason]);
  expect(findings({}, alarm('Somebody will know.'))).toEqual([reason]);
  expect(findings({}, alarm(`Nothing fits in it. ${link}`))).toEqual([]);
});

test('what leads to its section is no matter, nor a rule that records', () => {
  expect(findings(rules(alert('TooFull')))).toEqual([]);
  expect(findings(rules("{ record: 'a:b', expr: 'sum(up)' }"))).toEqual([]);
});
