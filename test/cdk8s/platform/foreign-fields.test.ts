import { foreignFields } from '../../../cdk8s/platform/foreign-fields';

const triggered = (apiVersion: string, kind: string, fieldPath: string) => ({
  apiVersion,
  kind,
  metadata: {
    name: 'reader',
    namespace: 'library',
    annotations: { 'image.openshift.io/triggers': JSON.stringify([{ from: { name: 'reader:3' }, fieldPath }]) },
  },
});

test.each([
  [
    'apps/v1',
    'Deployment',
    'spec.template.spec.containers[?(@.name=="reader")].image',
    '.spec.template.spec.containers[]',
  ],
  [
    'batch/v1',
    'CronJob',
    'spec.jobTemplate.spec.template.spec.containers[?(@.name=="reader")].image',
    '.spec.jobTemplate.spec.template.spec.containers[]',
  ],
])('the one image of a %s %s that its trigger writes', (apiVersion, kind, fieldPath, list) => {
  expect(foreignFields([triggered(apiVersion, kind, fieldPath)])).toEqual([
    {
      group: apiVersion.replace('/v1', ''),
      kind,
      name: 'reader',
      jqPathExpressions: [`${list} | select(.name == "reader") | .image`],
    },
  ]);
});

test('the class of claims, without a group, and nothing of anything else', () => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'books', namespace: 'library' } };
  const other = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'digest', namespace: 'library' } };
  expect(foreignFields([claim, { ...claim, metadata: { name: 'maps' } }, other])).toEqual([
    { kind: 'PersistentVolumeClaim', jsonPointers: ['/spec/storageClassName'] },
  ]);
});

test('a trigger for something else is not taken for an image', () => {
  expect(() => foreignFields([triggered('apps/v1', 'Deployment', 'spec.paused')])).toThrow('not a field of an image');
});
