import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { exampleHome } from '../support/example-home';
import { filesBelow, manifests, resources } from '../support/rendered';

const document = readFileSync(resolve(__dirname, '../../docs/alerts.md'), 'utf8');

/** Headings as GitLab and GitHub turn them into anchors. */
const anchors = [...document.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
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
  .filter(({ kind }) => kind === 'PrometheusRule' || kind === 'AlertingRule')
  .flatMap(({ at, environment, spec }) =>
    rulesSchema.parse(spec).groups.flatMap(({ rules }) => rules.map((rule) => ({ at, environment, ...rule }))),
  );

const anchorOf = (text: string | undefined) => /docs\/alerts\.md#([a-z0-9-]+)$/.exec(text ?? '')?.[1];

test('every alert points to its section, which exists', () => {
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

/** Sections that anything rendered leads to, also what tells of events, and the rules of a Prometheus outside. */
const references = new Set(
  filesBelow(exampleHome.rendered, /./).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/docs\/alerts\.md#([a-z0-9-]+)/g)].map(([, section = '']) => section),
  ),
);

test('every section is about something that happens, and nothing leads nowhere', () => {
  const [title, ...sections] = anchors;
  expect(title).toBe('alerts');
  expect(sections.length).toBeGreaterThan(40);
  expect(sections.filter((section) => !references.has(section))).toEqual([]);
  expect([...references].filter((section) => !sections.includes(section))).toEqual([]);
});
