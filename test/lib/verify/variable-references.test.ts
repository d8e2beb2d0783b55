import { variableReferencesRule } from '../../../lib/verify/variable-references';
import { renderedFiles } from './rendered-files';

const pod = (container: string, kind = 'Deployment', path = 'template: { spec: { containers: [') => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: library, namespace: readers }
spec: { ${path}${container}] ${path
  .split('{')
  .slice(1)
  .map(() => '}')
  .join(' ')} }
`;

const reasons = (container: string, ...others: readonly string[]) =>
  variableReferencesRule
    .findings(
      renderedFiles({
        'cluster/readers/library.yaml': pod(container),
        ...Object.fromEntries(others.map((text, index) => [`cluster/readers/${index}.yaml`, text])),
      }),
    )
    .map(({ reason }) => reason);

const password = '{ name: PASSWORD, valueFrom: { secretKeyRef: { name: library, key: password } } }';

test.each([
  [
    'a setting above what it refers to',
    `env: [{ name: DB, value: a $(PASSWORD) }, ${password}]`,
    'DB',
    'PASSWORD',
    'is defined after it',
  ],
  ['nobody’s variable', "env: [{ name: A, value: '$(NOBODY)' }]", 'A', 'NOBODY', 'is not defined there'],
  ['a variable that refers to itself', "env: [{ name: A, value: '$(A):/opt' }]", 'A', 'A', 'is defined after it'],
  ['a command', "command: [sh, -c, 'echo $(date)']", 'command', 'date', 'is not defined there'],
  ['arguments', "args: ['--url=$(URL)']", 'args', 'URL', 'is not defined there'],
  [
    'a probe that needs a secret',
    `env: [${password}], livenessProbe: { exec: { command: [ping, $(PASSWORD)] } }`,
    'livenessProbe',
    'PASSWORD',
    'is not defined there',
  ],
  [
    'a Secret that nobody renders',
    "envFrom: [{ secretRef: { name: elsewhere } }], args: ['$(PASSWORD)']",
    'args',
    'PASSWORD',
    'is not defined there',
  ],
])('%s is found', (_, fields, where, reference, what) => {
  expect(reasons(`{ name: web, ${fields} }`)).toEqual([
    `${where} of container web refers to $(${reference}), which ${what}`,
  ]);
});

test.each([
  ['what stands above', `env: [${password}, { name: DB, value: 'a:$(PASSWORD)@b' }], command: [run, $(DB)]`],
  ['a dollar', "env: [{ name: PRICE, value: '$5 $$(NOBODY) ${NOBODY} $' }]"],
  ['a command of a shell that cannot be a name', "command: [sh, -c, 'echo $(date +%s) $(($(wc -l < a)))']"],
  ['the API server', "args: ['$(KUBERNETES_SERVICE_HOST)']"],
  ['an open variable in a probe', 'env: [{ name: A, value: a }], startupProbe: { exec: { command: [$(A)] } }'],
])('%s is taken', (_, fields) => {
  expect(reasons(`{ name: web, ${fields} }`)).toEqual([]);
});

test('keys count of a Secret or ConfigMap that is known, with the prefix', () => {
  const container = `{ name: web, envFrom: [
    { secretRef: { name: library } }, { prefix: S_, secretRef: { name: shaped } }, { configMapRef: { name: map } }
  ], args: ['$(PASSWORD) $(S_LOGIN) $(TITLE)', '$(LOGIN)'] }`;
  const external = (name: string, rest: string) =>
    `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: ${name}, namespace: readers }, spec: { ${rest} } }`;
  expect(
    reasons(
      container,
      external('library', 'data: [{ secretKey: PASSWORD }]'),
      external('other', 'target: { name: shaped, template: { data: { LOGIN: x } } }, data: [{ secretKey: RAW }]'),
      '{ apiVersion: v1, kind: ConfigMap, metadata: { name: map, namespace: readers }, data: { TITLE: Library } }',
    ),
  ).toEqual(['args of container web refers to $(LOGIN), which is not defined there']);
});

test('containers are found wherever a kind has them', () => {
  const inside = "{ name: web, args: ['$(URL)'] }";
  const files = {
    'cluster/a.yaml': pod(inside, 'CronJob', 'jobTemplate: { spec: { template: { spec: { initContainers: ['),
    'cluster/b.yaml': pod(inside, 'PerconaXtraDBCluster', 'pxc: { sidecars: ['),
  };
  expect(variableReferencesRule.findings(renderedFiles(files)).map(({ place }) => place)).toEqual([
    'cluster/a.yaml CronJob readers/library',
    'cluster/b.yaml PerconaXtraDBCluster readers/library',
  ]);
});
