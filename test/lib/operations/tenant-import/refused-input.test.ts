import { parse } from 'yaml';
import { z } from 'zod';
import { draftedTenant, leftOver } from '../../../support/drafted-tenant';
import { minimalTenant, problemsOf, report } from '../../../support/environment-folder';
import { formatProblem } from '../../../../model/problem';

/** What is wrong with an input, each as place and reason. */
const refusals = (...texts: readonly string[]): readonly string[] =>
  problemsOf(() => draftedTenant(texts)).map((problem) => formatProblem(problem).split('\n')[0] ?? '');

const level = (number: number) => `l${number}: &l${number} [${`*l${number - 1}, `.repeat(10)}]\n`;
const bomb = `x: &l0 [a, a]\nservices: {}\n${[1, 2, 3, 4, 5, 6, 7].map(level).join('')}`;

test.each([
  ['an empty file', '', ['input-1.yaml:1:1 has nothing that could run as a tenant']],
  ['a file of comments', '# nothing\n---\n', ['input-1.yaml:1:1 has nothing that could run as a tenant']],
  ['text', 'hello\n', ['input-1.yaml:1:1 is no Compose file']],
  ['a list', '- a\n- b\n', ['input-1.yaml:1:1 is no Compose file']],
  ['another file of YAML', minimalTenant, ['input-1.yaml:7:3 services: is a list']],
  ['no services', 'services: {}\n', ['input-1.yaml:1:11 services: has no services']],
  ['bytes', 'services:\0\n', ['input-1.yaml:1:1 is no text in UTF-8']],
  [
    'tabs and a key that is twice',
    'services:\n  a:\n    image: b:1\n    image: c:1\n',
    ['input-1.yaml:4:5 not valid YAML: Map keys must be unique'],
  ],
  ['a tab as indentation', 'services:\n\ta: 1\n', [expect.stringMatching(/^input-1\.yaml:2:\d+ not valid YAML: Tabs/)]],
  [
    'other forms, all at once',
    'networks: 5\nservices:\n  a: text\n  b:\n    image: [x]\n    environment: 5\n    ports: {}\n',
    [
      'input-1.yaml:3:6 services.a: is no service',
      'input-1.yaml:5:12 services.b.image: is a list',
      'input-1.yaml:6:18 services.b.environment: is text',
      'input-1.yaml:7:12 services.b.ports: is a map',
    ],
  ],
  [
    'a manifest that is none',
    'apiVersion: v1\nkind: Service\n---\nfoo: 1\n',
    ['input-1.yaml:4:1 is no object of Kubernetes'],
  ],
  [
    'nothing that runs',
    'services: { db: { image: "postgres:17" } }\n',
    ['input-1.yaml:1:1 has nothing that could run as a tenant'],
  ],
])('%s is refused with its place', (_, text, expected) => {
  expect(refusals(text)).toEqual(expected);
});

test.each([
  ['aliases that expand without bound', bomb, 'has aliases that expand to too many values'],
  ['an alias of itself', 'services: &a { b: *a }\n', 'is nested too deeply'],
  ['a file that is too deep', `services: ${'['.repeat(150)}${']'.repeat(150)}\n`, 'is nested too deeply'],
  ['a file that is far too deep', `services: ${'['.repeat(50_000)}`, ''],
  ['ten megabytes', `services:\n${'  # x\n'.repeat(1_700_000)}`, 'characters, and at most 4000000 are read'],
])(
  '%s are no reason to wait',
  (_, text, reason) => {
    const found = refusals(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toContain(reason);
  },
  20_000,
);

test('problems of all files are told at once', () => {
  expect(refusals('a: [', 'b: [')).toEqual([
    expect.stringContaining('input-1.yaml:1:'),
    expect.stringContaining('input-2.yaml:1:'),
  ]);
});

const fields = z.looseObject({
  services: z.array(z.looseObject({ workers: z.array(z.looseObject({ name: z.string() })).optional() })),
});

test('forty services are drafted as far as a tenant can have them, and the others are told', () => {
  const services = Array.from(
    { length: 40 },
    (_, index) => `  s${index}: { image: 'quay.io/a/b${index}:1', ports: ['80'] }\n`,
  );
  const { draft, left } = draftedTenant([`services:\n${services.join('')}`]);
  expect(fields.parse(parse(draft)).services).toHaveLength(10);
  expect(left.filter(({ why }) => why === 'a tenant has at most 10 services')).toHaveLength(30);
  expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
  const workers = services.map((text) => text.replace(/b\d+:1', ports: \['80'\]/, "b:1', command: run"));
  const many = draftedTenant([`services:\n${workers.join('')}`]);
  expect(fields.parse(parse(many.draft)).services[0]?.workers).toHaveLength(12);
  expect(many.left.filter(({ why }) => why === 'a service has at most 12 workers')).toHaveLength(27);
  expect(report({ 'tenants/site.yaml': many.draft })).toEqual([]);
});

test('names that are no names become some', () => {
  const { draft, left } = draftedTenant(
    [
      `services:
  My_Very.Long-Name-Of-A-Service: { image: 'quay.io/a/b:1', ports: ['80'], environment: { 'a.b': x, 1A: y, FINE: z } }
  data-db: { image: 'quay.io/a/c:1', ports: ['80'], environment: { URL: 'http://My_Very.Long-Name-Of-A-Service/x' } }
  "5": { image: 'QUAY/a', ports: ['80'] }
`,
    ],
    undefined,
    'Name with Spaces that is far too long',
  );
  expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
  expect(leftOver(left)).toEqual(['My_Very.Long-Name-Of-A-Service variable 1A', '5 image of 5']);
});
