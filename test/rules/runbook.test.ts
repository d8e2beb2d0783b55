import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { manifests, resources } from '../support/rendered';

const runbook = readFileSync(resolve(__dirname, '../../docs/runbook.md'), 'utf8');

/** Headings as GitLab and GitHub turn them into anchors. */
const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-'),
);

const rulesSchema = z.looseObject({
  groups: z.array(
    z.looseObject({
      rules: z.array(
        z.looseObject({
          alert: z.string(),
          labels: z.record(z.string(), z.string()),
          annotations: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
});

const alerts = manifests
  .filter(({ kind }) => kind === 'PrometheusRule')
  .flatMap(({ at, environment, spec }) =>
    rulesSchema.parse(spec).groups.flatMap(({ rules }) => rules.map((rule) => ({ at, environment, ...rule }))),
  );

const anchorOf = (text: string | undefined) => /docs\/runbook\.md#([a-z0-9-]+)$/.exec(text ?? '')?.[1];

test('every alert points to a section of the runbook that exists', () => {
  const lost = alerts.filter(({ annotations }) => !anchors.includes(anchorOf(annotations.runbook_url) ?? 'none'));
  expect(alerts.length).toBeGreaterThan(100);
  expect(lost.map(({ at, alert }) => `${at} ${alert}`)).toEqual([]);
});

test('no two alerts look the same to those who are woken', () => {
  const looks = alerts.map(({ environment, alert, labels }) => JSON.stringify({ environment, alert, ...labels }));
  expect(looks.filter((look, index) => looks.indexOf(look) < index)).toEqual([]);
});

test('every alarm of CloudWatch does so too', () => {
  const alarms = resources.filter(
    ({ resource }) => resource.Type.startsWith('AWS::CloudWatch::') && resource.Type.endsWith('Alarm'),
  );
  const lost = alarms.filter(
    ({ resource }) => !anchors.includes(anchorOf(z.string().parse(resource.Properties.AlarmDescription)) ?? 'none'),
  );
  expect(lost.map(({ at }) => at)).toEqual([]);
});

test('every section about an alert has one', () => {
  const [, part = ''] = /^## Alerts$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(runbook) ?? [];
  const sections = [...part.matchAll(/^### (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
  const known = alerts.map(({ annotations }) => anchorOf(annotations.runbook_url));
  expect(sections.length).toBeGreaterThan(5);
  expect(sections.filter((section) => !known.includes(section))).toEqual([]);
});
