import { prometheusAlert, type Alert } from '../../../model/formats/prometheus-alert';

const page = 'https://git.example/docs/alerts.md';
const labels = { service: 'wiki' };
const alert: Alert = {
  name: 'WikiQueueLong',
  expression: 'max(wiki_queue_length) > 1000',
  lasting: '15m',
  severity: 'warning',
  summary: 'More than 1000 jobs of the wiki wait.',
};

const linkOf = (change: Partial<Alert>) => prometheusAlert({ ...alert, ...change }, { page, labels }).annotations;

test('an alert leads to the section with the words of its name', () => {
  expect(prometheusAlert(alert, { page, labels })).toEqual({
    alert: 'WikiQueueLong',
    expr: 'max(wiki_queue_length) > 1000',
    for: '15m',
    labels: { severity: 'warning', service: 'wiki' },
    annotations: { summary: alert.summary, runbook_url: `${page}#wiki-queue-long` },
  });
});

test('an alert may share the section of another, or have one whose words are joined', () => {
  expect(linkOf({ runbook: 'wiki-down' })).toMatchObject({ runbook_url: `${page}#wiki-down` });
  expect(linkOf({ name: 'GitLabErrors' })).toMatchObject({ runbook_url: `${page}#git-lab-errors` });
});
