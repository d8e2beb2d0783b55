import { secretVariablesRule } from '../../../lib/verify/secret-variables';
import { renderedFiles } from './rendered-files';
import { container, cronJob, pod, workload } from './workload-files';

const namespace = (annotations = '{}') => `
apiVersion: v1
kind: Namespace
metadata: { name: library, annotations: ${annotations} }
`;
const reasons = (text: string, of = namespace()) =>
  secretVariablesRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': text, 'cluster/library/namespace.yaml': of }))
    .map(({ reason }) => reason);
const variable = (name: string, value: string) => container('web', `env: [{ name: ${name}, ${value} }]`);
const written = pod(variable('API_TOKEN', 'value: abc'));
const found = ['the variable API_TOKEN sounds like a secret, and its value is plain text'];

test('a variable that sounds like a secret and stands in the open is found, of everything that has variables', () => {
  expect(reasons(workload(written))).toEqual(found);
  expect(reasons(cronJob(written))).toEqual(found);
});

test('the namespace may say why it is none', () => {
  expect(
    reasons(workload(written), namespace(`{ commons-platform/open-settings: '{"API_TOKEN":"It is public"}' }`)),
  ).toEqual([]);
  expect(
    reasons(workload(written), namespace(`{ commons-platform/open-settings: '{"OTHER":"It is public"}' }`)),
  ).toEqual(found);
});

test('one that takes its value from a secret, an address, and any other are no matter', () => {
  expect(reasons(workload(pod(variable('API_TOKEN', 'valueFrom: { secretKeyRef: { name: a, key: b } }'))))).toEqual([]);
  expect(reasons(workload(pod(variable('API_TOKEN', "value: 'https://library.example'"))))).toEqual([]);
  expect(reasons(workload(pod(variable('SITE_NAME', 'value: library'))))).toEqual([]);
});

test('a text around a variable that comes from a secret is no matter, and around another one is', () => {
  const composed = (of: string) =>
    reasons(
      workload(pod(container('web', `env: [{ name: PART, ${of} }, { name: API_TOKEN, value: 'Bearer $(PART)' }]`))),
    );
  expect(composed('valueFrom: { secretKeyRef: { name: a, key: b } }')).toEqual([]);
  expect(composed('value: abc')).toEqual(found);
});
