import { isMovingTag } from '../../../lib/moving-tag';
import { movingTagsRule } from '../../../lib/verify/moving-tags';
import { renderedFiles } from './rendered-files';

test.each([
  'x.example/y',
  'x.example:5000/y',
  'x.example/y:latest',
  'x.example/y:stable',
  'x.example/y:2',
  'x.example/y:v3',
])('%s moves', (reference) => {
  expect(isMovingTag(reference)).toBe(true);
});

test.each([
  'x.example/y:1.2',
  'x.example/y:v1.43.1',
  'x.example/y:9.8-1790556197',
  'x.example/y:unprivileged-oss-20260928',
])('%s is a version', (reference) => {
  expect(isMovingTag(reference)).toBe(false);
});

const image = 'quay.io/x/tool:latest';
const trigger = JSON.stringify([
  {
    from: { kind: 'ImageStreamTag', name: 'tool:latest' },
    fieldPath: 'spec.jobTemplate.spec.template.spec.containers[?(@.name=="tool")].image',
  },
]);
const job = (annotations = '{}') => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: tool, namespace: library, annotations: ${annotations} }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: tool, image: '${image}' }] } } } } }
`;
const stream = `
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: { name: tool, namespace: library }
spec: { tags: [{ name: latest, importPolicy: { scheduled: true } }] }
`;
const findings = (files: Readonly<Record<string, string>>, unpinned: readonly string[] = []) =>
  movingTagsRule.findings({ ...renderedFiles(files), unpinned }).map(({ reason }) => reason);

test('a tag that moves has a stream that follows it, or is listed', () => {
  expect(findings({ 'job.yaml': job() })).toEqual([
    `container tool has a tag that moves, and no ImageStream follows it: ${image}`,
  ]);
  expect(findings({ 'job.yaml': job() }, [image])).toEqual([]);
  const followed = job(`{ image.openshift.io/triggers: '${trigger}' }`);
  expect(findings({ 'job.yaml': followed, 'stream.yaml': stream })).toEqual([]);
  expect(findings({ 'job.yaml': followed })).toHaveLength(1);
});
