import { canonicalQuantity } from '../../../lib/verify/canonical-quantity';
import { quantitiesRule } from '../../../lib/verify/quantities';
import { object } from './delivered-files';
import { renderedFiles } from './rendered-files';

/** Each as `resource.MustParse(text).String()` of Kubernetes answers. */
test.each([
  ['1024Mi', '1Gi'],
  ['2048Ki', '2Mi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Ki', '512'],
  ['1000Mi', '1000Mi'],
  ['1536Mi', '1536Mi'],
  ['1000m', '1'],
  ['0.25', '250m'],
  ['.5', '500m'],
  ['2.5', '2500m'],
  ['1000', '1k'],
  ['5000M', '5G'],
  ['1048576', '1048576'],
  ['0Gi', '0'],
  ['0.0001m', '100n'],
  ['-2000m', '-2'],
])('Kubernetes writes %s as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test.each(['', 'large', '5 Gi', '1gi', '1e3', '0.1Ki', '1.2.3'])('"%s" is no amount with a form of its own', (text) => {
  expect(canonicalQuantity(text)).toBeUndefined();
});

const reasons = (spec: string) =>
  quantitiesRule
    .findings(renderedFiles({ 'cluster/library/data.yaml': object('example.org/v1', 'Shelf', 'data', 0, spec) }))
    .map(({ reason, remedy }) => `${reason}; ${remedy}`);

test.each([
  ['resources: { requests: { memory: 3072Mi } }', 'resources.requests.memory is 3072Mi', '3Gi'],
  ['parts: [{ resources: { limits: { cpu: 2000m } } }]', 'parts[0].resources.limits.cpu is 2000m', '2'],
  ['hard: { limits.memory: 4096Mi }', 'hard.limits.memory is 4096Mi', '4Gi'],
  ["volumes: [{ emptyDir: { sizeLimit: '0.5Gi' } }]", 'volumes[0].emptyDir.sizeLimit is 0.5Gi', '512Mi'],
])('{ %s } is found', (spec, what, canonical) => {
  expect(reasons(`{ ${spec} }`)).toEqual([`spec.${what}, which Kubernetes writes in another form; write ${canonical}`]);
});

test.each([
  '{ resources: { requests: { cpu: 100m, memory: 1536Mi } } }',
  '{ limits: { global: { retention: 30d } }, max: { name: 1x.small } }',
  '{ settings: { memory: 1024Mi } }',
])('%s is no matter', (spec) => {
  expect(reasons(spec)).toEqual([]);
});
