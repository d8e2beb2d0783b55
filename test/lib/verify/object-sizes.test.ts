import { stringify } from 'yaml';
import { objectSizesRule } from '../../../lib/verify/object-sizes';
import { renderedFiles } from './rendered-files';

const long = (kibibytes: number) => 'x'.repeat(kibibytes * 1024);
const object = (
  kind: string,
  more: Readonly<Record<string, unknown>>,
  annotations: Readonly<Record<string, string>> = {},
) =>
  stringify({
    apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
    kind,
    metadata: { name: 'songs', namespace: 'choir', annotations },
    ...more,
  });
const deployment = (container: Readonly<Record<string, unknown>>, list = 'containers', annotations = {}) =>
  object('Deployment', {
    spec: { template: { metadata: { annotations }, spec: { [list]: [{ name: 'web', ...container }] } } },
  });

const reasons = (text: string) =>
  objectSizesRule
    .findings(renderedFiles({ 'cluster/choir/songs.yaml': text }))
    .map(({ place, reason }) => `${place}: ${reason}`);

test.each<[string, string, string]>([
  [
    'data',
    object('ConfigMap', { data: { a: long(600), b: long(500) } }),
    'its data has 1101 KiB, and the limit is 1024 KiB',
  ],
  ['binary data', object('ConfigMap', { binaryData: { a: long(1100) } }), 'its data has 1101 KiB'],
  ['a Secret', object('Secret', { stringData: { a: long(1100) } }), 'its data has 1101 KiB'],
  ['all of it', object('Widget', { spec: { text: long(1600) } }), 'it has 1601 KiB, and the limit is 1536 KiB'],
  [
    'annotations',
    object('Service', {}, { a: long(200), b: long(100) }),
    'all annotations has 301 KiB, and the limit is 256 KiB',
  ],
  ['annotations of its pods', deployment({}, 'containers', { a: long(300) }), 'all annotations has 301 KiB'],
  ['an argument', deployment({ command: ['sh', long(128)] }), 'the longest argument or variable of web has 129 KiB'],
  ['an argument behind', deployment({ args: [long(200)] }), 'the longest argument or variable of web has 201 KiB'],
  [
    'a variable',
    deployment({ env: [{ name: 'A', value: long(128) }] }),
    'the longest argument or variable of web has 129 KiB',
  ],
  [
    'one of a container before',
    deployment({ args: [long(200)] }, 'initContainers'),
    'the longest argument or variable of web has 201 KiB',
  ],
])('an object with too much of %s is found', (_, text, reason) => {
  expect(reasons(text)).toEqual([expect.stringContaining(`songs: ${reason}`)]);
});

test('a program that is started with too much altogether is found', () => {
  const env = Array.from({ length: 20 }, (_, index) => ({ name: `A${index}`, value: long(120) }));
  expect(reasons(deployment({ env })).join('\n')).toContain(
    'what web is started with has 2401 KiB, and the limit is 2048 KiB',
  );
});

test.each([
  ['data', object('ConfigMap', { data: { a: long(1023) } })],
  ['data of something else', object('Widget', { data: { a: long(1100) } })],
  ['annotations', object('Service', {}, { a: long(255) })],
  [
    'a variable',
    deployment({
      env: [
        { name: 'A', value: long(127) },
        { name: 'B', valueFrom: {} },
      ],
    }),
  ],
])('as much %s as there may be is taken', (_, text) => {
  expect(reasons(text)).toEqual([]);
});
